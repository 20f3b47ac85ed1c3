package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** A validator as states hold it. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface Validator permits ImmutableValidator {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Its public key. */
    Bytes48 pubkey();

    /** Who its balance goes to. */
    Hash32 withdrawalCredentials();

    /** What it counts with, Gwei. */
    UInt64 effectiveBalance();

    /** Whether it was slashed. */
    boolean isSlashed();

    /** Epoch in which it could be activated; 2^64 - 1 if none yet. */
    UInt64 activationEligibilityEpoch();

    /** First epoch in which it is active; 2^64 - 1 if none yet. */
    UInt64 activationEpoch();

    /** First epoch in which it is not any more; 2^64 - 1 if none yet. */
    UInt64 exitEpoch();

    /** First epoch in which its balance can be withdrawn; 2^64 - 1 if none yet. */
    UInt64 withdrawableEpoch();

    /** Makes {@link Validator}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableValidator.Builder {
        Builder() {}
    }
}
