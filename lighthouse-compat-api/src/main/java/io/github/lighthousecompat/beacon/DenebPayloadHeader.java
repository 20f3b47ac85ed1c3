package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** Header of a block of Deneb (Cancun). Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface DenebPayloadHeader extends ExecutionPayloadHeader permits ImmutableDenebPayloadHeader {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Blob gas that the block's transactions used. */
    UInt64 blobGasUsed();

    /** Blob gas above the target, summed over the blocks before. */
    UInt64 excessBlobGas();

    @Override
    default Fork fork() {
        return Fork.DENEB;
    }

    /** Extra data has at most 32 bytes. */
    @Value.Check
    default void check() {
        HeaderChecks.extraData(extraData());
    }

    /** Makes a {@link DenebPayloadHeader}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableDenebPayloadHeader.Builder {
        Builder() {}
    }
}
