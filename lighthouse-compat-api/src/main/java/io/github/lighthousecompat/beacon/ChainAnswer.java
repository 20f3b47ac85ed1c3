package io.github.lighthousecompat.beacon;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a node says of the chain, and how sure it is. Immutable and thread-safe if the data is.
 *
 * @param data the answer itself
 * @param executionOptimistic whether it hangs on blocks that the execution layer has not verified; empty if the release
 *     does not say
 * @param finalized whether it can't change any more; empty if the release does not say
 * @param <T> the answer itself
 */
public record ChainAnswer<T>(T data, Optional<Boolean> executionOptimistic, Optional<Boolean> finalized) {
    /** An answer of a release that does not say how sure it is. */
    public static <T> ChainAnswer<T> of(T data) {
        return new ChainAnswer<>(data, Optional.empty(), Optional.empty());
    }

    /** An answer. */
    public static <T> ChainAnswer<T> of(T data, boolean executionOptimistic, boolean finalized) {
        return new ChainAnswer<>(data, Optional.of(executionOptimistic), Optional.of(finalized));
    }

    /**
     * The same answer with other data.
     *
     * @param <U> the other data
     */
    public <U> ChainAnswer<U> map(Function<? super T, ? extends U> change) {
        return new ChainAnswer<>(change.apply(data), executionOptimistic, finalized);
    }
}
