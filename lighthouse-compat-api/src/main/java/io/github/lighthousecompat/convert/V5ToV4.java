package io.github.lighthousecompat.convert;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.hash.BlockHash;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes values of Lighthouse v5 to v4. Pure functions, safe for use from any thread.
 *
 * <p>v4 speaks no fork after Capella. The functions named after a structure hand back the instance that they were given
 * if it is of Capella, and fail with the field {@code fork} if it is of Deneb. {@code relabelAsCapella} and {@code
 * rehashAsCapella} take a block of Deneb for one of Capella. They fail on all that only blobs explain: blob gas, excess
 * blob gas, a transaction of type 3, versioned hashes, commitments. The timestamp stays, so an adapter takes the result
 * only where the fork schedule has Capella at that time. Transactions are shared, never copied.
 */
public final class V5ToV4 {
    private static final List<String> PAYLOAD_LOSES = List.of("blobGasUsed", "excessBlobGas");
    private static final List<String> REQUEST_LOSES =
            List.of("payload.blobGasUsed", "payload.excessBlobGas", "versionedHashes");
    private static final List<String> BUILT_LOSES =
            List.of("payload.blobGasUsed", "payload.excessBlobGas", "blobsBundle");
    private static final List<String> BUILT_WITHOUT_ADVICE_LOSES =
            List.of("payload.blobGasUsed", "payload.excessBlobGas", "blobsBundle", "shouldOverrideBuilder");
    private static final List<String> ADVICE = List.of("shouldOverrideBuilder");
    private static final List<String> ROOT = List.of("parentBeaconBlockRoot");

    private static final List<String> BLOCK_LOSES = List.of(
            "body.executionPayload.blobGasUsed", "body.executionPayload.excessBlobGas", "body.blobKzgCommitments");

    private V5ToV4() {}

    /** The same payload if it is of Capella. */
    public static Either<ConversionError, Converted<CapellaPayload>> payload(ExecutionPayload payload) {
        return payload instanceof CapellaPayload capella
                ? Either.right(Converted.unchanged(capella, HashStatus.INTACT))
                : notCapella(payload.fork());
    }

    /** The same attributes if they are of Capella. */
    public static Either<ConversionError, Converted<CapellaAttributes>> attributes(PayloadAttributes attributes) {
        return attributes instanceof CapellaAttributes capella
                ? Either.right(Converted.unchanged(capella, HashStatus.NONE))
                : notCapella(attributes.fork());
    }

    /** The same state: no version and no fork has another form. */
    public static Either<ConversionError, Converted<ForkchoiceState>> forkchoiceState(ForkchoiceState state) {
        return Either.right(Converted.unchanged(state, HashStatus.NONE));
    }

    /** The same request if it is of Capella. */
    public static Either<ConversionError, Converted<CapellaNewPayload>> newPayloadRequest(NewPayloadRequest request) {
        return request instanceof CapellaNewPayload capella
                ? Either.right(Converted.unchanged(capella, HashStatus.INTACT))
                : notCapella(request.fork());
    }

    /** The same built payload if it is of Capella. */
    public static Either<ConversionError, Converted<CapellaBuiltPayload>> builtPayload(BuiltPayload built) {
        return built instanceof CapellaBuiltPayload capella
                ? Either.right(Converted.unchanged(capella, HashStatus.INTACT))
                : notCapella(built.fork());
    }

    /** The same block if it is of Capella. */
    public static Either<ConversionError, Converted<CapellaBlock>> block(BeaconBlock block) {
        return block instanceof CapellaBlock capella
                ? Either.right(Converted.unchanged(capella, HashStatus.INTACT))
                : notCapella(block.fork());
    }

    /** The same block under the same signature if it is of Capella. */
    public static Either<ConversionError, Converted<CapellaSignedBlock>> signedBlock(SignedBlock block) {
        return block instanceof CapellaSignedBlock capella
                ? Either.right(Converted.unchanged(capella, HashStatus.INTACT))
                : notCapella(block.fork());
    }

    /** The same status: no version and no fork has another form. */
    public static Either<ConversionError, Converted<PayloadStatus>> payloadStatus(PayloadStatus status) {
        return Either.right(Converted.unchanged(status, HashStatus.NONE));
    }

    /** The same answer: no version and no fork has another form. Its handle still names the backend that builds. */
    public static Either<ConversionError, Converted<ForkchoiceUpdated>> forkchoiceUpdated(ForkchoiceUpdated answer) {
        return Either.right(Converted.unchanged(answer, HashStatus.NONE));
    }

    /** The same body: no version and no fork has another form. */
    public static Either<ConversionError, Converted<PayloadBody>> payloadBody(PayloadBody body) {
        return Either.right(Converted.unchanged(body, HashStatus.NONE));
    }

    /** The same identity: no version and no fork has another form. */
    public static Either<ConversionError, Converted<ClientVersion>> clientVersion(ClientVersion version) {
        return Either.right(Converted.unchanged(version, HashStatus.NONE));
    }

    /**
     * The payload without its zero blob gas and zero excess, under the hash that it had as a Deneb block: the hash is
     * stale, and adapters refuse to send it.
     */
    public static Either<ConversionError, Converted<CapellaPayload>> relabelAsCapella(DenebPayload payload) {
        return unless(
                BlobContent.in(payload, ""),
                () -> Converted.down(relabelled(payload), PAYLOAD_LOSES, List.of(), HashStatus.STALE));
    }

    /**
     * The payload without its zero blob gas and zero excess, under the hash of the Capella block that it thereby is.
     *
     * <p>Nobody has executed that block: its state root and its parent are still those of the Deneb block.
     */
    public static Either<ConversionError, Converted<CapellaPayload>> rehashAsCapella(DenebPayload payload) {
        return unless(
                BlobContent.in(payload, ""),
                () -> Converted.down(rehashed(payload), PAYLOAD_LOSES, List.of(), HashStatus.RECOMPUTED));
    }

    /**
     * The request for the relabelled payload; the parent beacon block root is dropped. The block hash is stale, and
     * adapters refuse to send it.
     */
    public static Either<ConversionError, Converted<CapellaNewPayload>> relabelAsCapella(DenebNewPayload request) {
        return unless(
                BlobContent.in(request),
                () -> Converted.down(
                        NewPayloadRequest.of(relabelled(request.payload())), REQUEST_LOSES, ROOT, HashStatus.STALE));
    }

    /** The request for the rehashed payload; the parent beacon block root is dropped. */
    public static Either<ConversionError, Converted<CapellaNewPayload>> rehashAsCapella(DenebNewPayload request) {
        return unless(
                BlobContent.in(request),
                () -> Converted.down(
                        NewPayloadRequest.of(rehashed(request.payload())), REQUEST_LOSES, ROOT, HashStatus.RECOMPUTED));
    }

    /**
     * The relabelled payload at the same value; the block hash is stale. The empty bundle and a false {@code
     * shouldOverrideBuilder} are removed; a true one is advice, which v4 never gets: it is dropped.
     */
    public static Either<ConversionError, Converted<CapellaBuiltPayload>> relabelAsCapella(DenebBuiltPayload built) {
        return unless(
                BlobContent.in(built),
                () -> down(built, BuiltPayload.of(relabelled(built.payload()), built.blockValue()), HashStatus.STALE));
    }

    /**
     * The rehashed payload at the same value; what else it loses is as in {@link #relabelAsCapella(DenebBuiltPayload)}.
     */
    public static Either<ConversionError, Converted<CapellaBuiltPayload>> rehashAsCapella(DenebBuiltPayload built) {
        return unless(
                BlobContent.in(built),
                () -> down(
                        built, BuiltPayload.of(rehashed(built.payload()), built.blockValue()), HashStatus.RECOMPUTED));
    }

    /** The attributes without their root, which is dropped. They state no block hash, so that nothing goes stale. */
    public static Either<ConversionError, Converted<CapellaAttributes>> relabelAsCapella(DenebAttributes attributes) {
        CapellaAttributes relabelled =
                CapellaAttributes.builder().from(attributes).build();
        return Either.right(Converted.down(relabelled, List.of(), ROOT, HashStatus.NONE));
    }

    /**
     * The block around the relabelled payload, without its empty list of commitments; the block hash is stale.
     *
     * <p>The block has another root than before, and its state root is that of a state of Deneb: no node takes it.
     */
    public static Either<ConversionError, Converted<CapellaBlock>> relabelAsCapella(DenebBlock block) {
        return unless(
                BlobContent.in(block, ""),
                () -> Converted.down(
                        Blocks.around(relabelled(block.body().executionPayload()), block),
                        BLOCK_LOSES,
                        List.of(),
                        HashStatus.STALE));
    }

    /**
     * The block around the rehashed payload, without its empty list of commitments.
     *
     * <p>The block has another root than before, and its state root is that of a state of Deneb: no node takes it.
     */
    public static Either<ConversionError, Converted<CapellaBlock>> rehashAsCapella(DenebBlock block) {
        return unless(
                BlobContent.in(block, ""),
                () -> Converted.down(
                        Blocks.around(rehashed(block.body().executionPayload()), block),
                        BLOCK_LOSES,
                        List.of(),
                        HashStatus.RECOMPUTED));
    }

    /**
     * The message, converted as {@link #relabelAsCapella(DenebBlock)} does. The signature is dropped, as it holds for
     * the block of Deneb and for no other.
     */
    public static Either<ConversionError, Converted<CapellaBlock>> relabelAsCapella(DenebSignedBlock signed) {
        return Blocks.unsigned(relabelAsCapella(signed.message()));
    }

    /**
     * The message, converted as {@link #rehashAsCapella(DenebBlock)} does. The signature is dropped, as it holds for
     * the block of Deneb and for no other.
     */
    public static Either<ConversionError, Converted<CapellaBlock>> rehashAsCapella(DenebSignedBlock signed) {
        return Blocks.unsigned(rehashAsCapella(signed.message()));
    }

    private static <T> Either<ConversionError, T> notCapella(Fork fork) {
        return Either.left(new ConversionError(
                "fork",
                fork.toString(),
                "v4 speaks no fork after Capella; relabelAsCapella and rehashAsCapella take the value there if it"
                        + " holds no blobs"));
    }

    private static <T> Either<ConversionError, Converted<T>> unless(
            Optional<ConversionError> obstacle, Supplier<Converted<T>> conversion) {
        return obstacle.isPresent() ? Either.left(obstacle.get()) : Either.right(conversion.get());
    }

    private static Converted<CapellaBuiltPayload> down(
            DenebBuiltPayload from, CapellaBuiltPayload to, HashStatus hashStatus) {
        return from.shouldOverrideBuilder()
                ? Converted.down(to, BUILT_LOSES, ADVICE, hashStatus)
                : Converted.down(to, BUILT_WITHOUT_ADVICE_LOSES, List.of(), hashStatus);
    }

    private static CapellaPayload relabelled(DenebPayload payload) {
        return CapellaPayload.builder().from(payload).build();
    }

    private static CapellaPayload rehashed(DenebPayload payload) {
        CapellaPayload relabelled = relabelled(payload);
        return CapellaPayload.builder()
                .from(relabelled)
                .blockHash(BlockHash.of(relabelled))
                .build();
    }
}
