package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import java.util.List;
import java.util.Optional;

/**
 * Duties of an epoch. Immutable and thread-safe.
 *
 * @param dependentRoot root of the block that they follow from: they change if it does; empty for sync committees
 * @param executionOptimistic whether they hang on blocks that the execution layer has not verified; empty if the
 *     release does not say
 * @param duties the duties
 * @param <D> the kind of duty
 */
public record Duties<D>(Optional<Hash32> dependentRoot, Optional<Boolean> executionOptimistic, List<D> duties) {
    /** Copies the list. */
    public Duties {
        duties = List.copyOf(duties);
    }
}
