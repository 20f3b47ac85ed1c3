package io.github.lighthousecompat.beacon;

import java.util.List;
import java.util.Optional;

/**
 * Which balances of a state to read. Immutable and thread-safe.
 *
 * @param state the state
 * @param ids the validators; empty for all
 */
public record BalancesQuery(StateId state, Optional<List<ValidatorId>> ids) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the list is there and has nothing in it: releases differ in what that means
     */
    public BalancesQuery {
        ids = QueryChecks.filled("ids", ids);
    }

    /** All balances of a state, which are many. */
    public static BalancesQuery all(StateId state) {
        return new BalancesQuery(state, Optional.empty());
    }

    /** The balances of these validators. */
    public static BalancesQuery of(StateId state, List<ValidatorId> ids) {
        return new BalancesQuery(state, Optional.of(ids));
    }
}
