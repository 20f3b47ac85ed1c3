package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** Attributes of a Deneb block: {@code PayloadAttributesV3}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable
public sealed interface DenebAttributes extends PayloadAttributes permits ImmutableDenebAttributes {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Root of the parent beacon block; it becomes part of the block's hash. */
    Hash32 parentBeaconBlockRoot();

    @Override
    default Fork fork() {
        return Fork.DENEB;
    }

    /** Makes a {@link DenebAttributes}; every attribute without a default is required. Not thread-safe. */
    final class Builder extends ImmutableDenebAttributes.Builder {
        Builder() {}
    }
}
