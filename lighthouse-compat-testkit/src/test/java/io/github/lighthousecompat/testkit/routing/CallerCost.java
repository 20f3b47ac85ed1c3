package io.github.lighthousecompat.testkit.routing;

import com.sun.management.ThreadMXBean;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.testkit.routing.CountedBackend.Behaviour;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A program that prints what a call costs the thread that makes it: a line for each kind of call, each mode, and for
 * what both backends do. It is exact in a JVM that interprets; a compiler leaves allocations out as it sees fit.
 */
final class CallerCost {
    /** What is called. Both execution layers are fed with what is written, in every mode. */
    enum Kind {
        READ,
        PAYLOAD,
        FORKCHOICE;

        private Object answer() {
            return this == READ ? UInt64.ONE : PayloadStatus.valid(Hash32.ZERO);
        }
    }

    /** Who is asked. */
    enum Mode {
        ONLY,
        SHADOW,
        CANARY,
        PARALLEL;

        private Router router(Backend primary, Backend other) {
            return switch (this) {
                case ONLY -> Router.only(primary);
                case SHADOW -> Router.shadow(primary, other);
                case CANARY -> Router.canary(primary, other, WeightSource.of(Weight.NONE), Assignment.random());
                case PARALLEL -> Router.parallel(primary, other);
            };
        }
    }

    /** A kind of call, and all that the caller's thread sees of it. */
    record Line(Kind kind, Mode mode, Behaviour primary, Behaviour other, String cost) {
        /** What lines begin with, as others may print too. */
        static final String MARK = "cost: ";

        static Line parse(String line) {
            String[] parts = line.substring(MARK.length()).split(" ", 5);
            return new Line(
                    Kind.valueOf(parts[0]),
                    Mode.valueOf(parts[1]),
                    Behaviour.valueOf(parts[2]),
                    Behaviour.valueOf(parts[3]),
                    parts[4]);
        }

        @Override
        public String toString() {
            return MARK + String.join(" ", kind.name(), mode.name(), primary.name(), other.name(), cost);
        }
    }

    /** More than a lane has places: if it hangs, what is measured is dropped. */
    private static final int WARM_UP = 100;

    /** With as many as are measured, fewer than a lane has places: a call that is answered late may keep its own. */
    private static final int SHORT_WARM_UP = 20;

    private static final int MEASURED = 40;
    private static final int IN_ORDER = 2;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final NewPayloadRequest BLOCK = NewPayloadRequest.of(ErraticBackend.payload(1));
    private static final ForkchoiceState HEAD = ForkchoiceState.of(ErraticBackend.hash(1), Hash32.ZERO, Hash32.ZERO);

    private final Kind kind;
    private final boolean staysIn;
    private final int warmUp;
    private final CountedBackend primary;
    private final CountedBackend other;
    private final RoutedLighthouse routed;

    private CallerCost(Kind kind, Mode mode, Behaviour primaryDoes, Behaviour otherDoes) {
        this.kind = kind;
        // whoever missed a write is not told of the next ones, which is another matter: those that fail all end at last
        staysIn = kind == Kind.READ || otherDoes != Behaviour.THROWS;
        warmUp = primaryDoes == Behaviour.ANSWERS ? WARM_UP : SHORT_WARM_UP;
        int calls = warmUp + MEASURED + IN_ORDER;
        primary = new CountedBackend(primaryDoes, false, calls, kind.answer());
        // a caller in parallel, or of a write, begins both calls itself; what becomes of them is up to another thread
        other = new CountedBackend(otherDoes, kind != Kind.READ || mode == Mode.PARALLEL, calls, kind.answer());
        Backend old = Backend.of("old", primary);
        Backend young = Backend.of("young", other);
        routed = RoutedLighthouse.builder()
                .backends(old, young)
                .router(mode.router(old, young))
                .topology(Topology.SEPARATE)
                .conflictWait(Duration.ZERO)
                .time(ManualTime.create())
                .build();
    }

    /** Prints all lines. */
    public static void main(String[] args) throws InterruptedException {
        for (Kind kind : Kind.values()) {
            for (Mode mode : Mode.values()) {
                for (Behaviour primaryDoes : List.of(Behaviour.ANSWERS, Behaviour.ANSWERS_LATE)) {
                    for (Behaviour otherDoes : Behaviour.values()) {
                        String cost = new CallerCost(kind, mode, primaryDoes, otherDoes).measure();
                        System.out.println(new Line(kind, mode, primaryDoes, otherDoes, cost));
                    }
                }
            }
        }
    }

    private String measure() throws InterruptedException {
        long bytes = Long.MAX_VALUE;
        for (int call = 0; call < warmUp + MEASURED; call++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            CompletableFuture<?> answer = call();
            primary.letGo();
            long spent = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (!answer.join().equals(kind.answer())) {
                throw new IllegalStateException("the caller has " + answer.join());
            }
            bytes = call < warmUp ? bytes : Math.min(bytes, spent);
            if (staysIn) {
                settle();
            }
        }
        String cost = bytes + " bytes, " + primary.counts() + ", " + other.counts() + ", answered " + order();
        settle();
        other.letGo();
        routed.close();
        return cost;
    }

    private CompletableFuture<?> call() {
        return switch (kind) {
            case READ -> routed.call(EngineOperations.BLOCK_NUMBER, NoArgument.NONE, CallOptions.DEFAULT);
            case PAYLOAD -> routed.call(EngineOperations.NEW_PAYLOAD, BLOCK, CallOptions.DEFAULT);
            case FORKCHOICE -> routed.call(EngineOperations.FORKCHOICE_UPDATED, HEAD, CallOptions.DEFAULT);
        };
    }

    /** The other backend's own thread does what it does. */
    private void settle() throws InterruptedException {
        Thread thread = new Thread(other::end);
        thread.start();
        thread.join();
    }

    /** In which order two callers are answered by a primary that answers the second one first, if it is late. */
    private String order() {
        StringBuilder order = new StringBuilder();
        Thread caller = Thread.currentThread();
        for (int call = 1; call <= IN_ORDER; call++) {
            String name = " " + call;
            call().thenRun(() -> order.append(name).append(Thread.currentThread() == caller ? "" : " elsewhere"));
        }
        primary.letGo();
        return order.toString().strip();
    }
}
