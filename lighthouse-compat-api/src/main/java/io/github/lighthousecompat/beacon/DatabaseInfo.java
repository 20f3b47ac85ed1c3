package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a Lighthouse node stores: {@code /lighthouse/database/info}, without its configuration. Immutable and thread-
 * safe.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface DatabaseInfo permits ImmutableDatabaseInfo {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Version of the form of the database. */
    UInt64 schemaVersion();

    /** Where recent states end. */
    DatabaseSplit split();

    /** How much of the history is there; empty if all of it is. */
    Optional<DatabaseAnchor> anchor();

    /** Which blobs are there; from v4.6.0 on. */
    Optional<DatabaseBlobs> blobs();

    /** Makes {@link DatabaseInfo}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableDatabaseInfo.Builder {
        Builder() {}
    }
}
