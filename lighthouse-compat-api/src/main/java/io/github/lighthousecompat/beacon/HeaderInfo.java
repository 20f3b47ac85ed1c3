package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import org.immutables.value.Value;

/** The header of a block, with its root. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface HeaderInfo permits ImmutableHeaderInfo {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Root of the block. */
    Hash32 root();

    /** Whether the block is on the chain of the head. */
    boolean isCanonical();

    /** The header with the signature of the block. */
    SignedBeaconBlockHeader header();

    /** Makes {@link HeaderInfo}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableHeaderInfo.Builder {
        Builder() {}
    }
}
