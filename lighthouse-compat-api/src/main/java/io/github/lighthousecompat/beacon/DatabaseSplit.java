package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;
import org.immutables.value.Value;

/** Where the database of a Lighthouse node changes from recent to historical states. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface DatabaseSplit permits ImmutableDatabaseSplit {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The slot. */
    UInt64 slot();

    /** Root of the state there. */
    Hash32 stateRoot();

    /** Root of the block there, where the release says it. */
    Optional<Hash32> blockRoot();

    /** Makes {@link DatabaseSplit}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableDatabaseSplit.Builder {
        Builder() {}
    }
}
