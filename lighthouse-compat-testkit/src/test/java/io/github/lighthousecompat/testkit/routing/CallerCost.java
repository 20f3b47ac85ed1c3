package io.github.lighthousecompat.testkit.routing;

import com.sun.management.ThreadMXBean;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.testkit.routing.CountedBackend.Behaviour;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A program that prints what a read costs the thread that makes it: a line for each mode, and for what both backends do.
 * It is exact in a JVM that interprets; a compiler leaves allocations out as it sees fit.
 */
final class CallerCost {
    /** Who is asked. */
    enum Mode {
        ONLY,
        SHADOW,
        PARALLEL;

        private Router router(Backend primary, Backend other) {
            return switch (this) {
                case ONLY -> Router.only(primary);
                case SHADOW -> Router.shadow(primary, other);
                case PARALLEL -> Router.parallel(primary, other);
            };
        }
    }

    /** A kind of call, and all that the caller's thread sees of it. */
    record Line(Mode mode, Behaviour primary, Behaviour other, String cost) {
        /** What lines begin with, as others may print too. */
        static final String MARK = "cost: ";

        static Line parse(String line) {
            String[] parts = line.substring(MARK.length()).split(" ", 4);
            return new Line(Mode.valueOf(parts[0]), Behaviour.valueOf(parts[1]), Behaviour.valueOf(parts[2]), parts[3]);
        }

        @Override
        public String toString() {
            return MARK + String.join(" ", mode.name(), primary.name(), other.name(), cost);
        }
    }

    /** More than a lane has places: if it hangs, what is measured is dropped. */
    private static final int WARM_UP = 100;

    /** With as many as are measured, fewer than a lane has places: a call that is answered late may keep its own. */
    private static final int SHORT_WARM_UP = 20;

    private static final int MEASURED = 40;
    private static final int IN_ORDER = 2;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int warmUp;
    private final CountedBackend primary;
    private final CountedBackend other;
    private final RoutedLighthouse routed;

    private CallerCost(Mode mode, Behaviour primaryDoes, Behaviour otherDoes) {
        warmUp = primaryDoes == Behaviour.ANSWERS ? WARM_UP : SHORT_WARM_UP;
        int calls = warmUp + MEASURED + IN_ORDER;
        primary = new CountedBackend(primaryDoes, false, calls);
        // a caller in parallel begins both calls itself; what becomes of them is up to another thread
        other = new CountedBackend(otherDoes, mode == Mode.PARALLEL, calls);
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
        for (Mode mode : Mode.values()) {
            for (Behaviour primaryDoes : List.of(Behaviour.ANSWERS, Behaviour.ANSWERS_LATE)) {
                for (Behaviour otherDoes : Behaviour.values()) {
                    String cost = new CallerCost(mode, primaryDoes, otherDoes).measure();
                    System.out.println(new Line(mode, primaryDoes, otherDoes, cost));
                }
            }
        }
    }

    private String measure() throws InterruptedException {
        long bytes = Long.MAX_VALUE;
        for (int call = 0; call < warmUp + MEASURED; call++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            CompletableFuture<UInt64> answer = read();
            primary.letGo();
            long spent = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (!answer.join().equals(UInt64.ONE)) {
                throw new IllegalStateException("the caller has " + answer.join());
            }
            bytes = call < warmUp ? bytes : Math.min(bytes, spent);
            settle();
        }
        String cost = bytes + " bytes, " + primary.counts() + ", " + other.counts() + ", answered " + order();
        other.letGo();
        routed.close();
        return cost;
    }

    private CompletableFuture<UInt64> read() {
        return routed.call(EngineOperations.BLOCK_NUMBER, NoArgument.NONE, CallOptions.DEFAULT);
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
            read().thenRun(() -> order.append(name).append(Thread.currentThread() == caller ? "" : " elsewhere"));
        }
        primary.letGo();
        return order.toString().strip();
    }
}
