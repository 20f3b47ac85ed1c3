package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Does a caller wait longer because somebody else is looked at? The p99 of {@code newPayload} and of a read against a
 * node that holds each answer for 20 ms, alone, in shadow and in parallel; both versions are clients of that one node,
 * so that each shadow call is made for the comparison alone.
 *
 * <p>Ends with code 1 if a mode's p99 is more than 5 % above that of the client alone and the difference is beyond the
 * 95 % range of what two runs of the same showed.
 *
 * <p>{@code mvn -q -Pbench package -Drun.class=io.github.lighthousecompat.jmh.TailLatency}
 */
public final class TailLatency {
    private static final Duration HELD = Duration.ofMillis(20);
    private static final int ROUNDS = 5;
    private static final int TURNS = 3;
    /** So many that what a turn leaves behind for the next one is no part of its tail. */
    private static final int CALLS = 50;

    private static final double MOST = 1.05;
    /** A busy machine makes a benchmark slow, not fail. */
    private static final int PATIENCE = 30;

    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.of(1_000_000), ForkSchedule.NEVER);

    private TailLatency() {}

    /** Measures, prints two tables and judges. */
    public static void main(String[] arguments) {
        boolean areGood;
        try (FakeExecutionNode node =
                FakeExecutionNode.builder(ChainSpec.of(FORKS)).start()) {
            LighthouseConfig config =
                    node.clientConfig().timeoutMultiplier(PATIENCE).build();
            try (LighthouseApi old = Lighthouse.v4(config);
                    LighthouseApi young = Lighthouse.v5(config)) {
                NewPayloadRequest block = ChainDriver.over(old.engine(), FORKS).build();
                node.script().onAny().delay(HELD);
                Consumer<EngineApi> write = engine -> Check.that(
                        "VALID", Lighthouse.await(engine.newPayload(block)).isValid());
                areGood = measure("newPayload", old, young, write);
                areGood = measure("a read", old, young, engine -> Lighthouse.await(engine.blockNumber())) && areGood;
            }
        }
        if (!areGood) {
            System.exit(1);
        }
    }

    private static boolean measure(String thing, LighthouseApi old, LighthouseApi young, Consumer<EngineApi> call) {
        Backend v4 = Backend.borrowed("v4", old);
        Backend v5 = Backend.borrowed("v5", young);
        Rounds rounds = new Rounds(thing, ROUNDS, TURNS, CALLS, MOST);
        rounds.add("alone", () -> new Client(call, Router.only(v4), v4));
        rounds.add("alone again", () -> new Client(call, Router.only(v4), v4));
        rounds.add("shadow", () -> new Client(call, Router.shadow(v4, v5), v4, v5));
        rounds.add("parallel", () -> new Client(call, Router.parallel(v4, v5), v4, v5));
        return rounds.hold();
    }

    /** A client in one mode. */
    private static final class Client implements Rounds.Doer {
        private final Consumer<EngineApi> call;
        private final RoutedLighthouse routed;

        Client(Consumer<EngineApi> call, Router router, Backend... backends) {
            this.call = call;
            this.routed = RoutedLighthouse.builder()
                    .backends(backends)
                    .topology(Topology.SHARED)
                    .router(router)
                    .build();
        }

        @Override
        public void once() {
            call.accept(routed.engine());
        }

        @Override
        public void close() {
            routed.close();
        }
    }
}
