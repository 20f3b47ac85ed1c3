package io.github.lighthousecompat.beacon;

import org.immutables.value.Value;

/** Proof that a validator proposed two blocks for one slot. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ProposerSlashing permits ImmutableProposerSlashing {
    /** Two blocks for one slot. */
    static ProposerSlashing of(SignedBeaconBlockHeader signedHeader1, SignedBeaconBlockHeader signedHeader2) {
        return ImmutableProposerSlashing.of(signedHeader1, signedHeader2);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The one block. */
    @Value.Parameter
    SignedBeaconBlockHeader signedHeader1();

    /** The other. */
    @Value.Parameter
    SignedBeaconBlockHeader signedHeader2();

    /** Makes a {@link ProposerSlashing}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableProposerSlashing.Builder {
        Builder() {}
    }
}
