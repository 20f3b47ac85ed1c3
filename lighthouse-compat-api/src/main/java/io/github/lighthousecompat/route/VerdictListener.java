package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Operation;

/**
 * A listener that needs no answers, only what comparing them came to. A client whose listeners are all of this kind
 * makes no {@link Comparison} of answers that agree: comparing them costs no memory.
 */
public interface VerdictListener extends RoutingListener {
    /** Two answers were compared; called in the place of {@link #onComparison}, at the same moment. */
    void onVerdict(Operation<?, ?> operation, Backend primary, Backend other, Verdict verdict);

    /** Hands on the verdict, for who wraps a listener without asking of which kind it is. */
    @Override
    default void onComparison(Comparison comparison) {
        onVerdict(comparison.operation(), comparison.primary(), comparison.other(), comparison.verdict());
    }
}
