package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.SyncStatus;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.Members;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The readers of every engine method's result, strict about what they know and blind to what they don't. Stateless.
 *
 * <p>Unknown members are passed over, required ones must be there once, and optional ones may be absent or
 * {@code null}. A block has at most 1,048,576 transactions and 16 withdrawals, and a payload at most 32 bytes of extra
 * data.
 */
final class EngineAnswers {
    /** Of {@code engine_newPayload}. */
    static final ResultReader<PayloadStatus> PAYLOAD_STATUS = EngineAnswers::payloadStatus;

    /** Of {@code engine_forkchoiceUpdated}. */
    static final ResultReader<ForkchoiceAnswer> FORKCHOICE = EngineAnswers::forkchoice;

    /** Of {@code engine_getPayloadV2}, for a payload of Capella. */
    static final ResultReader<CapellaBuiltPayload> CAPELLA_PAYLOAD = PayloadReader::builtCapella;

    /** Of {@code engine_getPayloadV3}. */
    static final ResultReader<DenebBuiltPayload> DENEB_PAYLOAD = PayloadReader::builtDeneb;

    /** Of both methods for bodies; empty where the server has none. */
    static final ResultReader<List<Optional<PayloadBody>>> PAYLOAD_BODIES =
            json -> List.copyOf(json.list(orNull(PayloadReader::body)));

    /** Of {@code engine_exchangeCapabilities}. */
    static final ResultReader<Set<String>> CAPABILITIES = json -> Set.copyOf(json.list(JsonCursor::text));

    /**
     * Of {@code engine_getClientVersionV1}; the commit is lower case and without {@code 0x} whatever the server sends.
     */
    static final ResultReader<List<ClientVersion>> CLIENT_VERSIONS =
            json -> List.copyOf(json.list(EngineAnswers::clientVersion));

    /** Of {@code eth_syncing}: false, or an object while the server catches up. */
    static final ResultReader<SyncStatus> SYNCING = EngineAnswers::syncing;

    /** Of {@code eth_chainId} and {@code eth_blockNumber}. */
    static final ResultReader<UInt64> QUANTITY = JsonCursor::uint64;

    /** Of {@code eth_getBlockByNumber} and {@code eth_getBlockByHash}; empty where there is no such block. */
    static final ResultReader<Optional<ExecutionBlock>> BLOCK =
            json -> orNull(BlockReader::block).apply(json);

    /** Of any method: the JSON text of the result. */
    static final ResultReader<String> RAW = JsonCursor::raw;

    private static final Members STATUS = Members.required("status").optional("latestValidHash", "validationError");
    private static final List<PayloadStatus.Status> STATUS_OF = List.of(PayloadStatus.Status.values());
    private static final Members STATUSES =
            Members.required(STATUS_OF.stream().map(Enum::name).toArray(String[]::new));
    /** Holds the place of one that the cursor demands. */
    private static final PayloadStatus UNREAD = PayloadStatus.syncing();

    private static final Members FORKCHOICE_UPDATED =
            Members.required("payloadStatus").optional("payloadId");
    private static final Members CLIENT =
            Members.required("code").optional("name").andRequired("version", "commit");
    private static final Members PROGRESS = Members.required().optional("currentBlock", "highestBlock");
    private static final Pattern COMMIT = Pattern.compile("(?:0x)?([0-9a-fA-F]{8})");

    private EngineAnswers() {}

    private static PayloadStatus payloadStatus(JsonCursor json) {
        PayloadStatus.Status status = PayloadStatus.Status.SYNCING;
        Optional<Hash32> latestValidHash = Optional.empty();
        Optional<String> validationError = Optional.empty();
        json.beginObject();
        while (json.nextMember(STATUS)) {
            switch (json.member()) {
                case 0 -> status = status(json);
                case 1 -> latestValidHash = json.nextNull() ? Optional.empty() : Optional.of(json.hash());
                default -> validationError = json.nextNull() ? Optional.empty() : Optional.of(json.text());
            }
        }
        return PayloadStatus.of(status, latestValidHash, validationError);
    }

    private static PayloadStatus.Status status(JsonCursor json) {
        int from = json.position();
        int index = json.oneOf(STATUSES);
        if (index < 0) {
            throw json.fail(from, "is not a status that the specification knows");
        }
        return STATUS_OF.get(index);
    }

    private static ForkchoiceAnswer forkchoice(JsonCursor json) {
        PayloadStatus status = UNREAD;
        Optional<UInt64> payloadId = Optional.empty();
        json.beginObject();
        while (json.nextMember(FORKCHOICE_UPDATED)) {
            if (json.member() == 0) {
                status = payloadStatus(json);
            } else {
                payloadId = json.nextNull() ? Optional.empty() : Optional.of(json.bytes8());
            }
        }
        return new ForkchoiceAnswer(status, payloadId);
    }

    private static ClientVersion clientVersion(JsonCursor json) {
        String code = "";
        String name = "";
        String version = "";
        String commit = "";
        json.beginObject();
        while (json.nextMember(CLIENT)) {
            switch (json.member()) {
                case 0 -> code = json.text();
                case 1 -> name = json.nextNull() ? "" : json.text();
                case 2 -> version = json.text();
                default -> commit = commit(json);
            }
        }
        return ClientVersion.of(code, name, version, commit);
    }

    private static String commit(JsonCursor json) {
        int from = json.position();
        Matcher commit = COMMIT.matcher(json.text());
        if (!commit.matches()) {
            throw json.fail(from, "is not 8 hex digits");
        }
        return commit.group(1).toLowerCase(Locale.ROOT);
    }

    private static SyncStatus syncing(JsonCursor json) {
        if (json.peek() != '{') {
            return json.bool() ? SyncStatus.of(true, Optional.empty(), Optional.empty()) : SyncStatus.SYNCED;
        }
        Optional<UInt64> currentBlock = Optional.empty();
        Optional<UInt64> highestBlock = Optional.empty();
        json.beginObject();
        while (json.nextMember(PROGRESS)) {
            Optional<UInt64> number = json.nextNull() ? Optional.empty() : Optional.of(json.uint64());
            if (json.member() == 0) {
                currentBlock = number;
            } else {
                highestBlock = number;
            }
        }
        return SyncStatus.of(true, currentBlock, highestBlock);
    }

    private static <T> Function<JsonCursor, Optional<T>> orNull(Function<JsonCursor, T> value) {
        return json -> json.nextNull() ? Optional.empty() : Optional.of(value.apply(json));
    }
}
