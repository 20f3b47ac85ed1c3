package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Does a caller wait longer because somebody else is looked at? The p99 of {@code newPayload} against clients that hold
 * each answer for 20 ms, alone, in shadow and in parallel.
 *
 * <p>Not a JMH benchmark, as what is asked about is the tail of calls that mostly wait: rounds in which all modes take
 * turns, and two of them are the same (A/A), whose differences say what this machine can tell apart. It ends with code 1 if
 * a mode's p99 is more than 5 % above that of the client alone and the difference is beyond all that A/A showed.
 *
 * <p>{@code mvn -q -Pbench package -Drun.class=io.github.lighthousecompat.jmh.TailLatency}
 */
public final class TailLatency {
    private static final Duration HELD = Duration.ofMillis(20);
    private static final int ROUNDS = 5;
    private static final int CALLS = 300;
    private static final int WARM_UP = 50;
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
            List<Run> runs = List.of(
                    Run.of("alone", Router.only(v4), v4),
                    Run.of("alone again", Router.only(v4), v4),
                    Run.of("shadow", Router.shadow(v4, v5), v4, v5),
                    Run.of("parallel", Router.parallel(v4, v5), v4, v5));
            measure(runs, block);
            runs.forEach(run -> run.client().close());
            if (!judge(runs)) {
                System.exit(1);
            }
        }
    }

    /**
     * One mode.
     *
     * @param tails the p99 of each round, in microseconds
     */
    private record Run(String mode, RoutedLighthouse client, List<Double> tails) {
        static Run of(String mode, Router router, Backend... backends) {
            RoutedLighthouse client = RoutedLighthouse.builder()
                    .backends(backends)
                    .topology(Topology.SEPARATE)
                    .router(router)
                    .build();
            return new Run(mode, client, new ArrayList<>());
        }

        double median() {
            return tails.stream().sorted().toList().get(tails.size() / 2);
        }
    }

    private static void measure(List<Run> runs, NewPayloadRequest block) {
        runs.forEach(run -> tail(run.client(), block, WARM_UP));
        List<Run> order = new ArrayList<>(runs);
        for (int round = 0; round < ROUNDS; round++) {
            for (Run run : order) {
                run.tails().add(tail(run.client(), block, CALLS));
            }
            // nobody is always the first
            order.add(order.remove(0));
        }
    }

    private static double tail(LighthouseApi client, NewPayloadRequest block, int calls) {
        long[] times = new long[calls];
        for (int i = 0; i < calls; i++) {
            long begun = System.nanoTime();
            Check.that(
                    "VALID", Lighthouse.await(client.engine().newPayload(block)).isValid());
            times[i] = System.nanoTime() - begun;
        }
        Arrays.sort(times);
        return times[(int) Math.ceil(0.99 * calls) - 1] / 1_000.0;
    }

    private static boolean judge(List<Run> runs) {
        Run alone = runs.get(0);
        Run again = runs.get(1);
        double noise = 0;
        for (int round = 0; round < ROUNDS; round++) {
            noise = Math.max(
                    noise, Math.abs(again.tails().get(round) - alone.tails().get(round)));
        }
        boolean isGood = true;
        System.out.println("| mode | p99 of newPayload, median of " + ROUNDS + " rounds | to alone | verdict |");
        System.out.println("| --- | --- | --- | --- |");
        for (Run run : runs) {
            double tail = run.median();
            boolean holds = tail <= MOST * alone.median() || tail - alone.median() <= noise;
            isGood &= holds;
            System.out.printf(
                    "| %s | %.0f us | %+.1f %% | %s |%n",
                    run.mode(), tail, 100 * (tail / alone.median() - 1), holds ? "holds" : "missed");
        }
        System.out.printf("two runs of the same differ by up to %.0f us%n", noise);
        return isGood;
    }
}
