package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.SignedValidatorRegistration;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Operation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the host announced of its validators: told to each node in order, and again to one that was away, as nodes keep
 * it in memory only.
 *
 * <p>Kept is what was said last of each validator. All of it is used under the monitor of the fleet, so that a
 * repetition never comes after what replaced it.
 */
final class Announcements {
    /** The most validators that are kept of one operation; the one that was not spoken of for longest goes first. */
    static final int REMEMBERED = 131_072;

    /** As many validators as are told of in one repetition: what a node takes at once. */
    static final int BATCH = 500;

    private final RouteExecutor executor;
    // what one announcement says of one validator may be several things, as subscriptions to several committees
    private final Map<Operation<?, ?>, Map<Object, List<Object>>> last = new LinkedHashMap<>();

    Announcements(RouteExecutor executor) {
        this.executor = executor;
    }

    /** Keeps what is being announced. The fleet's monitor is held. */
    <A> void note(Operation<A, ?> operation, A argument) {
        if (operation.effect() == Effect.ANNOUNCE && argument instanceof List<?> said) {
            Map<Object, List<Object>> kept = last.computeIfAbsent(operation, any -> new LinkedHashMap<>());
            byValidator(said).forEach((validator, things) -> {
                // the newest is the last to be forgotten
                kept.remove(validator);
                kept.put(validator, things);
            });
            Iterator<?> eldest = kept.keySet().iterator();
            for (int more = kept.size() - REMEMBERED; more > 0; more--) {
                eldest.next();
                eldest.remove();
            }
        }
    }

    /** Tells a member after what it was told before. The fleet's monitor is held. */
    <A, R> CompletableFuture<R> tell(
            Member member,
            Operation<A, R> operation,
            A argument,
            CallOptions options,
            Supplier<CompletableFuture<R>> call) {
        return lane(member, operation).send(argument, options, call);
    }

    /** Tells a node all of it again; waits for nothing. */
    void repeat(Member member) {
        List<Operation<?, ?>> announced;
        synchronized (executor.fleet()) {
            announced = List.copyOf(last.keySet());
        }
        announced.forEach(operation -> lane(member, operation).repeat());
    }

    /** Tells a node again what it could not be told, without another pause; waits for nothing. */
    void resume(Member member) {
        member.lanes().values().forEach(AnnouncementLane::resume);
    }

    /** Of whom something is kept. The fleet's monitor is held. */
    Set<Object> validators(Operation<?, ?> operation) {
        return last.getOrDefault(operation, Map.of()).keySet();
    }

    /**
     * Takes out of {@code untold} the validators of one call, and says what holds of them. The fleet's monitor is held.
     */
    @SuppressWarnings("unchecked") // put together of what this operation was given
    <A> Optional<A> batch(Operation<A, ?> operation, Set<Object> untold) {
        Map<Object, List<Object>> kept = last.getOrDefault(operation, Map.of());
        List<Object> batch = new ArrayList<>();
        Iterator<Object> validators = untold.iterator();
        while (batch.size() < BATCH && validators.hasNext()) {
            batch.addAll(kept.getOrDefault(validators.next(), List.of()));
            validators.remove();
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of((A) List.copyOf(batch));
    }

    /** Whom an announcement speaks of. */
    static Set<Object> validators(Object argument) {
        return argument instanceof List<?> said
                ? said.stream().map(Announcements::validator).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    @SuppressWarnings("unchecked") // made for this operation, as it is kept by it
    private <A, R> AnnouncementLane<A, R> lane(Member member, Operation<A, R> operation) {
        return (AnnouncementLane<A, R>)
                member.lanes().computeIfAbsent(operation, any -> new AnnouncementLane<>(executor, member, operation));
    }

    private static Map<Object, List<Object>> byValidator(List<?> said) {
        Map<Object, List<Object>> things = new LinkedHashMap<>();
        said.forEach(thing -> things.computeIfAbsent(validator(thing), any -> new ArrayList<>(1))
                .add(thing));
        return things;
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
}
