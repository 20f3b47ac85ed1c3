package io.github.lighthousecompat;

import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.LighthouseException.VersionChanged;
import io.github.lighthousecompat.dispatch.EventRelay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A stream of events that goes with its node from one dialect to another. Thread-safe. */
final class FollowedEvents {
    /** Between two attempts to open a stream at a node that was just replaced. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int SERVER_ERROR = 500;

    private final CallFuture<EventSubscription> opened;
    private final Function<EventRequest, CompletableFuture<EventSubscription>> subscribe;
    private final BiConsumer<Duration, Runnable> timer;
    private final EventRelay relay;
    private @Nullable CompletableFuture<EventSubscription> opening;

    /**
     * A stream that is not open yet.
     *
     * @param opened takes this when it is, or why it can't be
     * @param subscribe opens one in the dialect that the node speaks now
     */
    FollowedEvents(
            EventRequest request,
            CallFuture<EventSubscription> opened,
            Function<EventRequest, CompletableFuture<EventSubscription>> subscribe,
            BiConsumer<Duration, Runnable> timer) {
        this.opened = opened;
        this.subscribe = subscribe;
        this.timer = timer;
        this.relay = new EventRelay(request, opened, this::cancel, task -> timer.accept(Duration.ZERO, task));
    }

    /** Begins. */
    void open() {
        EventRelay.Leg leg = relay.leg();
        CompletableFuture<EventSubscription> first = subscribe.apply(leg.request());
        opened.onCancel(() -> first.cancel(true));
        first.whenComplete((open, failure) -> {
            if (failure != null) {
                opened.completeExceptionally(from(failure));
            } else {
                relay.carry(leg, open, Optional.empty());
                if (!opened.complete(relay)) {
                    relay.close();
                }
                begin(leg, open);
            }
        });
    }

    private LighthouseException from(Throwable failure) {
        return LighthouseException.from(failure, opened.site(), opened.operation());
    }

    private void begin(EventRelay.Leg leg, EventSubscription open) {
        leg.begin();
        open.ended().whenComplete((nothing, failure) -> {
            if (failure == null) {
                relay.close();
            } else if (from(failure) instanceof VersionChanged changed) {
                reopen(changed);
            } else {
                relay.fail(from(failure));
            }
        });
    }

    /** Opens a stream in the dialect that the node speaks now. */
    private void reopen(VersionChanged cause) {
        EventRelay.Leg leg = relay.leg();
        CompletableFuture<EventSubscription> next = subscribed(leg);
        synchronized (this) {
            opening = next;
        }
        if (relay.isOver()) {
            next.cancel(true);
        }
        next.whenComplete((open, failure) -> {
            if (failure == null) {
                relay.carry(leg, open, Optional.of(cause));
                begin(leg, open);
            } else {
                giveUp(from(failure), cause);
            }
        });
    }

    /** What throws here, throws to nobody. */
    private CompletableFuture<EventSubscription> subscribed(EventRelay.Leg leg) {
        try {
            return subscribe.apply(leg.request());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void later(VersionChanged cause) {
        try {
            timer.accept(PAUSE, () -> reopen(cause));
        } catch (RuntimeException | Error e) {
            relay.fail(from(e));
        }
    }

    private void giveUp(LighthouseException failure, VersionChanged cause) {
        if (relay.isOver() || failure instanceof Cancelled || failure instanceof Rejected) {
            relay.close();
        } else if (mayPass(failure)) {
            later(cause);
        } else {
            relay.fail(failure);
        }
    }

    /** A node that has just begun does not answer everything yet. */
    private static boolean mayPass(LighthouseException failure) {
        return failure instanceof Unreachable
                || failure instanceof Timeout
                || failure instanceof VersionChanged
                || failure instanceof Http http && http.status() >= SERVER_ERROR;
    }

    private void cancel() {
        CompletableFuture<EventSubscription> next;
        synchronized (this) {
            next = opening;
        }
        if (next != null) {
            next.cancel(true);
        }
    }
}
