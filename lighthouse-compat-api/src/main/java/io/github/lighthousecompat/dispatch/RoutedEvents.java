package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener.Role;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events that goes where the router sends it, as long as it lives: whoever answers a call may be another
 * one later, and so may whoever tells of events. The router is asked again once in a slot, and when a stream has ended.
 * A stream somewhere else is opened before the one that is left is closed. Thread-safe.
 */
final class RoutedEvents implements OpenCall {
    private static final Operation<EventRequest, EventSubscription> OPERATION = BeaconOperations.SUBSCRIBE_EVENTS;

    private final RouteExecutor executor;
    private final CallContext context;
    private final CallOptions options;
    private final CallFuture<EventSubscription> opened;
    private final EventRelay relay;
    private final long begun;
    private final @Nullable Tracer tracer;

    private Member at;
    private @Nullable EventSubscription stream;
    private @Nullable CompletableFuture<?> opening;
    private TimeSource.@Nullable Scheduled next;
    private boolean isMoving;
    /** Why the stream at {@link #at} has ended; null while it has not. */
    private @Nullable LighthouseException loss;

    /** A stream that is not open yet; {@code first} is asked before all others. */
    RoutedEvents(
            RouteExecutor executor,
            CallContext context,
            EventRequest request,
            CallOptions options,
            Member first,
            String reason) {
        this.executor = executor;
        this.context = context;
        this.options = options;
        this.at = first;
        this.opened = new CallFuture<>(first.site(), OPERATION.name());
        this.relay = new EventRelay(request, opened, this::release, executor::later);
        this.begun = executor.time().nanoTime();
        this.tracer = Tracer.of(executor, options, OPERATION, first, reason);
    }

    @Override
    public CallFuture<?> result() {
        return relay.ended();
    }

    @Override
    public void abort() {
        opened.completeExceptionally(new Cancelled(opened.site(), opened.operation(), "the client was closed"));
        relay.close();
    }

    /** Opens it at the node of {@code route}, or one that stands in. */
    CompletableFuture<EventSubscription> start(Route route) {
        Tracer trace = tracer;
        if (trace != null) {
            opened.whenComplete((value, failure) -> trace.answered(at().answer(value, failure)));
        }
        opened.onCancel(relay::close);
        executor.track(this);
        new Attempt(route, named(route, at), true, true).next();
        return opened;
    }

    private synchronized Member at() {
        return at;
    }

    /** All who may tell of events by {@code route}, the one to ask first before the others. */
    private List<Member> named(Route route, Member first) {
        Fleet fleet = executor.fleet();
        Stream<Member> others = Fleet.isAlone(route)
                ? Stream.empty()
                : Stream.concat(Stream.of(route.primary()), route.others().stream())
                        .flatMap(backend -> fleet.find(backend.alias()).stream());
        Stream<Member> rest = Stream.concat(others, fleet.standInNode(route, first).stream());
        return Stream.concat(Stream.of(first), rest.filter(Member::mayRead))
                .distinct()
                .toList();
    }

    /** Whom to ask now in the place of the one that the stream is at: nobody, if that is the one to ask. */
    private List<Member> better(Route route, boolean isEnded) {
        Member here = at();
        List<Member> named = executor.fleet()
                .wellNode(route, Member::mayRead)
                .map(first -> named(route, first))
                .orElse(List.of());
        if (isEnded) {
            return named;
        }
        return relay.isConnected()
                ? named.stream().takeWhile(member -> member != here).toList()
                : named.stream()
                        .filter(member ->
                                member != here && member.health(Facet.BEACON).isWell())
                        .toList();
    }

    /** The next look at the router and the nodes comes with the next slot. */
    private void plan() {
        TimeSource.Scheduled planned = executor.after(executor.slotTime(), this::look);
        synchronized (this) {
            next = planned;
        }
        if (relay.isOver()) {
            planned.cancel();
        }
    }

    private void look() {
        if (relay.isOver() || executor.isClosed()) {
            return;
        }
        plan();
        executor.nodes().look(at()).whenComplete((end, failure) -> guarded(() -> move(true)));
    }

    /** Goes where the router says now; {@code isLater} if what has ended may have mended meanwhile. */
    private void move(boolean isLater) {
        boolean isEnded;
        synchronized (this) {
            if (isMoving || relay.isOver()) {
                return;
            }
            isMoving = true;
            isEnded = loss != null;
        }
        Route route = executor.current().decide(context);
        List<Member> members = better(route, isEnded);
        Member here = at();
        new Attempt(
                        route,
                        isEnded && !isLater
                                ? members.stream()
                                        .filter(member -> member != here)
                                        .toList()
                                : members,
                        false,
                        isEnded)
                .next();
    }

    private void ended(EventSubscription which, @Nullable Throwable failure) {
        if (executor.isClosed()) {
            relay.close();
            return;
        }
        synchronized (this) {
            if (stream != which) {
                return;
            }
            loss = failure == null
                    ? new Rejected(at.site(), OPERATION.name(), Rejected.Reason.CLOSED)
                    : LighthouseException.from(failure, at.site(), OPERATION.name());
        }
        move(false);
    }

    /** Whatever goes wrong on the way must not leave the listener waiting. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LighthouseException failure = LighthouseException.from(e, opened.site(), opened.operation());
            opened.completeExceptionally(failure);
            relay.fail(failure);
        }
    }

    private void release() {
        CompletableFuture<?> call;
        TimeSource.Scheduled planned;
        synchronized (this) {
            call = opening;
            planned = next;
        }
        if (call != null) {
            call.cancel(true);
        }
        if (planned != null) {
            planned.cancel();
        }
    }

    /** One after another is asked, until one has opened a stream. */
    private final class Attempt {
        private final Route route;
        private final Iterator<Member> left;
        private final boolean isFirst;
        /** Whether the stream had ended when this began. */
        private final boolean isNeeded;

        private @Nullable LighthouseException failure;
        private boolean mayPass;

        Attempt(Route route, List<Member> members, boolean isFirst, boolean isNeeded) {
            this.route = route;
            this.left = members.iterator();
            this.isFirst = isFirst;
            this.isNeeded = isNeeded;
        }

        void next() {
            Optional<CallOptions> limits = limits();
            if (!left.hasNext() || limits.isEmpty()) {
                nobody();
                return;
            }
            Member member = left.next();
            if (failure == null) {
                executor.notices().onDecision(OPERATION, member.backend(), executor.reason(route, member));
            }
            Role role = isFirst && failure != null ? Role.STAND_IN : Role.PRIMARY;
            EventRelay.Leg leg = relay.leg();
            long sent = executor.time().nanoTime();
            CompletableFuture<EventSubscription> call = member.call(OPERATION, leg.request(), limits.get());
            synchronized (RoutedEvents.this) {
                opening = call;
            }
            if (relay.isOver()) {
                call.cancel(true);
            }
            call.whenComplete((open, why) -> guarded(() -> {
                Object answer = member.answer(open, why);
                count(member, role, answer, executor.time().nanoTime() - sent);
                if (open != null) {
                    take(member, leg, open);
                } else {
                    fail(member.answer(null, why));
                }
            }));
        }

        /** What is left of the time that the host gives; each stream after the first has all of it. */
        private Optional<CallOptions> limits() {
            Optional<Duration> deadline = options.deadline();
            if (!isFirst || failure == null || deadline.isEmpty()) {
                return Optional.of(options);
            }
            Duration rest = deadline.get().minusNanos(executor.time().nanoTime() - begun);
            return rest.isNegative() || rest.isZero() ? Optional.empty() : Optional.of(options.within(rest));
        }

        private void count(Member member, Role role, Object answer, long took) {
            executor.ended(OPERATION, member, role, answer, took);
            if (isFirst && tracer != null) {
                tracer.ended(member, role, answer, took);
            }
        }

        private void take(Member member, EventRelay.Leg leg, EventSubscription open) {
            Optional<LighthouseException> cause;
            synchronized (RoutedEvents.this) {
                cause = Optional.ofNullable(loss);
                at = member;
                stream = open;
                loss = null;
            }
            if (isFirst && failure != null && tracer != null) {
                tracer.standsIn(member);
            }
            boolean isHeard = relay.carry(leg, open, cause);
            synchronized (RoutedEvents.this) {
                // not before: the next one must not be carried before this one
                isMoving = false;
            }
            if (!isHeard) {
                return;
            }
            if (isFirst) {
                plan();
                if (!opened.complete(relay)) {
                    relay.close();
                }
            }
            leg.begin();
            open.ended().whenComplete((nothing, why) -> guarded(() -> ended(open, why)));
        }

        private void fail(Object answer) {
            LighthouseException why = (LighthouseException) answer;
            mayPass |= Failures.mayPass(why);
            if (failure == null) {
                failure = why;
            } else {
                failure.addSuppressed(why);
            }
            if (isFirst && !Failures.allowStandIn(OPERATION, why)) {
                nobody();
            } else {
                next();
            }
        }

        /** Whoever is well stays where he is; the others end, unless somebody else may be there later. */
        private void nobody() {
            LighthouseException why = failure;
            if (isFirst && why != null) {
                opened.completeExceptionally(why);
                relay.close();
                return;
            }
            LighthouseException lost;
            synchronized (RoutedEvents.this) {
                isMoving = false;
                lost = loss;
            }
            if (lost != null && !isNeeded) {
                // it ended while somebody better was asked
                move(false);
            } else if (lost != null && !mayPass) {
                if (why != null && why != lost) {
                    lost.addSuppressed(why);
                }
                relay.fail(lost);
            }
        }
    }
}
