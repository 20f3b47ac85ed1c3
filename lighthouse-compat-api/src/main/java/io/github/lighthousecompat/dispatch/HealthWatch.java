package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.dispatch.BackendHealth.Sign;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Health;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Learns from the ends of calls who answers, and which node is fit to; asks those who do not and are not from time to
 * time. Thread-safe.
 */
final class HealthWatch {
    /** Between two probes of who is down; as long as one may take. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int OK = 200;

    /** One endpoint of one member. */
    private record Endpoint(Member member, Facet facet) {
        Health health() {
            return member.health(facet).health();
        }

        Operation<NoArgument, ?> probe() {
            return facet == Facet.ENGINE ? EngineOperations.SYNCING : BeaconOperations.NODE_SYNCING;
        }
    }

    /** The next question to an endpoint, and when it is due. */
    private record Probe(Endpoint endpoint, long nanos) {
        Probe earlier(Probe other) {
            return other.nanos - nanos < 0 ? other : this;
        }
    }

    private final RouteExecutor executor;
    private final Map<Endpoint, Probe> planned = new ConcurrentHashMap<>();
    private final Set<Endpoint> inCall = ConcurrentHashMap.newKeySet();

    HealthWatch(RouteExecutor executor) {
        this.executor = executor;
    }

    /** Takes from an answer, or a failure, what it says of the endpoint. */
    void learn(Member member, Operation<?, ?> operation, Object answer) {
        if (executor.isClosed()) {
            return;
        }
        if (Failures.isAnswer(answer)) {
            note(member, signOf(answer), operation, answer);
        } else {
            sign(member, operation, answer).ifPresent(sign -> note(member, sign, operation, answer));
        }
    }

    private static Sign signOf(Object answer) {
        if (answer instanceof NodeSyncing syncing) {
            return signOf(NodeHealth.of(OK, syncing));
        }
        return answer instanceof NodeHealth health ? signOf(health) : Sign.ANSWER;
    }

    /** A node without peers may be the only one of its chain: that alone is nothing to be ashamed of. */
    private static Sign signOf(NodeHealth health) {
        return health.worst()
                .filter(trouble -> trouble != NodeHealth.Trouble.STALLED)
                .map(trouble -> Sign.UNFIT)
                .orElse(Sign.FIT);
    }

    private static Optional<Sign> sign(Member member, Operation<?, ?> operation, Object answer) {
        if (answer instanceof Timeout timeout) {
            if (operation.effect() == Effect.ANNOUNCE) {
                // a node passes registrations on to its builder, which may be the one that hangs
                return Optional.empty();
            }
            // a host in a hurry learns little: a healthy one may take longer than that
            Duration half = member.limit(operation).dividedBy(2);
            return Optional.of(timeout.limit().compareTo(half) < 0 ? Sign.OUTAGE : Sign.SILENCE);
        }
        if (Failures.isUnfit(answer)) {
            return Optional.of(Sign.UNFIT);
        }
        return Failures.isAway(answer) ? Optional.of(Sign.OUTAGE) : Optional.empty();
    }

    private void note(Member member, Sign sign, Operation<?, ?> operation, Object answer) {
        Facet facet = operation.facet();
        Optional<BackendHealth.Change> found = member.health(facet).note(sign);
        if (found.isEmpty()) {
            return;
        }
        BackendHealth.Change change = found.get();
        String why = sign == Sign.UNFIT ? "it says " + answer : operation + " ended with " + Failures.outcome(answer);
        // one endpoint may stand behind several clients
        for (Member each : executor.fleet().members()) {
            if (each.health(facet) == member.health(facet)) {
                executor.notices().onHealth(each.backend(), facet, change.from(), change.to(), why);
            }
        }
        if (facet == Facet.BEACON) {
            announce(member, change);
        }
        // the end of a call may come after its member has left
        watch(attached(new Endpoint(member, facet)));
    }

    private void announce(Member member, BackendHealth.Change change) {
        if (change.from() == Health.DOWN) {
            // it may have been started anew, and know nothing of what it was told before
            executor.announcements().repeat(member);
        } else if (change.from() == Health.LAGGING && change.to() == Health.HEALTHY) {
            executor.announcements().resume(member);
        }
    }

    private void watch(Endpoint endpoint) {
        if (isWatched(endpoint)) {
            Duration pause =
                    endpoint.health() == Health.DOWN ? PAUSE : endpoint.member().slotTime();
            Probe fresh = new Probe(endpoint, executor.nanoTime() + pause.toNanos());
            // one that is down by now does not wait as long as one that lagged
            if (planned.merge(endpoint, fresh, Probe::earlier) == fresh) {
                executor.after(pause, () -> probe(fresh));
            }
        }
    }

    private boolean isWatched(Endpoint endpoint) {
        return !BackendHealth.isWell(endpoint.health())
                && !executor.isClosed()
                && executor.fleet().isIn(endpoint.member());
    }

    /**
     * The same endpoint: that of another member, where it is behind several and the one that was to ask it has left.
     */
    private Endpoint attached(Endpoint endpoint) {
        List<Member> members = executor.fleet().members();
        Facet facet = endpoint.facet();
        return members.contains(endpoint.member())
                ? endpoint
                : members.stream()
                        .filter(member ->
                                member.health(facet) == endpoint.member().health(facet))
                        .filter(member -> member.serves(facet))
                        .findFirst()
                        .map(member -> new Endpoint(member, facet))
                        .orElse(endpoint);
    }

    private void probe(Probe due) {
        if (!planned.remove(due.endpoint(), due)) {
            return;
        }
        Endpoint endpoint = attached(due.endpoint());
        if (!isWatched(endpoint)) {
            return;
        }
        watch(endpoint);
        // whoever has not even come back from the last one is not asked again
        if (inCall.add(endpoint)) {
            try {
                probe(endpoint.member(), endpoint.probe());
            } finally {
                inCall.remove(endpoint);
            }
        }
    }

    private <R> void probe(Member member, Operation<NoArgument, R> probe) {
        member.call(probe, NoArgument.NONE, CallOptions.DEFAULT.within(PAUSE))
                .whenComplete((status, failure) -> learn(member, probe, member.answer(status, failure)));
    }
}
