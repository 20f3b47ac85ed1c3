package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Decode;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseException.Rpc;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.LighthouseException.TooLarge;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.RoutingListener;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a failure means for routing. */
final class Failures {
    private static final int UNKNOWN_PAYLOAD = -38001;
    private static final int UNSUPPORTED_FORK = -38005;
    /** Invalid params, forkchoice state or attributes, a reorganisation too deep: every server would say so. */
    private static final Set<Integer> OF_THE_ARGUMENT = Set.of(-32602, -38002, -38003, -38006);

    private static final int UNAVAILABLE = 503;
    private static final int INVALID_PARAMS = -32602;
    private static final int INVALID_ATTRIBUTES = -38003;

    private static final Set<Integer> OF_THE_ATTRIBUTES = Set.of(INVALID_PARAMS, INVALID_ATTRIBUTES);

    /** Request timeout, too early, too many requests: of all of their kind those that are not about the request. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private Failures() {}

    /** Whether another backend may answer in the place of one that failed so. */
    static boolean allowStandIn(Operation<?, ?> operation, LighthouseException failure) {
        return switch (operation.effect()) {
            // of what failed nothing was handed out, and what is announced others have anyway
            case READ, SIGNABLE, ANNOUNCE -> isOfTheBackend(failure);
            // what a host asks for with a request of its own is not known here, but for a stream
            case OPAQUE -> operation == BeaconOperations.SUBSCRIBE_EVENTS && isOfTheBackend(failure);
            // the same once more does no harm; but nobody else can fill in a block of this one's builder
            case PUBLISH ->
                operation != BeaconOperations.PUBLISH_BLINDED_BLOCK
                        && (isOutage(failure)
                                || failure instanceof Decode
                                || failure instanceof Unsupported
                                || isOverloaded(failure));
            case IDEMPOTENT_WRITE, ORDERED_WRITE -> isOutage(failure) || isAway(failure);
            // a build that may have begun must not be begun twice
            case BUILD_START -> failure instanceof Unreachable unreachable && !unreachable.isSent();
            default -> false;
        };
    }

    /** Whether a backend that failed so may have missed what it was told. */
    static boolean isMissed(LighthouseException failure) {
        // an argument that is wrong was wrong for all
        return !(failure instanceof Refused
                || failure instanceof Unsupported
                || (failure instanceof Rpc rpc && OF_THE_ARGUMENT.contains(rpc.code())));
    }

    /**
     * Whether a node that did not take an announcement may take it later: it was not the announcement that was wrong.
     */
    static boolean isToldLater(LighthouseException failure) {
        return !(isNotSent(failure)
                || failure instanceof Rpc
                || (failure instanceof Http http && http.status() / 100 == 4 && !PASSING.contains(http.status())));
    }

    /** Whether a server does not know the payload that it was asked for. */
    static boolean isForgotten(Object answer) {
        return answer instanceof Rpc rpc && rpc.code() == UNKNOWN_PAYLOAD;
    }

    /**
     * Whether a server did not take the block or the head of a write, and says that the argument is wrong. If another
     * calls the same VALID, it is the server that is behind.
     */
    static boolean isOfTheArgument(Operation<?, ?> operation, Object answer) {
        return answer instanceof Rpc rpc
                && OF_THE_ARGUMENT.contains(rpc.code())
                && !(operation.effect() == Effect.BUILD_START && OF_THE_ATTRIBUTES.contains(rpc.code()));
    }

    static boolean isForkMismatch(Object answer) {
        return answer instanceof Rpc rpc && rpc.code() == UNSUPPORTED_FORK;
    }

    /** Whether nothing was sent, because a client could not say it in its dialect. */
    static boolean isNotSent(Object answer) {
        return answer instanceof Refused || answer instanceof Unsupported;
    }

    /** What the server gave as the code of a failure; attributes that are wrong have had two. */
    static Optional<Integer> code(LighthouseException failure) {
        if (failure instanceof Rpc rpc) {
            return Optional.of(rpc.code() == INVALID_ATTRIBUTES ? INVALID_PARAMS : rpc.code());
        }
        return failure instanceof Http http ? Optional.of(http.status()) : Optional.empty();
    }

    /** A short word for meters. */
    static String outcome(Object answer) {
        if (answer instanceof LighthouseException failure) {
            return failure instanceof Cancelled
                    ? "cancelled"
                    : failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        return RoutingListener.OK;
    }

    /** Whether nobody was there to answer. */
    static boolean isAway(Object answer) {
        return answer instanceof Unreachable || (answer instanceof Http http && isOfAProxy(http));
    }

    /** Whether somebody was there to answer, be it with an error. */
    static boolean isAnswer(Object answer) {
        return !(answer instanceof LighthouseException) || answer instanceof Rpc;
    }

    /** Whether a node says that it can't serve now, as one does that is catching up. */
    static boolean isUnfit(Object answer) {
        return answer instanceof Http http && http.isOfNode() && http.status() == UNAVAILABLE;
    }

    private static boolean isOfAProxy(Http http) {
        return !http.isOfNode() && http.status() >= 502 && http.status() <= 504;
    }

    private static boolean isOverloaded(LighthouseException failure) {
        return failure instanceof Http http && (http.status() >= 500 || http.status() == 429);
    }

    /** Whether another backend may well answer. */
    private static boolean isOfTheBackend(LighthouseException failure) {
        return mayPass(failure)
                || failure instanceof TooLarge
                || failure instanceof Decode
                || failure instanceof Unsupported;
    }

    /** Whether the same backend may well answer later. */
    static boolean mayPass(LighthouseException failure) {
        return isOutage(failure) || isOverloaded(failure);
    }

    private static boolean isOutage(LighthouseException failure) {
        return failure instanceof Unreachable || failure instanceof Timeout;
    }
}
