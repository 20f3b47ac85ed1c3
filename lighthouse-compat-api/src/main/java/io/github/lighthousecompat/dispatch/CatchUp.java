package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.PayloadAssembly;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.threads.CallbackThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a backend that missed calls to the head: reads the blocks that it lacks from one that has them, checks their
 * hashes, and hands them over in order.
 *
 * <p>Runs on a thread of its own that waits for each answer, and tries again later when something fails. Thread-safe.
 */
final class CatchUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.routing");
    private static final int BATCH = 32;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Fleet fleet;
    private final Notices notices;
    private final TimeSource time;
    private final CallbackThreads threads;
    private final Executor callbacks;
    private volatile boolean closed;
    private final Map<Member, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    CatchUp(Fleet fleet, Notices notices, TimeSource time, CallbackThreads threads, Executor callbacks) {
        this.fleet = fleet;
        this.notices = notices;
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
            while (isWanted(member)) {
                Optional<ForkchoiceState> latest = fleet.latest();
                blocks += replay(member, latest.isPresent() ? latest.get() : headOfAnother(member));
                if (fleet.rejoin(member, latest, "it caught up with " + blocks + " blocks")) {
                    notices.onCaughtUp(member.backend(), blocks, Duration.ofNanos(time.nanoTime() - begun));
                }
            }
            end(member, null);
        } catch (Contradiction e) {
            suspend(member, e);
        } catch (Behind | RuntimeException | Error e) {
            LOG.info("backend {} has not caught up yet, next try in {}: {}", member, pause, e.getMessage());
            Duration next = pause.multipliedBy(2);
            time.schedule(pause, () -> run(member, next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(member, cancelled(member));
        }
    }

    private boolean isWanted(Member member) {
        return member.state() == BackendState.LAGGING && fleet.members().contains(member);
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

    private void suspend(Member member, Contradiction found) {
        fleet.move(
                member,
                BackendState.SUSPENDED,
                "it contradicts " + found.source + " about a block of the chain",
                BackendState.LAGGING);
        notices.onComparison(new Comparison(
                EngineOperations.NEW_PAYLOAD,
                found.source.backend(),
                PayloadStatus.valid(found.block),
                member.backend(),
                found.status,
                Verdict.CONFLICT));
        end(member, down(member));
    }

    private static LighthouseException down(Member member) {
        return new LighthouseException.Rejected(
                member.site(), "catchUp", LighthouseException.Rejected.Reason.BACKEND_DOWN);
    }

    private static LighthouseException cancelled(Member member) {
        return new LighthouseException.Cancelled(member.site(), "catchUp", "the client was closed");
    }

    /** Where the chain is if this client has not moved it yet: the head of one that is ready. */
    private ForkchoiceState headOfAnother(Member member) throws InterruptedException, Behind {
        Member source = source(member);
        return ask(source, EngineOperations.BLOCK_BY_NUMBER, BlockTag.LATEST)
                .map(head -> ForkchoiceState.of(head.hash(), Hash32.ZERO, Hash32.ZERO))
                .orElseThrow(() -> new Behind(source + " shows no head"));
    }

    private Member source(Member member) throws Behind {
        return fleet.source(member).orElseThrow(() -> new Behind("nobody else is ready to read from"));
    }

    /** Hands over all blocks up to the head of {@code target}, and the head; how many there were. */
    private int replay(Member member, ForkchoiceState target) throws InterruptedException, Behind, Contradiction {
        int blocks = 0;
        if (ask(member, EngineOperations.BLOCK_BY_HASH, target.headBlockHash()).isEmpty()) {
            Member source = source(member);
            ExecutionBlock head = ask(source, EngineOperations.BLOCK_BY_HASH, target.headBlockHash())
                    .orElseThrow(() -> new Behind(source + " does not have the head " + target.headBlockHash()));
            UInt64 common = commonAncestor(member, source, head.number());
            for (UInt64 from = common.plus(1); !head.number().isLessThan(from); from = from.plus(BATCH)) {
                blocks += handOver(member, source, from, head.number());
            }
        }
        Optional<CompletableFuture<PayloadStatus>> told = fleet.tell(member, target);
        if (told.isPresent()) {
            PayloadStatus status = await(member, told.get());
            if (!status.isValid()) {
                throw new Behind("it says " + status.status() + " of the head");
            }
        }
        return blocks;
    }

    private UInt64 commonAncestor(Member member, Member source, UInt64 head) throws InterruptedException, Behind {
        UInt64 reached = ask(member, EngineOperations.BLOCK_NUMBER, NoArgument.NONE);
        UInt64 number = reached.isLessThan(head) ? reached : head;
        while (true) {
            BlockTag tag = BlockTag.of(number);
            Optional<ExecutionBlock> mine = ask(member, EngineOperations.BLOCK_BY_NUMBER, tag);
            Optional<ExecutionBlock> theirs = ask(source, EngineOperations.BLOCK_BY_NUMBER, tag);
            if (mine.isPresent() && mine.map(ExecutionBlock::hash).equals(theirs.map(ExecutionBlock::hash))) {
                return number;
            }
            if (number.isZero()) {
                throw new Behind("it has another genesis block than " + source);
            }
            number = number.minus(UInt64.ONE);
        }
    }

    private int handOver(Member member, Member source, UInt64 from, UInt64 last)
            throws InterruptedException, Behind, Contradiction {
        int count = (int) Math.min(BATCH, last.minus(from).toLong() + 1);
        List<CompletableFuture<Optional<ExecutionBlock>>> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(source.call(EngineOperations.BLOCK_BY_NUMBER, BlockTag.of(from.plus(i)), CallOptions.DEFAULT));
        }
        List<Optional<PayloadBody>> bodies =
                ask(source, EngineOperations.PAYLOAD_BODIES_BY_RANGE, new BlockRange(from, count));
        for (int i = 0; i < count; i++) {
            UInt64 number = from.plus(i);
            ExecutionBlock header = await(source, headers.get(i)).orElseThrow(() -> new Behind("no block " + number));
            PayloadBody body = (i < bodies.size() ? bodies.get(i) : Optional.<PayloadBody>empty())
                    .orElseThrow(() -> new Behind("no body of block " + number));
            NewPayloadRequest request = PayloadAssembly.of(header, body);
            if (!BlockHash.of(request).equals(header.hash())) {
                throw new Behind(source + " shows block " + number + " with a hash that its content does not have");
            }
            PayloadStatus status = ask(member, EngineOperations.NEW_PAYLOAD, request);
            if (status.isInvalid()) {
                throw new Contradiction(source, header.hash(), status);
            }
            if (!status.isValid()) {
                throw new Behind("it says " + status.status() + " of block " + number);
            }
        }
        return count;
    }

    private static <A, R> R ask(Member member, Operation<A, R> operation, A argument) throws InterruptedException {
        return await(member, member.call(operation, argument, CallOptions.DEFAULT));
    }

    private static <R> R await(Member member, CompletableFuture<R> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw LighthouseException.from(e, member.site(), "catchUp");
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.interrupt();
        underWay.keySet().forEach(member -> end(member, cancelled(member)));
        threads.close();
    }

    /** Why the member is not there yet. */
    private static final class Behind extends Exception {
        private static final long serialVersionUID = 1L;

        Behind(String why) {
            super(why);
        }
    }

    /** The member calls a block INVALID that its source holds for valid. */
    private static final class Contradiction extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Member source;
        private final transient Hash32 block;
        private final transient PayloadStatus status;

        Contradiction(Member source, Hash32 block, PayloadStatus status) {
            super(source + " and the member contradict each other");
            this.source = source;
            this.block = block;
            this.status = status;
        }
    }
}
