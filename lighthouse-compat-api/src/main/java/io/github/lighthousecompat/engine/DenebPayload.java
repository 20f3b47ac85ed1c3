package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** A block of Deneb (Cancun): {@code ExecutionPayloadV3}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable
public sealed interface DenebPayload extends ExecutionPayload permits ImmutableDenebPayload {
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
        PayloadChecks.extraData(extraData());
    }

    /** Makes a {@link DenebPayload}; every attribute without a default is required. Not thread-safe. */
    final class Builder extends ImmutableDenebPayload.Builder {
        Builder() {}
    }
}
