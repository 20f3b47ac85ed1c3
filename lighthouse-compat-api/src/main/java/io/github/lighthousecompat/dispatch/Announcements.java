package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.SignedValidatorRegistration;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.RoutingListener.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What the host announced of its validators, to be told again to a node that was away, as nodes keep it in memory only.
 *
 * <p>Kept is the last announcement of each operation about each set of validators, of the last sets spoken of. All of it
 * is used under the monitor of the fleet, so that a repetition never comes after what replaced it.
 */
final class Announcements {
    /** The most announcements that are kept of one operation. */
    static final int REMEMBERED = 16;

    private final RouteExecutor executor;
    private final Map<Operation<?, ?>, Map<Set<Object>, Announcement<?>>> last = new LinkedHashMap<>();

    Announcements(RouteExecutor executor) {
        this.executor = executor;
    }

    /** Keeps what is being announced. The fleet's monitor is held. */
    <A> void note(Operation<A, ?> operation, A argument) {
        if (operation.effect() == Effect.ANNOUNCE) {
            Map<Set<Object>, Announcement<?>> kept = last.computeIfAbsent(operation, any -> new LinkedHashMap<>());
            Set<Object> validators = validators(argument);
            // the newest is the last to be forgotten
            kept.remove(validators);
            kept.put(validators, new Announcement<>(operation, argument));
            if (kept.size() > REMEMBERED) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    /** Tells a node all of it again; waits for nothing. */
    void repeat(Member member) {
        List<Repetition> sent = new ArrayList<>();
        synchronized (executor.fleet()) {
            if (member.mayRead() && executor.fleet().members().contains(member)) {
                last.values().forEach(kept -> kept.values().forEach(one -> sent.add(one.repeat(executor, member))));
            }
        }
        // out of the monitor, as some may have ended already
        sent.forEach(repetition -> repetition.follow(executor, member));
    }

    private static Set<Object> validators(Object argument) {
        return argument instanceof List<?> list
                ? list.stream().map(Announcements::validator).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static Object validator(Object element) {
        if (element instanceof ProposerPreparation preparation) {
            return preparation.validatorIndex();
        }
        if (element instanceof SignedValidatorRegistration registration) {
            return registration.message().pubkey();
        }
        if (element instanceof CommitteeSubscription subscription) {
            return subscription.validatorIndex();
        }
        return element instanceof SyncCommitteeSubscription subscription ? subscription.validatorIndex() : element;
    }

    private record Announcement<A>(Operation<A, ?> operation, A argument) {
        Repetition repeat(RouteExecutor executor, Member member) {
            return new Repetition(
                    operation,
                    member.call(operation, argument, CallOptions.DEFAULT),
                    executor.time().nanoTime());
        }
    }

    private record Repetition(Operation<?, ?> operation, CompletableFuture<?> call, long begun) {
        void follow(RouteExecutor executor, Member member) {
            call.whenComplete((value, failure) -> executor.ended(
                    operation,
                    member,
                    Role.OTHER,
                    member.answer(value, failure),
                    executor.time().nanoTime() - begun));
        }
    }
}
