package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** Who proposes in a slot. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ProposerDuty permits ImmutableProposerDuty {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Public key of the validator. */
    Bytes48 pubkey();

    /** Number of the validator. */
    UInt64 validatorIndex();

    /** The slot. */
    UInt64 slot();

    /** Makes {@link ProposerDuty}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableProposerDuty.Builder {
        Builder() {}
    }
}
