package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.hash.BlockHash;
import java.util.List;

/** Small blocks with right hashes, on a chain with Shanghai at 1000, Cancun at 2000 and Prague at 3000. */
final class Payloads {
    static final UInt64 PARIS_TIME = UInt64.of(999);
    static final UInt64 CAPELLA_TIME = UInt64.of(1000);
    static final UInt64 DENEB_TIME = UInt64.of(2000);
    static final UInt64 ELECTRA_TIME = UInt64.of(3000);
    static final ForkSchedule FORKS = ForkSchedule.builder()
            .shanghai(CAPELLA_TIME)
            .cancun(DENEB_TIME)
            .prague(ELECTRA_TIME)
            .build();
    static final Hash32 HEAD = hash(0x11);
    static final Hash32 ROOT = hash(0x22);
    static final ForkchoiceState STATE = ForkchoiceState.of(HEAD, Hash32.ZERO, Hash32.ZERO);
    static final CapellaPayload CAPELLA = hashed(capella(CAPELLA_TIME).build());
    static final DenebPayload DENEB = hashed(deneb(DENEB_TIME).build());
    static final CapellaAttributes CAPELLA_ATTRIBUTES = attributes(CAPELLA_TIME);
    static final DenebAttributes DENEB_ATTRIBUTES = DenebAttributes.builder()
            .timestamp(DENEB_TIME)
            .prevRandao(hash(6))
            .suggestedFeeRecipient(Address.ZERO)
            .parentBeaconBlockRoot(ROOT)
            .build();

    private Payloads() {}

    static Hash32 hash(int value) {
        return Hash32.parse("0x" + String.format("%02x", value).repeat(32));
    }

    static CapellaAttributes attributes(UInt64 timestamp) {
        return CapellaAttributes.builder()
                .timestamp(timestamp)
                .prevRandao(hash(6))
                .suggestedFeeRecipient(Address.ZERO)
                .build();
    }

    static CapellaPayload.Builder capella(UInt64 timestamp) {
        CapellaPayload.Builder builder = CapellaPayload.builder();
        builder.parentHash(HEAD)
                .feeRecipient(Address.ZERO)
                .stateRoot(hash(3))
                .receiptsRoot(hash(4))
                .logsBloom(Bloom.ZERO)
                .prevRandao(hash(6))
                .blockNumber(UInt64.of(7))
                .gasLimit(UInt64.of(30_000_000))
                .gasUsed(UInt64.ZERO)
                .timestamp(timestamp)
                .extraData(Bytes.EMPTY)
                .baseFeePerGas(UInt256.of(7))
                .blockHash(Hash32.ZERO)
                .transactions(Transactions.EMPTY);
        return builder;
    }

    static DenebPayload.Builder deneb(UInt64 timestamp) {
        CapellaPayload common = capella(timestamp).build();
        DenebPayload.Builder builder = DenebPayload.builder();
        builder.from((ExecutionPayload) common).blobGasUsed(UInt64.ZERO).excessBlobGas(UInt64.ZERO);
        return builder;
    }

    static CapellaPayload hashed(CapellaPayload payload) {
        CapellaPayload.Builder builder = CapellaPayload.builder();
        builder.from(payload).blockHash(BlockHash.of(payload));
        return builder.build();
    }

    static DenebPayload hashed(DenebPayload payload) {
        DenebPayload.Builder builder = DenebPayload.builder();
        builder.from(payload).blockHash(BlockHash.of(payload, ROOT));
        return builder.build();
    }

    static NewPayloadRequest request(DenebPayload payload) {
        return NewPayloadRequest.of(payload, List.of(), ROOT);
    }

    /** The result of {@code getPayloadV2} with this payload. */
    static String capellaResult(CapellaPayload payload) {
        return "{\"executionPayload\":" + json(out -> PayloadWriter.capella(out, payload)) + ",\"blockValue\":\"0x1\"}";
    }

    /** The result of {@code getPayloadV3} with this payload. */
    static String denebResult(DenebPayload payload) {
        return "{\"executionPayload\":" + json(out -> PayloadWriter.deneb(out, payload))
                + ",\"blockValue\":\"0x1\",\"blobsBundle\":{\"commitments\":[],\"proofs\":[],\"blobs\":[]},"
                + "\"shouldOverrideBuilder\":false}";
    }

    static String valid(Hash32 hash) {
        return "{\"status\":\"VALID\",\"latestValidHash\":\"" + hash + "\",\"validationError\":null}";
    }

    private static String json(Params params) {
        String request = new String(JsonRpc.encode(1, "m", params), UTF_8);
        return request.substring(request.indexOf('[') + 1, request.lastIndexOf(']'));
    }
}
