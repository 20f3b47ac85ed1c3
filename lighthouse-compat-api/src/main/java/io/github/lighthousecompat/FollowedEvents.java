package io.github.lighthousecompat;

import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.LighthouseException.VersionChanged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A stream of events that goes with its node from one dialect to another. Thread-safe. */
final class FollowedEvents implements EventSubscription {
    /** Between two attempts to open a stream at a node that was just replaced. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int SERVER_ERROR = 500;

    private final EventRequest request;
    private final CallFuture<EventSubscription> opened;
    private final Function<EventRequest, CompletableFuture<EventSubscription>> subscribe;
    private final BiConsumer<Duration, Runnable> timer;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable EventSubscription stream;
    private @Nullable CompletableFuture<EventSubscription> opening;
    private volatile boolean isClosed;

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
        this.request = request;
        this.opened = opened;
        this.subscribe = subscribe;
        this.timer = timer;
    }

    /** Begins. */
    void open() {
        CompletableFuture<EventSubscription> first = subscribe.apply(request);
        opened.onCancel(() -> first.cancel(true));
        first.whenComplete((open, failure) -> {
            if (failure != null) {
                opened.completeExceptionally(from(failure));
            } else {
                carry(open);
                if (!opened.complete(this)) {
                    close();
                }
            }
        });
    }

    private LighthouseException from(Throwable failure) {
        return LighthouseException.from(failure, opened.site(), opened.operation());
    }

    private void carry(EventSubscription open) {
        synchronized (this) {
            stream = open;
        }
        if (isClosed) {
            open.close();
        }
        open.ended().whenComplete((nothing, failure) -> {
            if (failure == null) {
                ended.complete(null);
            } else if (from(failure) instanceof VersionChanged changed) {
                reopen(changed);
            } else {
                ended.completeExceptionally(from(failure));
            }
        });
    }

    /** Opens a stream in the dialect that the node speaks now. */
    private void reopen(VersionChanged cause) {
        Renewed renewed = new Renewed(cause);
        CompletableFuture<EventSubscription> next = subscribe.apply(
                EventRequest.builder().from(request).listener(renewed).build());
        synchronized (this) {
            opening = next;
        }
        if (isClosed) {
            next.cancel(true);
        }
        next.whenComplete((open, failure) -> {
            if (failure == null) {
                carry(open);
                renewed.tell();
            } else {
                giveUp(from(failure), cause);
            }
        });
    }

    private void giveUp(LighthouseException failure, VersionChanged cause) {
        if (isClosed || failure instanceof Cancelled || failure instanceof Rejected) {
            ended.complete(null);
        } else if (mayPass(failure)) {
            timer.accept(PAUSE, () -> reopen(cause));
        } else {
            ended.completeExceptionally(failure);
        }
    }

    /** A node that has just begun does not answer everything yet. */
    private static boolean mayPass(LighthouseException failure) {
        return failure instanceof Unreachable
                || failure instanceof Timeout
                || failure instanceof VersionChanged
                || failure instanceof Http http && http.status() >= SERVER_ERROR;
    }

    @Override
    public List<EventTopic> topics() {
        return request.topics();
    }

    @Override
    public synchronized boolean isConnected() {
        return stream != null && stream.isConnected();
    }

    @Override
    public CompletableFuture<Void> ended() {
        CallFuture<Void> copy = new CallFuture<>(opened.site(), opened.operation());
        copy.follow(ended);
        copy.onCancel(() -> {});
        return copy;
    }

    @Override
    public void close() {
        isClosed = true;
        EventSubscription open;
        CompletableFuture<EventSubscription> next;
        synchronized (this) {
            open = stream;
            next = opening;
        }
        if (next != null) {
            next.cancel(true);
        }
        if (open != null) {
            open.close();
        }
        ended.complete(null);
    }

    /** The host's listener, which first hears that events are missing. */
    private final class Renewed implements Consumer<BeaconEvent> {
        private final VersionChanged cause;
        private boolean isTold;

        Renewed(VersionChanged cause) {
            this.cause = cause;
        }

        synchronized void tell() {
            if (!isTold && !isClosed) {
                isTold = true;
                request.listener()
                        .accept(new EventGap(EventGap.Reason.RECONNECTED, OptionalLong.empty(), Optional.of(cause)));
            }
        }

        @Override
        public synchronized void accept(BeaconEvent event) {
            tell();
            if (!isClosed) {
                request.listener().accept(event);
            }
        }
    }
}
