package io.github.lighthousecompat.route;

import java.util.List;
import java.util.Optional;

/**
 * A decision about one call: who answers, and who else is involved. Immutable and thread-safe; routers make theirs once
 * and hand out the same.
 */
public final class Route {
    /** Whether other backends are called only to be compared. */
    public enum Extra {
        /** Nobody else is called but for what feeds it. */
        NONE,
        /** The others are called; the caller never waits for them. */
        SHADOW,
        /** The others are called; the verdict on a block may wait for theirs, within limits. */
        PARALLEL
    }

    private final Backend primary;
    private final Optional<Backend> standIn;
    private final List<Backend> others;
    private final Extra extra;
    private final String reason;
    private final boolean firm;

    private Route(
            Backend primary,
            Optional<Backend> standIn,
            List<Backend> others,
            Extra extra,
            String reason,
            boolean firm) {
        this.primary = primary;
        this.standIn = standIn;
        this.others = others;
        this.extra = extra;
        this.reason = reason;
        this.firm = firm;
    }

    /**
     * A route to one backend alone.
     *
     * @param reason a short word for meters and traces
     */
    public static Route to(Backend primary, String reason) {
        return new Route(primary, Optional.empty(), List.of(), Extra.NONE, reason, false);
    }

    /** The same route with a backend that answers where the primary fails and the operation allows it. */
    public Route withStandIn(Backend backend) {
        return new Route(primary, Optional.of(backend), others, extra, reason, firm);
    }

    /** The same route with {@code other} in the primary's place where that one may not answer. */
    public Route orElse(Backend other) {
        return orElse(List.of(other));
    }

    /**
     * The same route with the first of {@code others} that may answer in the primary's place where that one may not.
     */
    Route orElse(List<Backend> others) {
        return new Route(primary, standIn, List.copyOf(others), extra, reason, firm);
    }

    /** The same route with an extra call to {@code other}, whose answer is compared. */
    public Route comparing(Backend other, Extra how) {
        return new Route(primary, standIn, List.of(other), how, reason, firm);
    }

    /**
     * The same route, whose primary answers or fails also while it is down or lags; others take its place only where it
     * is out: {@link BackendState#SUSPENDED}, {@link BackendState#OUTDATED}, or removed.
     */
    public Route firm() {
        return new Route(primary, standIn, others, extra, reason, true);
    }

    /** Whose answer counts. */
    public Backend primary() {
        return primary;
    }

    /** Who answers where the primary fails and the operation allows it. */
    public Optional<Backend> standIn() {
        return standIn;
    }

    /** Who takes the primary's place where it may not answer, and gets the extra calls if there are any. */
    public List<Backend> others() {
        return others;
    }

    /** Whether the others are called only to be compared. */
    public Extra extra() {
        return extra;
    }

    /** Whether the primary keeps its place while it is down or lags; see {@link #firm}. */
    public boolean isFirm() {
        return firm;
    }

    /** Why, as a short word for meters and traces. */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return primary.alias() + " (" + reason + ")";
    }
}
