package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import java.util.List;
import java.util.function.UnaryOperator;

/** Blocks and attributes that something is wrong with. */
final class Tampering {
    private static final Hash32 OTHER =
            Hash32.parse("0xbad0000000000000000000000000000000000000000000000000000000000bad");

    private Tampering() {}

    /** The block with another state root; its hash is the old one. */
    static NewPayloadRequest withAnotherState(NewPayloadRequest block) {
        return changed(block, draft -> draft.stateRoot(OTHER), draft -> draft.stateRoot(OTHER));
    }

    /** The block on a parent that nobody has; its hash is the old one. */
    static NewPayloadRequest withAnotherParent(NewPayloadRequest block) {
        return changed(block, draft -> draft.parentHash(OTHER), draft -> draft.parentHash(OTHER));
    }

    /** The block with another timestamp; its hash is the old one. */
    static NewPayloadRequest at(UInt64 timestamp, NewPayloadRequest block) {
        return changed(block, draft -> draft.timestamp(timestamp), draft -> draft.timestamp(timestamp));
    }

    /** The block as one of the other fork, with the same timestamp; its hash is the old one. */
    static NewPayloadRequest asOtherFork(NewPayloadRequest block) {
        if (block instanceof CapellaNewPayload capella) {
            DenebPayload deneb = DenebPayload.builder()
                    .from(capella.payload())
                    .blobGasUsed(UInt64.ZERO)
                    .excessBlobGas(UInt64.ZERO)
                    .build();
            return NewPayloadRequest.of(deneb, List.of(), Hash32.ZERO);
        }
        return NewPayloadRequest.of(
                CapellaPayload.builder().from(block.payload()).build());
    }

    /** Attributes of the type of {@code fork}, whatever the fork of their timestamp. */
    static PayloadAttributes as(Fork fork, PayloadAttributes attributes) {
        return fork == Fork.DENEB
                ? DenebAttributes.builder()
                        .from(attributes)
                        .parentBeaconBlockRoot(OTHER)
                        .build()
                : CapellaAttributes.builder().from(attributes).build();
    }

    /** The attributes with another timestamp. */
    static PayloadAttributes at(UInt64 timestamp, PayloadAttributes attributes) {
        return attributes instanceof DenebAttributes deneb
                ? DenebAttributes.builder().from(deneb).timestamp(timestamp).build()
                : CapellaAttributes.builder()
                        .from(attributes)
                        .timestamp(timestamp)
                        .build();
    }

    /** The attributes with another mix, so that another block is built. */
    static PayloadAttributes withAnotherMix(PayloadAttributes attributes) {
        return attributes instanceof DenebAttributes deneb
                ? DenebAttributes.builder().from(deneb).prevRandao(OTHER).build()
                : CapellaAttributes.builder().from(attributes).prevRandao(OTHER).build();
    }

    private static NewPayloadRequest changed(
            NewPayloadRequest block,
            UnaryOperator<CapellaPayload.Builder> capella,
            UnaryOperator<DenebPayload.Builder> deneb) {
        if (block instanceof DenebNewPayload request) {
            DenebPayload payload =
                    deneb.apply(DenebPayload.builder().from(request.payload())).build();
            return NewPayloadRequest.of(payload, request.versionedHashes(), request.parentBeaconBlockRoot());
        }
        CapellaPayload payload = ((CapellaNewPayload) block).payload();
        return NewPayloadRequest.of(
                capella.apply(CapellaPayload.builder().from(payload)).build());
    }
}
