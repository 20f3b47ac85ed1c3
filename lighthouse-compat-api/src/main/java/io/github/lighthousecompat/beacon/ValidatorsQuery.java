package io.github.lighthousecompat.beacon;

import java.util.List;
import java.util.Optional;

/**
 * Which validators of a state to read. Immutable and thread-safe.
 *
 * @param state the state
 * @param ids the validators; empty for all
 * @param statuses what they are at present; empty for anything
 */
public record ValidatorsQuery(
        StateId state, Optional<List<ValidatorId>> ids, Optional<List<ValidatorStatus>> statuses) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a list is there and has nothing in it: releases differ in what that means
     */
    public ValidatorsQuery {
        ids = QueryChecks.filled("ids", ids);
        statuses = QueryChecks.filled("statuses", statuses);
    }

    /** All validators of a state, which are many. */
    public static ValidatorsQuery all(StateId state) {
        return new ValidatorsQuery(state, Optional.empty(), Optional.empty());
    }

    /** These validators. */
    public static ValidatorsQuery of(StateId state, List<ValidatorId> ids) {
        return new ValidatorsQuery(state, Optional.of(ids), Optional.empty());
    }

    /** Those of the same validators that are one of {@code statuses}. */
    public ValidatorsQuery withStatuses(List<ValidatorStatus> statuses) {
        return new ValidatorsQuery(state, ids, Optional.of(statuses));
    }
}
