package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.dispatch.Replay.Behind;
import io.github.lighthousecompat.dispatch.Replay.CannotFollow;
import io.github.lighthousecompat.dispatch.Replay.Contradiction;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.threads.CallbackThreads;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings backends that missed calls to the head, each on a thread of its own, and tries again later when something
 * fails. Thread-safe.
 */
final class CatchUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.routing");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Fleet fleet;
    private final Notices notices;
    private final Comparator comparator;
    private final TimeSource time;
    private final CallbackThreads threads;
    private final Executor callbacks;
    private volatile boolean closed;
    private final Map<Member, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    CatchUp(
            Fleet fleet,
            Notices notices,
            Comparator comparator,
            TimeSource time,
            CallbackThreads threads,
            Executor callbacks) {
        this.fleet = fleet;
        this.notices = notices;
        this.comparator = comparator;
        this.time = time;
        this.threads = threads;
        this.callbacks = callbacks;
    }

    /** Begins, unless it is under way; ends when the member is ready, or fails when it never will be. */
    CompletableFuture<Void> bring(Member member) {
        CompletableFuture<Void> fresh = new CompletableFuture<>();
        CompletableFuture<Void> known = underWay.putIfAbsent(member, fresh);
        if (known != null) {
            return known.copy();
        }
        run(member, FIRST_PAUSE);
        return fresh.copy();
    }

    private void run(Member member, Duration pause) {
        if (closed) {
            end(member, cancelled(member));
        } else {
            threads.execute(() -> attempt(member, pause));
        }
    }

    private void attempt(Member member, Duration pause) {
        long begun = time.nanoTime();
        try {
            int blocks = 0;
            Replay replay = new Replay(fleet, member, () -> isWanted(member));
            while (isWanted(member)) {
                Optional<ForkchoiceState> latest = fleet.latest();
                blocks += replay.bringTo(latest);
                replay.handOverWithoutForkchoice();
                if (fleet.rejoin(member, latest, replay.judged(), "it caught up with " + blocks + " blocks")) {
                    notices.onCaughtUp(member.backend(), blocks, Duration.ofNanos(time.nanoTime() - begun));
                }
            }
            end(member, null);
        } catch (Contradiction e) {
            contradict(member, e, pause);
        } catch (CannotFollow e) {
            fleet.retireWhoCannotFollow(e.fork());
            end(member, null);
        } catch (Behind | RuntimeException | Error e) {
            again(member, pause, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(member, cancelled(member));
        }
    }

    /** Ends the wait for one that was removed, whatever is under way with it. */
    void leave(Member member) {
        end(member, null);
    }

    private boolean isWanted(Member member) {
        return member.state() == BackendState.LAGGING && fleet.isIn(member);
    }

    /** Ends the wait for a member; if it has fallen behind again meanwhile, goes on in its place. */
    private void end(Member member, @Nullable LighthouseException failure) {
        CompletableFuture<Void> waiting = underWay.remove(member);
        if (waiting == null) {
            return;
        }
        if (!closed && isWanted(member)) {
            CompletableFuture<Void> other = underWay.putIfAbsent(member, waiting);
            if (other == null) {
                run(member, FIRST_PAUSE);
            } else {
                other.whenComplete((ready, trouble) -> settle(waiting, trouble));
            }
        } else if (member.isReady()) {
            settle(waiting, null);
        } else {
            settle(waiting, failure != null ? failure : down(member));
        }
    }

    /** A host that blocks in a continuation must hold up neither a catch-up nor the thread that closes. */
    private void settle(CompletableFuture<Void> waiting, @Nullable Throwable failure) {
        callbacks.execute(() -> {
            if (failure == null) {
                waiting.complete(null);
            } else {
                waiting.completeExceptionally(failure);
            }
        });
    }

    private void again(Member member, Duration pause, Throwable why) {
        if (!isWanted(member)) {
            end(member, null);
            return;
        }
        LOG.info("backend {} has not caught up yet, next try in {}: {}", member, pause, why.getMessage());
        Duration next = pause.multipliedBy(2);
        time.schedule(pause, () -> run(member, next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
    }

    /** As for two answers to one call, the one that is trusted less is out: it may be the one that was read from. */
    private void contradict(Member member, Contradiction found, Duration pause) {
        boolean isTrusted = fleet.isTrustedMore(member, found.source());
        Member out = isTrusted ? found.source() : member;
        Member in = isTrusted ? member : found.source();
        fleet.move(
                out,
                BackendState.SUSPENDED,
                "it contradicts " + in + " about block " + found.block(),
                BackendState.READY,
                BackendState.LAGGING);
        // the source said so when the block was new: there is no time to tell
        notices.onOffered(EngineOperations.NEW_PAYLOAD, member.backend());
        notices.onComparison(Comparison.of(
                EngineOperations.NEW_PAYLOAD,
                new Comparison.Side(found.source().backend(), PayloadStatus.valid(found.block()), 0),
                new Comparison.Side(member.backend(), found.status(), 0),
                Verdict.CONFLICT,
                comparator.about(found.block())));
        if (isTrusted) {
            again(member, pause, found);
        } else {
            end(member, down(member));
        }
    }

    private static LighthouseException down(Member member) {
        return new LighthouseException.Rejected(
                member.site(), "catchUp", LighthouseException.Rejected.Reason.BACKEND_DOWN);
    }

    private static LighthouseException cancelled(Member member) {
        return new LighthouseException.Cancelled(member.site(), "catchUp", "the client was closed");
    }

    @Override
    public void close() {
        closed = true;
        threads.interrupt();
        underWay.keySet().forEach(member -> end(member, cancelled(member)));
        threads.close();
    }
}
