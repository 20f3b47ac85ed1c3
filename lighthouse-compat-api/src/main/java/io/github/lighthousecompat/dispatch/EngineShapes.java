package io.github.lighthousecompat.dispatch;

import static io.github.lighthousecompat.dispatch.Shape.field;
import static io.github.lighthousecompat.dispatch.Shape.key;
import static io.github.lighthousecompat.dispatch.Shape.list;
import static io.github.lighthousecompat.dispatch.Shape.optional;
import static io.github.lighthousecompat.dispatch.Shape.sequence;
import static io.github.lighthousecompat.dispatch.Shape.structure;
import static io.github.lighthousecompat.dispatch.Shape.value;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.compare.ConflictPolicy.Judgement;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.route.Verdict;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the answers of the engine facet are made of. Operations without a shape are not compared. */
final class EngineShapes {
    /** A failure: which kind it is, and the code that the server gave. */
    static final Shape<LighthouseException> FAILURE = structure(
            key("kind", Failures::outcome, value((one, other) -> Verdict.ERRORS_DIFFER)),
            field("code", Failures::code, value((one, other) -> Verdict.ERRORS_DIFFER)));

    /** A status; what it says of the block decides what the rest means. */
    static final Shape<PayloadStatus> STATUS = structure(
            key("status", PayloadStatus::status, value(EngineShapes::statuses)),
            field("latestValidHash", status -> hash(status, Judgement.VALID), value()),
            field("latestValidAncestor", status -> hash(status, Judgement.INVALID), value()),
            field("validationError", EngineShapes::errorText, value()));

    private static final Shape<ForkchoiceUpdated> UPDATED = structure(
            // one that does not know the head does not build on it either
            key("payloadStatus", ForkchoiceUpdated::payloadStatus, STATUS),
            field("isBuilding", updated -> updated.payload().isPresent(), value()),
            field("payloadId", updated -> updated.payload().map(PayloadHandle::id), value()));

    static final Shape<Withdrawal> WITHDRAWAL = structure(
            field("index", Withdrawal::index, value()),
            field("validatorIndex", Withdrawal::validatorIndex, value()),
            field("address", Withdrawal::address, value()),
            field("amount", Withdrawal::amount, value()));

    private static final Shape<Transactions> TRANSACTIONS =
            sequence(Transactions::size, Transactions::get, value(), Verdict.MISMATCH);

    static final Shape<ExecutionPayload> PAYLOAD = structure(
            key("fork", ExecutionPayload::fork, value()),
            field("parentHash", ExecutionPayload::parentHash, value()),
            field("feeRecipient", ExecutionPayload::feeRecipient, value()),
            field("stateRoot", ExecutionPayload::stateRoot, value()),
            field("receiptsRoot", ExecutionPayload::receiptsRoot, value()),
            field("logsBloom", ExecutionPayload::logsBloom, value()),
            field("prevRandao", ExecutionPayload::prevRandao, value()),
            field("blockNumber", ExecutionPayload::blockNumber, value()),
            field("gasLimit", ExecutionPayload::gasLimit, value()),
            field("gasUsed", ExecutionPayload::gasUsed, value()),
            field("timestamp", ExecutionPayload::timestamp, value()),
            field("extraData", ExecutionPayload::extraData, value()),
            field("baseFeePerGas", ExecutionPayload::baseFeePerGas, value()),
            field("blockHash", ExecutionPayload::blockHash, value()),
            field("transactions", ExecutionPayload::transactions, TRANSACTIONS),
            field("withdrawals", ExecutionPayload::withdrawals, list(WITHDRAWAL, Verdict.MISMATCH)),
            field("blobGasUsed", payload -> deneb(payload).map(DenebPayload::blobGasUsed), value()),
            field("excessBlobGas", payload -> deneb(payload).map(DenebPayload::excessBlobGas), value()));

    static final Shape<BlobsBundle> BLOBS = structure(
            field("commitments", BlobsBundle::commitments, list(value(), Verdict.MISMATCH)),
            field("proofs", BlobsBundle::proofs, list(value(), Verdict.MISMATCH)),
            field("blobs", BlobsBundle::blobs, list(value(), Verdict.MISMATCH)));

    static final Shape<BuiltPayload> BUILT = structure(
            field("payload", BuiltPayload::payload, PAYLOAD),
            field("blockValue", BuiltPayload::blockValue, value()),
            field(
                    "blobsBundle",
                    built -> deneb(built).map(DenebBuiltPayload::blobsBundle),
                    optional(BLOBS, Verdict.MISMATCH)),
            field(
                    "shouldOverrideBuilder",
                    built -> deneb(built).map(DenebBuiltPayload::shouldOverrideBuilder),
                    value()));

    static final Shape<PayloadBody> BODY = structure(
            field("transactions", PayloadBody::transactions, TRANSACTIONS),
            field(
                    "withdrawals",
                    PayloadBody::withdrawals,
                    optional(list(WITHDRAWAL, Verdict.MISMATCH), Verdict.MISMATCH)));

    private static final Shape<UInt64> HEAD = value((one, other) -> Verdict.LAG);

    static final Shape<ExecutionBlock> BLOCK = structure(
            // two answers to "latest" a moment apart
            key("number", ExecutionBlock::number, HEAD),
            field("hash", ExecutionBlock::hash, value()),
            field("parentHash", ExecutionBlock::parentHash, value()),
            field("feeRecipient", ExecutionBlock::feeRecipient, value()),
            field("stateRoot", ExecutionBlock::stateRoot, value()),
            field("transactionsRoot", ExecutionBlock::transactionsRoot, value()),
            field("receiptsRoot", ExecutionBlock::receiptsRoot, value()),
            field("logsBloom", ExecutionBlock::logsBloom, value()),
            field("prevRandao", ExecutionBlock::prevRandao, value()),
            field("gasLimit", ExecutionBlock::gasLimit, value()),
            field("gasUsed", ExecutionBlock::gasUsed, value()),
            field("timestamp", ExecutionBlock::timestamp, value()),
            field("extraData", ExecutionBlock::extraData, value()),
            field("baseFeePerGas", ExecutionBlock::baseFeePerGas, value()),
            field("transactions", ExecutionBlock::transactions, list(value(), Verdict.MISMATCH)),
            field("withdrawalsRoot", ExecutionBlock::withdrawalsRoot, value()),
            field(
                    "withdrawals",
                    ExecutionBlock::withdrawals,
                    optional(list(WITHDRAWAL, Verdict.MISMATCH), Verdict.MISMATCH)),
            field("blobGasUsed", ExecutionBlock::blobGasUsed, value()),
            field("excessBlobGas", ExecutionBlock::excessBlobGas, value()),
            field("parentBeaconBlockRoot", ExecutionBlock::parentBeaconBlockRoot, value()));

    private static final Map<Operation<?, ?>, Shape<?>> ANSWERS = Map.of(
            EngineOperations.NEW_PAYLOAD,
            STATUS,
            EngineOperations.FORKCHOICE_UPDATED,
            STATUS,
            EngineOperations.FORKCHOICE_BUILD,
            UPDATED,
            EngineOperations.GET_PAYLOAD,
            BUILT,
            EngineOperations.PAYLOAD_BODIES_BY_HASH,
            list(optional(BODY, Verdict.LAG), Verdict.LAG),
            EngineOperations.PAYLOAD_BODIES_BY_RANGE,
            list(optional(BODY, Verdict.LAG), Verdict.LAG),
            EngineOperations.CHAIN_ID,
            value(),
            EngineOperations.BLOCK_NUMBER,
            HEAD,
            EngineOperations.BLOCK_BY_NUMBER,
            optional(BLOCK, Verdict.LAG),
            EngineOperations.BLOCK_BY_HASH,
            optional(BLOCK, Verdict.LAG));

    private EngineShapes() {}

    /** Whether answers of an operation are compared: not where they tell about the server and not about the chain. */
    static boolean isCompared(Operation<?, ?> operation) {
        return ANSWERS.containsKey(operation);
    }

    /** The shape of the answers of an operation that is compared. */
    static Shape<?> of(Operation<?, ?> operation) {
        return Objects.requireNonNull(ANSWERS.get(operation));
    }

    /** What a status says of its block. */
    static Judgement judgement(PayloadStatus status) {
        return status.isValid() ? Judgement.VALID : status.isInvalid() ? Judgement.INVALID : Judgement.UNKNOWN;
    }

    private static Verdict statuses(PayloadStatus.Status one, PayloadStatus.Status other) {
        Judgement left = judgement(of(one));
        Judgement right = judgement(of(other));
        if (left == right) {
            return Verdict.MATCH;
        }
        return left == Judgement.UNKNOWN || right == Judgement.UNKNOWN ? Verdict.LAG : Verdict.CONFLICT;
    }

    private static PayloadStatus of(PayloadStatus.Status status) {
        return PayloadStatus.of(status, Optional.empty(), Optional.empty());
    }

    /** Its hash if it judges the block so, as each judgement gives the hash another meaning. */
    private static Optional<Hash32> hash(PayloadStatus status, Judgement judgement) {
        return judgement(status) == judgement ? status.latestValidHash() : Optional.empty();
    }

    /** Some servers write an empty text where others write none. */
    private static Optional<String> errorText(PayloadStatus status) {
        return status.validationError().filter(text -> !text.isEmpty());
    }

    private static Optional<DenebPayload> deneb(ExecutionPayload payload) {
        return payload instanceof DenebPayload deneb ? Optional.of(deneb) : Optional.empty();
    }

    private static Optional<DenebBuiltPayload> deneb(BuiltPayload built) {
        return built instanceof DenebBuiltPayload deneb ? Optional.of(deneb) : Optional.empty();
    }
}
