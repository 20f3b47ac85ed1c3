package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.call.Fork;

/**
 * A block with the signature of its proposer, of one fork or another. Immutable and thread-safe.
 */
public sealed interface SignedBlock permits CapellaSignedBlock, DenebSignedBlock {
    /** A block of Capella and its signature. */
    static CapellaSignedBlock of(CapellaBlock message, Bytes96 signature) {
        return ImmutableCapellaSignedBlock.of(message, signature);
    }

    /** A block of Deneb and its signature. */
    static DenebSignedBlock of(DenebBlock message, Bytes96 signature) {
        return ImmutableDenebSignedBlock.of(message, signature);
    }

    /** The block. */
    BeaconBlock message();

    /** Signature of the proposer. */
    Bytes96 signature();

    /** The fork that this type belongs to. */
    default Fork fork() {
        return message().fork();
    }
}
