package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;
import org.immutables.value.Value;

/** Which blobs a Lighthouse node has. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface DatabaseBlobs permits ImmutableDatabaseBlobs {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the oldest; empty before Deneb. */
    Optional<UInt64> oldestBlobSlot();

    /** Whether they have a database of their own. */
    boolean isSeparate();

    /** Makes {@link DatabaseBlobs}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableDatabaseBlobs.Builder {
        Builder() {}
    }
}
