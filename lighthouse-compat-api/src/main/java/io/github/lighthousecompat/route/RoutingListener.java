package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import java.time.Duration;
import java.util.Locale;

/**
 * Hears what a routed client does. Called on the threads that calls end on: implementations are thread-safe and quick.
 * What they throw is logged and ignored. They are told in the order in which they were added, of what stats and meters
 * have counted already.
 *
 * <p>Of a backend that was detached nothing is told but the ends of calls that were under way: {@link #onCall}, and
 * what became of what was {@link #onOffered offered}.
 */
public interface RoutingListener {
    /** The outcome of a call with an answer. */
    String OK = "ok";

    /** For whom a call was made. */
    enum Role {
        /** For the caller. */
        PRIMARY,
        /** For the caller, in the place of a primary that failed. */
        STAND_IN,
        /** To feed or to compare. */
        OTHER;

        /** The name for meters: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A decision was taken; {@code primary} is who is asked, after states were looked at. */
    default void onDecision(Operation<?, ?> operation, Backend primary, String reason) {}

    /**
     * A backend ended a call.
     *
     * @param outcome {@link #OK}, or a short word for the kind of failure
     * @param took the time it took, nanoseconds
     */
    default void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {}

    /**
     * A call goes to {@code other} beside the primary, to feed it or to compare, unless it is dropped. In the end each
     * is told of once more, in {@link #onComparison} or in {@link #onDropped}.
     */
    default void onOffered(Operation<?, ?> operation, Backend other) {}

    /** A call that was offered is not compared. */
    default void onDropped(Operation<?, ?> operation, Backend other, DropReason reason) {}

    /**
     * A payload was asked for where nobody has it: its slot is most likely lost. This does not happen to a host that
     * keeps its backends while they build, and fetches each payload once and in time.
     *
     * @param owner who builds it, by the name in the handle
     */
    default void onAffinityMiss(Operation<?, ?> operation, String owner, AffinityMiss reason) {}

    /** Two answers were compared; for a CONFLICT before the caller has its answer, if both are known by then. */
    default void onComparison(Comparison comparison) {}

    /** A backend changed its state. */
    default void onState(Backend backend, BackendState from, BackendState to, String why) {}

    /** The endpoint of a backend for {@code facet} began or ceased to answer, or to be fit. */
    default void onHealth(Backend backend, Facet facet, Health from, Health to, String why) {}

    /**
     * The node of a backend was replaced by one of another dialect, which the client speaks from now on.
     *
     * @param node what the node says that it is
     */
    default void onVersion(Backend backend, LighthouseVersion from, String node) {}

    /** A backend that had missed calls has them all now. */
    default void onCaughtUp(Backend backend, int blocks, Duration took) {}
}
