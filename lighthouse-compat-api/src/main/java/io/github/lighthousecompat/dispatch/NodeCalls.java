package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.Route;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Finds whose node a call of the beacon facet goes to, and sends it there. Thread-safe. */
final class NodeCalls {
    /** What is published, by what it was made of. */
    private static final Map<Operation<?, ?>, Operation<?, ?>> SOURCES = Map.of(
            BeaconOperations.PUBLISH_BLOCK, BeaconOperations.PRODUCE_BLOCK,
            BeaconOperations.PUBLISH_ATTESTATIONS, BeaconOperations.ATTESTATION_DATA,
            BeaconOperations.PUBLISH_AGGREGATES, BeaconOperations.AGGREGATE_ATTESTATION,
            BeaconOperations.PUBLISH_CONTRIBUTIONS, BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION);

    // once, so that a read leaves nothing behind
    private static final Predicate<Member> MAY_READ = Member::mayRead;

    private final RouteExecutor executor;
    private final Slots slots = new Slots();

    NodeCalls(RouteExecutor executor) {
        this.executor = executor;
    }

    <A, R> CompletableFuture<R> send(Operation<A, R> operation, A argument, CallOptions options, Route route) {
        return switch (operation.effect()) {
            case SIGNABLE -> sign(operation, argument, options, route);
            case PUBLISH -> publish(operation, argument, options, route);
            case READ, ANNOUNCE ->
                routed(operation, argument, options, route, executor.fleet().wellNode(route, MAY_READ));
            default ->
                routed(operation, argument, options, route, executor.fleet().node(route, MAY_READ));
        };
    }

    /** Opens a stream of events at the node that answers now, and goes on where others answer later. */
    CompletableFuture<EventSubscription> subscribe(CallContext context, EventRequest request, CallOptions options) {
        Route route = executor.current().decide(context);
        Optional<Member> first = executor.fleet().wellNode(route, MAY_READ);
        return first.isEmpty()
                ? nobody(BeaconOperations.SUBSCRIBE_EVENTS)
                : new RoutedEvents(
                                executor, context, request, options, first.get(), executor.reason(route, first.get()))
                        .start(route);
    }

    private <A, R> CompletableFuture<R> routed(
            Operation<A, R> operation, A argument, CallOptions options, Route route, Optional<Member> primary) {
        return primary.isEmpty()
                ? nobody(operation)
                : executor.send(
                        operation, argument, options, route, primary.get(), executor.reason(route, primary.get()));
    }

    private <A, R> CompletableFuture<R> sign(Operation<A, R> operation, A argument, CallOptions options, Route route) {
        Optional<Member> chosen = executor.fleet().wellNode(route, Member::maySign);
        if (chosen.isEmpty()) {
            return nobody(operation);
        }
        UInt64 slot = Objects.requireNonNull(Arguments.slot(argument), "what is signed has a slot");
        Slots.Claim claim = slots.claim(operation, argument, slot, chosen.get());
        Member owner = claim.owner();
        if (owner != chosen.get() && !(isAttached(owner) && owner.maySign())) {
            // the host has its answer: whatever another node says now would be a second one
            claim.release();
            return nobody(operation);
        }
        String reason = owner == chosen.get() ? executor.reason(route, owner) : "slot";
        return send(operation, argument, options, route, owner, reason, Optional.of(claim));
    }

    private <A, R> CompletableFuture<R> publish(
            Operation<A, R> operation, A argument, CallOptions options, Route route) {
        if (argument instanceof BlindedBlockPublication blinded) {
            String owner = blinded.producer().owner();
            return executor.fleet()
                    .find(owner)
                    .map(producer -> send(
                            operation,
                            argument,
                            options,
                            Route.to(producer.backend(), "handle"),
                            producer,
                            "handle",
                            Optional.empty()))
                    .orElseGet(() -> executor.foreign(owner, operation));
        }
        Predicate<Member> mayPublish = member -> member.mayRead() && member.speaks(Arguments.forkToAnswer(argument));
        Optional<Member> producer =
                producer(operation, argument).filter(member -> isAttached(member) && mayPublish.test(member));
        Optional<Member> asked = producer.isPresent()
                ? executor.fleet().wellNode(route, producer.get(), mayPublish)
                : executor.fleet().wellNode(route, mayPublish);
        if (asked.isEmpty()) {
            return nobody(operation);
        }
        String reason = asked.equals(producer) ? "producer" : executor.reason(route, asked.get());
        return send(operation, argument, options, route, asked.get(), reason, Optional.empty());
    }

    /** Who produced what is published, where that is known. */
    private Optional<Member> producer(Operation<?, ?> operation, Object argument) {
        Operation<?, ?> source = SOURCES.get(operation);
        UInt64 slot = Arguments.slot(argument);
        return source == null || slot == null ? Optional.empty() : slots.producer(source, slot);
    }

    private boolean isAttached(Member member) {
        return executor.fleet().isIn(member);
    }

    private <A, R> CompletableFuture<R> send(
            Operation<A, R> operation,
            A argument,
            CallOptions options,
            Route route,
            Member member,
            String reason,
            Optional<Slots.Claim> claim) {
        executor.notices().onDecision(operation, member.backend(), reason);
        return new SlotCall<>(executor, operation, argument, options, route, member, reason, claim).start();
    }

    private <R> CompletableFuture<R> nobody(Operation<?, R> operation) {
        return executor.rejected(operation, Rejected.Reason.BACKEND_DOWN);
    }
}
