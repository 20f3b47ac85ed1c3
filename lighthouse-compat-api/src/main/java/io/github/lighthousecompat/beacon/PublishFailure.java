package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** Why one of several things was not published. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface PublishFailure permits ImmutablePublishFailure {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** A failure. */
    static PublishFailure of(UInt64 index, String message) {
        return ImmutablePublishFailure.of(index, message);
    }

    /** Its place in what was handed over, from 0 on. */
    @Value.Parameter
    UInt64 index();

    /** Why; free text that differs between releases. */
    @Value.Parameter
    String message();

    /** Makes {@link PublishFailure}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutablePublishFailure.Builder {
        Builder() {}
    }
}
