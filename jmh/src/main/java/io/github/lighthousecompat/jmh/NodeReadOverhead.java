package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.threads.SystemTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
 * What does a routed client over one execution layer add to a read of a node whose answer is already there?
 *
 * <p>{@code mvn -q -Pbench package -Dargs="NodeReadOverhead -prof gc"}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NodeReadOverhead {
    /** Whose node answers. */
    public enum Strategy {
        /** One. */
        ONLY,
        /** One, with another behind it. */
        FALLBACK,
        /** The one that is well. */
        BY_HEALTH,
        /** Half of the slots each. */
        CANARY,
        /** One, and another is looked at. */
        SHADOW,
        /** One, and another is asked beside it. */
        PARALLEL;

        private Router router(Backend one, Backend other) {
            Weight half = Weight.percent(50);
            return switch (this) {
                case ONLY -> Router.only(one);
                case FALLBACK -> Router.primaryWithFallback(one, other);
                case BY_HEALTH -> Router.byHealth(one, other);
                case CANARY -> Router.canary(one, other, () -> half, Assignment.hash("rollout"));
                case SHADOW -> Router.shadow(one, other);
                case PARALLEL -> Router.parallel(one, other);
            };
        }
    }

    /** One routed client over two nodes. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH and the set-up fill the fields
    public static class Nodes {
        @Param
        public Strategy strategy;

        private final SystemTime time = new SystemTime("nodes");
        private RoutedLighthouse client;

        /** Makes the client, and checks that it gives the node's answer. */
        @Setup
        public void setUp() {
            Backend old = Backend.of("old", new AnsweringCaller(LighthouseVersion.V4, time));
            Backend next = Backend.of("new", new AnsweringCaller(LighthouseVersion.V5, time));
            client = RoutedLighthouse.builder()
                    .backends(old, next)
                    .router(strategy.router(old, next))
                    .topology(Topology.SHARED)
                    .time(time)
                    .build();
            Check.that(strategy.name(), read().isDone() && !read().isCompletedExceptionally());
        }

        private CompletableFuture<?> read() {
            return client.call(BeaconOperations.FORKS, NoArgument.NONE, CallOptions.DEFAULT);
        }

        /** Closes the client. */
        @TearDown
        public void tearDown() {
            client.close();
            time.close();
        }
    }

    /** The read. */
    @Benchmark
    public CompletableFuture<?> read(Nodes state) {
        return state.read();
    }
}
