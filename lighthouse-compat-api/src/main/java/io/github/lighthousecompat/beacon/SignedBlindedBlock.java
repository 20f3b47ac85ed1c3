package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.call.Fork;

/**
 * A blinded block with the signature of its proposer, of one fork or another; the signature holds for the full block as
 * well. Immutable and thread-safe.
 */
public sealed interface SignedBlindedBlock permits CapellaSignedBlindedBlock, DenebSignedBlindedBlock {
    /** A block of Capella and its signature. */
    static CapellaSignedBlindedBlock of(CapellaBlindedBlock message, Bytes96 signature) {
        return ImmutableCapellaSignedBlindedBlock.of(message, signature);
    }

    /** A block of Deneb and its signature. */
    static DenebSignedBlindedBlock of(DenebBlindedBlock message, Bytes96 signature) {
        return ImmutableDenebSignedBlindedBlock.of(message, signature);
    }

    /** The block. */
    BlindedBlock message();

    /** Signature of the proposer. */
    Bytes96 signature();

    /** The fork that this type belongs to. */
    default Fork fork() {
        return message().fork();
    }
}
