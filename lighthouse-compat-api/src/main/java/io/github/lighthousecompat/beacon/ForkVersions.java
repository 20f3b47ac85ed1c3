package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** A fork as states name it: its version and the one before. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ForkVersions permits ImmutableForkVersions {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** A fork. */
    static ForkVersions of(Bytes4 previousVersion, Bytes4 currentVersion, UInt64 epoch) {
        return ImmutableForkVersions.of(previousVersion, currentVersion, epoch);
    }

    /** Version before. */
    @Value.Parameter
    Bytes4 previousVersion();

    /** Version from the epoch on. */
    @Value.Parameter
    Bytes4 currentVersion();

    /** First epoch; 2^64 - 1 if it is not planned. */
    @Value.Parameter
    UInt64 epoch();

    /** Makes {@link ForkVersions}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableForkVersions.Builder {
        Builder() {}
    }
}
