package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import java.time.Duration;

/**
 * Does a caller wait longer because somebody else is looked at? The p99 of {@code newPayload} against clients that hold
 * each answer for 20 ms, alone, in shadow and in parallel.
 *
 * <p>Ends with code 1 if a mode's p99 is more than 5 % above that of the client alone and the difference is beyond all that
 * two runs of the same showed.
 *
 * <p>{@code mvn -q -Pbench package -Drun.class=io.github.lighthousecompat.jmh.TailLatency}
 */
public final class TailLatency {
    private static final Duration HELD = Duration.ofMillis(20);
    private static final int ROUNDS = 5;
    private static final int TURNS = 6;
    /** So many that what a turn leaves behind for the next one is no part of its tail. */
    private static final int CALLS = 50;

    private static final double MOST = 1.05;
    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.of(1_000_000), ForkSchedule.NEVER);

    private TailLatency() {}

    /** Measures, prints a table and judges. */
    public static void main(String[] arguments) {
        ChainSpec chain = ChainSpec.of(FORKS);
        try (FakeLighthouseV4 old = FakeLighthouseV4.builder().chain(chain).build();
                FakeLighthouseV5 young = FakeLighthouseV5.builder().chain(chain).build()) {
            NewPayloadRequest block = ChainDriver.over(old.engine(), FORKS).build();
            old.script().on(EngineOperations.NEW_PAYLOAD).delay(HELD);
            young.script().on(EngineOperations.NEW_PAYLOAD).delay(HELD);
            Backend v4 = Backend.borrowed("v4", old);
            Backend v5 = Backend.borrowed("v5", young);
            Rounds rounds = new Rounds("newPayload", ROUNDS, TURNS, CALLS, MOST);
            rounds.add("alone", () -> new Client(block, Router.only(v4), v4));
            rounds.add("alone again", () -> new Client(block, Router.only(v4), v4));
            rounds.add("shadow", () -> new Client(block, Router.shadow(v4, v5), v4, v5));
            rounds.add("parallel", () -> new Client(block, Router.parallel(v4, v5), v4, v5));
            if (!rounds.hold()) {
                System.exit(1);
            }
        }
    }

    /** A client in one mode. */
    private static final class Client implements Rounds.Doer {
        private final NewPayloadRequest block;
        private final RoutedLighthouse routed;

        Client(NewPayloadRequest block, Router router, Backend... backends) {
            this.block = block;
            this.routed = RoutedLighthouse.builder()
                    .backends(backends)
                    .topology(Topology.SEPARATE)
                    .router(router)
                    .build();
        }

        @Override
        public void once() {
            Check.that(
                    "VALID", Lighthouse.await(routed.engine().newPayload(block)).isValid());
        }

        @Override
        public void close() {
            routed.close();
        }
    }
}
