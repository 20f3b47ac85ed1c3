package io.github.lighthousecompat.route;

import java.util.Locale;

/** Why another backend was not asked beside the primary, or its answer not waited for any longer. */
public enum DropReason {
    /** Too many calls to it are under way. */
    QUEUE_FULL,
    /** The call waited too long for its turn: what it would be compared with is of another moment. */
    STALE,
    /** It did not answer within the call's own deadline. */
    TIMEOUT,
    /** The backend contradicted one that is trusted more. */
    SUSPENDED,
    /** The backend missed a call and has not caught up yet, or its node says that it lags behind. */
    LAGGING,
    /** The backend's version can't follow the chain any more. */
    OUTDATED,
    /** The backend does not answer. */
    DOWN,
    /** The client was closed. */
    CLOSED;

    /** Why a backend in {@code state} is passed over; one that is ready does not speak the fork of the call. */
    public static DropReason of(BackendState state) {
        return switch (state) {
            case LAGGING -> LAGGING;
            case SUSPENDED -> SUSPENDED;
            case READY, OUTDATED -> OUTDATED;
        };
    }

    /** The name for meters: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
