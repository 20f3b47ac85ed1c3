package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.VerdictListener;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.threads.SystemTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a routed client add to a read whose answer is already there?
 *
 * <p>{@code mvn -q -Pbench package -Dargs="RoutingOverhead -prof gc"}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoutingOverhead {
    /** Where a routed client counts, besides in its own statistics. */
    public enum Meters {
        /** Nowhere. */
        NONE,
        /** In a registry of Micrometer. */
        MICROMETER
    }

    /** The backend by itself. */
    @State(Scope.Benchmark)
    public static class Direct {
        private final SystemTime time = new SystemTime("direct");
        private final Caller backend = new AnsweringCaller(LighthouseVersion.V5, time);

        /** Ends the clock's thread. */
        @TearDown
        public void tearDown() {
            time.close();
        }
    }

    /** One routed client per strategy, each over two backends. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH and the set-up fill the fields
    public static class Routed {
        @Param
        public Meters meters;

        private final SystemTime time = new SystemTime("routed");
        private final Backend old = Backend.of("old", new AnsweringCaller(LighthouseVersion.V4, time));
        private final Backend next = Backend.of("new", new AnsweringCaller(LighthouseVersion.V5, time));
        private final CallOptions unit = CallOptions.builder().unit("19426587").build();
        private final List<RoutedLighthouse> clients = new ArrayList<>();
        private RoutedLighthouse only;
        private RoutedLighthouse primaryWithFallback;
        private RoutedLighthouse canaryByHash;
        private RoutedLighthouse canaryByDraw;
        private RoutedLighthouse byHealth;
        private RoutedLighthouse shadow;
        private RoutedLighthouse shadowOfSome;
        private RoutedLighthouse parallel;

        /** Makes the clients, and checks that each gives the backend's answer. */
        @Setup
        public void setUp() {
            Weight half = Weight.percent(50);
            only = client("only", Router.only(old));
            primaryWithFallback = client("fallback", Router.primaryWithFallback(old, next));
            canaryByHash = client("hash", Router.canary(old, next, () -> half, Assignment.hash("rollout")));
            canaryByDraw = client("draw", Router.canary(old, next, () -> half, Assignment.random()));
            byHealth = client("health", Router.byHealth(old, next));
            shadow = client("shadow", Router.shadow(old, next));
            shadowOfSome = client("sample", Router.shadow(old, next, half));
            parallel = client("parallel", Router.parallel(old, next));
            for (RoutedLighthouse client : clients) {
                Check.equal(client.name(), read(client, CallOptions.DEFAULT).join(), UInt64.ONE);
            }
        }

        private RoutedLighthouse client(String name, Router router) {
            RoutedLighthouse.Builder builder = RoutedLighthouse.builder()
                    .name(name)
                    .backends(old, next)
                    .router(router)
                    .topology(Topology.SEPARATE)
                    .time(time);
            if (meters == Meters.MICROMETER) {
                builder.meterRegistry(new SimpleMeterRegistry());
            }
            RoutedLighthouse client = builder.build();
            clients.add(client);
            return client;
        }

        /** Closes the clients. */
        @TearDown
        public void tearDown() {
            clients.forEach(RoutedLighthouse::close);
            time.close();
        }
    }

    /** One routed client whose callers wait until their call was compared. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // the set-up fills the fields
    public static class Compared {
        private final SystemTime time = new SystemTime("compared");
        private final AtomicLong verdicts = new AtomicLong();
        private RoutedLighthouse client;

        /** Makes the client. */
        @Setup
        public void setUp() {
            Backend old = Backend.of("old", new AnsweringCaller(LighthouseVersion.V4, time));
            Backend next = Backend.of("new", new AnsweringCaller(LighthouseVersion.V5, time));
            VerdictListener listener = (operation, primary, other, verdict) -> verdicts.incrementAndGet();
            client = RoutedLighthouse.builder()
                    .backends(old, next)
                    .router(Router.shadow(old, next))
                    .topology(Topology.SEPARATE)
                    .listener(listener)
                    .time(time)
                    .build();
        }

        private CompletableFuture<UInt64> read() {
            long before = verdicts.get();
            CompletableFuture<UInt64> answer = RoutingOverhead.read(client, CallOptions.DEFAULT);
            while (verdicts.get() == before) {
                Thread.onSpinWait();
            }
            return answer;
        }

        /** Closes the client, and checks that it compared. */
        @TearDown
        public void tearDown() {
            client.close();
            time.close();
            Check.that("shadow", client.stats().count(Verdict.MATCH) > 0);
        }
    }

    /** How a composed client decides. */
    public enum Composition {
        /** A canary by session. */
        BY_SESSION,
        /** A canary in turns. */
        BY_TURN,
        /** A canary of whole processes. */
        BY_INSTANCE,
        /** A canary in turns, with another router for what is read. */
        OVERRIDING,
        /** A canary in turns under two kill switches, one of them a file. */
        KILLABLE,
        /** All of it. */
        TOGETHER;

        private Router router(Backend old, Backend next, SystemTime time) {
            Weight half = Weight.percent(50);
            Router turns = Router.canary(old, next, () -> half, Assignment.roundRobin());
            return switch (this) {
                case BY_SESSION -> Router.canary(old, next, () -> half, Assignment.sticky("rollout"));
                case BY_TURN -> turns;
                case BY_INSTANCE -> Router.canary(old, next, () -> half, Assignment.byInstance("rollout", "host"));
                case OVERRIDING -> turns.overriding(EngineOperations.BLOCK_NUMBER, Router.only(next));
                case KILLABLE -> killable(turns, old, time);
                case TOGETHER -> killable(turns.overriding(EngineOperations.CHAIN_ID, Router.only(next)), old, time);
            };
        }

        private static Router killable(Router router, Backend backend, SystemTime time) {
            Path file = Path.of("no-such-kill-switch");
            return router.killable(backend, KillSwitch.manual(), KillSwitch.file(file, time));
        }
    }

    /** One routed client, as a host has it. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH and the set-up fill the fields
    public static class Composed {
        @Param
        public Composition composition;

        private final SystemTime time = new SystemTime("composed");
        private final CallOptions options =
                CallOptions.builder().session("session_0").build();
        private RoutedLighthouse client;

        /** Makes the client, and checks that it gives the backend's answer. */
        @Setup
        public void setUp() {
            Backend old = Backend.of("old", new AnsweringCaller(LighthouseVersion.V4, time));
            Backend next = Backend.of("new", new AnsweringCaller(LighthouseVersion.V5, time));
            client = RoutedLighthouse.builder()
                    .backends(old, next)
                    .router(composition.router(old, next, time))
                    .topology(Topology.SEPARATE)
                    .time(time)
                    .build();
            Check.equal(composition.name(), read(client, options).join(), UInt64.ONE);
        }

        /** Closes the client. */
        @TearDown
        public void tearDown() {
            client.close();
            time.close();
        }
    }

    private static CompletableFuture<UInt64> read(Caller caller, CallOptions options) {
        return caller.call(EngineOperations.BLOCK_NUMBER, NoArgument.NONE, options);
    }

    /** The floor: the call itself. */
    @Benchmark
    public CompletableFuture<UInt64> direct(Direct state) {
        return read(state.backend, CallOptions.DEFAULT);
    }

    /** The floor of everything that measures how long a call takes. */
    @Benchmark
    public long twoClockReads(Direct state) {
        long begun = state.time.nanoTime();
        return state.time.nanoTime() - begun;
    }

    /** One backend. */
    @Benchmark
    public CompletableFuture<UInt64> only(Routed state) {
        return read(state.only, CallOptions.DEFAULT);
    }

    /** Two, of which the second is not needed. */
    @Benchmark
    public CompletableFuture<UInt64> primaryWithFallback(Routed state) {
        return read(state.primaryWithFallback, CallOptions.DEFAULT);
    }

    /** A canary of 50 % by the hash of the unit, which the caller names. */
    @Benchmark
    public CompletableFuture<UInt64> canaryByHash(Routed state) {
        return read(state.canaryByHash, state.unit);
    }

    /** A canary of 50 % by a draw. */
    @Benchmark
    public CompletableFuture<UInt64> canaryByDraw(Routed state) {
        return read(state.canaryByDraw, CallOptions.DEFAULT);
    }

    /** The other assignments, overrides and kill switches, with a session that the caller names. */
    @Benchmark
    public CompletableFuture<UInt64> composed(Composed state) {
        return read(state.client, state.options);
    }

    /** Two, of which the one that is well answers. */
    @Benchmark
    public CompletableFuture<UInt64> byHealth(Routed state) {
        return read(state.byHealth, CallOptions.DEFAULT);
    }

    /** Compared where the caller does not wait for it, and dropped as it is faster than that. */
    @Benchmark
    public CompletableFuture<UInt64> shadow(Routed state) {
        return read(state.shadow, CallOptions.DEFAULT);
    }

    /** The same with half of the calls. */
    @Benchmark
    public CompletableFuture<UInt64> shadowOfSome(Routed state) {
        return read(state.shadowOfSome, CallOptions.DEFAULT);
    }

    /** The same with callers who wait, so that nothing is dropped; the bytes are those of both threads. */
    @Benchmark
    public CompletableFuture<UInt64> shadowCompared(Compared state) {
        return state.read();
    }

    /** Both asked and compared. */
    @Benchmark
    public CompletableFuture<UInt64> parallel(Routed state) {
        return read(state.parallel, CallOptions.DEFAULT);
    }
}
