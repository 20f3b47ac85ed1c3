package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.dispatch.BackendHealth.Sign;
import io.github.lighthousecompat.engine.EngineOperations;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Learns from the ends of calls who answers, and asks those who do not from time to time. Thread-safe. */
final class HealthWatch {
    /** Between two probes; as long as one may take. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final RouteExecutor executor;
    private final Set<Member> probed = ConcurrentHashMap.newKeySet();
    private final Set<Member> inCall = ConcurrentHashMap.newKeySet();

    HealthWatch(RouteExecutor executor) {
        this.executor = executor;
    }

    /** Takes from an answer, or a failure, what it says of the endpoint. */
    void learn(Member member, Operation<?, ?> operation, Object answer) {
        if (executor.isClosed()) {
            return;
        }
        if (Failures.isAnswer(answer)) {
            note(member, Sign.ANSWER, operation, answer);
        } else {
            sign(member, operation, answer).ifPresent(sign -> note(member, sign, operation, answer));
        }
    }

    private static Optional<Sign> sign(Member member, Operation<?, ?> operation, Object answer) {
        if (answer instanceof Timeout timeout) {
            // a host in a hurry learns little: a healthy one may take longer than that
            Duration half = member.limit(operation).dividedBy(2);
            return Optional.of(timeout.limit().compareTo(half) < 0 ? Sign.OUTAGE : Sign.SILENCE);
        }
        return Failures.isAway(answer) ? Optional.of(Sign.OUTAGE) : Optional.empty();
    }

    private void note(Member member, Sign sign, Operation<?, ?> operation, Object answer) {
        Optional<BackendHealth.Change> found = member.health().note(sign);
        if (found.isEmpty()) {
            return;
        }
        BackendHealth.Change change = found.get();
        String why = operation + " ended with " + Failures.outcome(answer);
        // one endpoint may stand behind several clients
        for (Member each : executor.fleet().members()) {
            if (each.health() == member.health()) {
                executor.notices().onHealth(each.backend(), change.from(), change.to(), why);
            }
        }
        watch(member);
    }

    private void watch(Member member) {
        if (isWatched(member) && probed.add(member)) {
            executor.after(PAUSE, () -> probe(member));
        }
    }

    private boolean isWatched(Member member) {
        return member.isDown()
                && !executor.isClosed()
                && executor.fleet().members().contains(member);
    }

    private void probe(Member member) {
        probed.remove(member);
        if (!isWatched(member)) {
            return;
        }
        watch(member);
        // whoever has not even come back from the last one is not asked again
        if (inCall.add(member)) {
            try {
                member.call(EngineOperations.SYNCING, NoArgument.NONE, CallOptions.DEFAULT.within(PAUSE))
                        .whenComplete((status, failure) ->
                                learn(member, EngineOperations.SYNCING, member.answer(status, failure)));
            } finally {
                inCall.remove(member);
            }
        }
    }
}
