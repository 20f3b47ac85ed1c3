package io.github.lighthousecompat.convert;

import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlobsBundle;
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
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.hash.BlockHash;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes values of Lighthouse v4 to v5. Pure functions, safe for use from any thread.
 *
 * <p>v5 speaks Capella as v4 does: the functions named after a structure never fail and hand back the instance that
 * they were given. {@code relabelAsDeneb} and {@code rehashAsDeneb} take a block of Capella for one of Deneb without
 * blobs. They fail only on a blob transaction, which no block of Capella holds. The timestamp stays, so an adapter
 * takes the result only where the fork schedule has Deneb at that time. Transactions are shared, never copied.
 */
public final class V4ToV5 {
    private static final List<String> PAYLOAD_ADDS = List.of("blobGasUsed", "excessBlobGas");
    private static final List<String> REQUEST_ADDS =
            List.of("payload.blobGasUsed", "payload.excessBlobGas", "versionedHashes", "parentBeaconBlockRoot");
    private static final List<String> BUILT_ADDS =
            List.of("payload.blobGasUsed", "payload.excessBlobGas", "blobsBundle", "shouldOverrideBuilder");
    private static final List<String> ATTRIBUTES_ADD = List.of("parentBeaconBlockRoot");

    private static final List<String> BLOCK_ADDS = List.of(
            "body.executionPayload.blobGasUsed", "body.executionPayload.excessBlobGas", "body.blobKzgCommitments");

    private V4ToV5() {}

    /** The same payload: v5 speaks Capella. */
    public static Either<ConversionError, Converted<CapellaPayload>> payload(CapellaPayload payload) {
        return Either.right(Converted.unchanged(payload, HashStatus.INTACT));
    }

    /** The same attributes: v5 speaks Capella. */
    public static Either<ConversionError, Converted<CapellaAttributes>> attributes(CapellaAttributes attributes) {
        return Either.right(Converted.unchanged(attributes, HashStatus.NONE));
    }

    /** The same state: no version and no fork has another form. */
    public static Either<ConversionError, Converted<ForkchoiceState>> forkchoiceState(ForkchoiceState state) {
        return Either.right(Converted.unchanged(state, HashStatus.NONE));
    }

    /** The same request: v5 speaks Capella. */
    public static Either<ConversionError, Converted<CapellaNewPayload>> newPayloadRequest(CapellaNewPayload request) {
        return Either.right(Converted.unchanged(request, HashStatus.INTACT));
    }

    /** The same built payload: v5 speaks Capella. */
    public static Either<ConversionError, Converted<CapellaBuiltPayload>> builtPayload(CapellaBuiltPayload built) {
        return Either.right(Converted.unchanged(built, HashStatus.INTACT));
    }

    /** The same block: v5 speaks Capella. */
    public static Either<ConversionError, Converted<CapellaBlock>> block(CapellaBlock block) {
        return Either.right(Converted.unchanged(block, HashStatus.INTACT));
    }

    /** The same block under the same signature: v5 speaks Capella. */
    public static Either<ConversionError, Converted<CapellaSignedBlock>> signedBlock(CapellaSignedBlock block) {
        return Either.right(Converted.unchanged(block, HashStatus.INTACT));
    }

    /** The same status: no version and no fork has another form. */
    public static Either<ConversionError, Converted<PayloadStatus>> payloadStatus(PayloadStatus status) {
        return Either.right(Converted.unchanged(status, HashStatus.NONE));
    }

    /** The same answer: no version and no fork has another form. */
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
     * The payload with zero blob gas and zero excess, under the hash that it had as a Capella block: the hash is stale,
     * and adapters refuse to send it.
     */
    public static Either<ConversionError, Converted<DenebPayload>> relabelAsDeneb(CapellaPayload payload) {
        return unlessBlobs(payload, "", () -> Converted.up(relabelled(payload), PAYLOAD_ADDS, HashStatus.STALE));
    }

    /**
     * The payload with zero blob gas and zero excess, under the hash of the Deneb block that it thereby is.
     *
     * <p>Nobody has executed that block: its state root and its parent are still those of the Capella block.
     *
     * @param parentBeaconBlockRoot root of the parent beacon block, which is part of the hash and which only the caller
     *     can know
     */
    public static Either<ConversionError, Converted<DenebPayload>> rehashAsDeneb(
            CapellaPayload payload, Hash32 parentBeaconBlockRoot) {
        return unlessBlobs(
                payload,
                "",
                () -> Converted.up(rehashed(payload, parentBeaconBlockRoot), PAYLOAD_ADDS, HashStatus.RECOMPUTED));
    }

    /**
     * The request for the relabelled payload, with no versioned hashes; the block hash is stale, and adapters refuse to
     * send it.
     *
     * @param parentBeaconBlockRoot root of the parent beacon block, which only the caller can know
     */
    public static Either<ConversionError, Converted<DenebNewPayload>> relabelAsDeneb(
            CapellaNewPayload request, Hash32 parentBeaconBlockRoot) {
        return unlessBlobs(
                request.payload(),
                "payload.",
                () -> Converted.up(
                        NewPayloadRequest.of(relabelled(request.payload()), List.of(), parentBeaconBlockRoot),
                        REQUEST_ADDS,
                        HashStatus.STALE));
    }

    /**
     * The request for the rehashed payload, with no versioned hashes.
     *
     * @param parentBeaconBlockRoot root of the parent beacon block, which is part of the hash and which only the caller
     *     can know
     */
    public static Either<ConversionError, Converted<DenebNewPayload>> rehashAsDeneb(
            CapellaNewPayload request, Hash32 parentBeaconBlockRoot) {
        return unlessBlobs(
                request.payload(),
                "payload.",
                () -> Converted.up(
                        NewPayloadRequest.of(
                                rehashed(request.payload(), parentBeaconBlockRoot), List.of(), parentBeaconBlockRoot),
                        REQUEST_ADDS,
                        HashStatus.RECOMPUTED));
    }

    /** The relabelled payload at the same value, with an empty bundle and a false flag; the block hash is stale. */
    public static Either<ConversionError, Converted<DenebBuiltPayload>> relabelAsDeneb(CapellaBuiltPayload built) {
        return unlessBlobs(
                built.payload(),
                "payload.",
                () -> Converted.up(
                        BuiltPayload.of(relabelled(built.payload()), built.blockValue(), BlobsBundle.EMPTY, false),
                        BUILT_ADDS,
                        HashStatus.STALE));
    }

    /**
     * The rehashed payload at the same value, with an empty bundle and a false flag.
     *
     * @param parentBeaconBlockRoot root of the parent beacon block, which is part of the hash and which only the caller
     *     can know
     */
    public static Either<ConversionError, Converted<DenebBuiltPayload>> rehashAsDeneb(
            CapellaBuiltPayload built, Hash32 parentBeaconBlockRoot) {
        return unlessBlobs(
                built.payload(),
                "payload.",
                () -> Converted.up(
                        BuiltPayload.of(
                                rehashed(built.payload(), parentBeaconBlockRoot),
                                built.blockValue(),
                                BlobsBundle.EMPTY,
                                false),
                        BUILT_ADDS,
                        HashStatus.RECOMPUTED));
    }

    /**
     * The attributes with a root. They state no block hash, so that nothing goes stale; never fails.
     *
     * @param parentBeaconBlockRoot root of the parent beacon block, which only the caller can know
     */
    public static Either<ConversionError, Converted<DenebAttributes>> relabelAsDeneb(
            CapellaAttributes attributes, Hash32 parentBeaconBlockRoot) {
        DenebAttributes relabelled = DenebAttributes.builder()
                .from(attributes)
                .parentBeaconBlockRoot(parentBeaconBlockRoot)
                .build();
        return Either.right(Converted.up(relabelled, ATTRIBUTES_ADD, HashStatus.NONE));
    }

    /**
     * The block around the relabelled payload, with no commitments; the block hash is stale.
     *
     * <p>The block has another root than before, and its state root is that of a state of Capella: no node takes it.
     */
    public static Either<ConversionError, Converted<DenebBlock>> relabelAsDeneb(CapellaBlock block) {
        CapellaPayload payload = block.body().executionPayload();
        return unlessBlobs(
                payload,
                Blocks.PAYLOAD,
                () -> Converted.up(Blocks.around(relabelled(payload), block), BLOCK_ADDS, HashStatus.STALE));
    }

    /**
     * The block around the rehashed payload, with no commitments. The parent beacon block root, which is part of the
     * hash, is that of the block's parent.
     *
     * <p>The block has another root than before, and its state root is that of a state of Capella: no node takes it.
     */
    public static Either<ConversionError, Converted<DenebBlock>> rehashAsDeneb(CapellaBlock block) {
        CapellaPayload payload = block.body().executionPayload();
        return unlessBlobs(
                payload,
                Blocks.PAYLOAD,
                () -> Converted.up(
                        Blocks.around(rehashed(payload, block.parentRoot()), block),
                        BLOCK_ADDS,
                        HashStatus.RECOMPUTED));
    }

    /**
     * The message, converted as {@link #relabelAsDeneb(CapellaBlock)} does. The signature is dropped, as it holds for
     * the block of Capella and for no other.
     */
    public static Either<ConversionError, Converted<DenebBlock>> relabelAsDeneb(CapellaSignedBlock signed) {
        return Blocks.unsigned(relabelAsDeneb(signed.message()));
    }

    /**
     * The message, converted as {@link #rehashAsDeneb(CapellaBlock)} does. The signature is dropped, as it holds for
     * the block of Capella and for no other.
     */
    public static Either<ConversionError, Converted<DenebBlock>> rehashAsDeneb(CapellaSignedBlock signed) {
        return Blocks.unsigned(rehashAsDeneb(signed.message()));
    }

    private static <T> Either<ConversionError, Converted<T>> unlessBlobs(
            CapellaPayload payload, String path, Supplier<Converted<T>> conversion) {
        Optional<ConversionError> blobs = BlobContent.in(payload.transactions(), path);
        return blobs.isPresent() ? Either.left(blobs.get()) : Either.right(conversion.get());
    }

    private static DenebPayload relabelled(CapellaPayload payload) {
        return DenebPayload.builder()
                .from(payload)
                .blobGasUsed(UInt64.ZERO)
                .excessBlobGas(UInt64.ZERO)
                .build();
    }

    private static DenebPayload rehashed(CapellaPayload payload, Hash32 parentBeaconBlockRoot) {
        DenebPayload relabelled = relabelled(payload);
        return DenebPayload.builder()
                .from(relabelled)
                .blockHash(BlockHash.of(relabelled, parentBeaconBlockRoot))
                .build();
    }
}
