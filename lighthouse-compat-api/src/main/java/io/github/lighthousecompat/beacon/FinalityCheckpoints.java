package io.github.lighthousecompat.beacon;

import org.immutables.value.Value;

/** What a state holds to be settled. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface FinalityCheckpoints permits ImmutableFinalityCheckpoints {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Checkpoints. */
    static FinalityCheckpoints of(Checkpoint previousJustified, Checkpoint currentJustified, Checkpoint finalized) {
        return ImmutableFinalityCheckpoints.of(previousJustified, currentJustified, finalized);
    }

    /** Justified in the epoch before. */
    @Value.Parameter
    Checkpoint previousJustified();

    /** Justified last. */
    @Value.Parameter
    Checkpoint currentJustified();

    /** Finalized last; the root is zero before the first. */
    @Value.Parameter
    Checkpoint finalized();

    /** Makes {@link FinalityCheckpoints}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableFinalityCheckpoints.Builder {
        Builder() {}
    }
}
