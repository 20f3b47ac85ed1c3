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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            Map<String, RoutedLighthouse> modes = new LinkedHashMap<>();
            modes.put("alone", client(Router.only(v4), v4));
            modes.put("alone again", client(Router.only(v4), v4));
            modes.put("shadow", client(Router.shadow(v4, v5), v4, v5));
            modes.put("parallel", client(Router.parallel(v4, v5), v4, v5));
            boolean isGood = judge(measure(modes, block));
            modes.values().forEach(RoutedLighthouse::close);
            if (!isGood) {
                System.exit(1);
            }
        }
    }

    private static RoutedLighthouse client(Router router, Backend... backends) {
        return RoutedLighthouse.builder()
                .backends(backends)
                .topology(Topology.SEPARATE)
                .router(router)
                .build();
    }

    /** The p99 of each round, in microseconds, by mode. */
    private static Map<String, double[]> measure(Map<String, RoutedLighthouse> modes, NewPayloadRequest block) {
        Map<String, double[]> tails = new LinkedHashMap<>();
        modes.forEach((mode, client) -> {
            tails.put(mode, new double[ROUNDS]);
            tail(client, block, WARM_UP);
        });
        List<String> order = new ArrayList<>(modes.keySet());
        for (int round = 0; round < ROUNDS; round++) {
            for (String mode : order) {
                tails.get(mode)[round] = tail(modes.get(mode), block, CALLS);
            }
            // nobody is always the first
            order.add(order.remove(0));
        }
        return tails;
    }

    private static double tail(LighthouseApi client, NewPayloadRequest block, int calls) {
        long[] times = new long[calls];
        for (int i = 0; i < calls; i++) {
            long begun = System.nanoTime();
            Check.that("VALID", Lighthouse.await(client.engine().newPayload(block)).isValid());
            times[i] = System.nanoTime() - begun;
        }
        Arrays.sort(times);
        return times[(int) Math.ceil(0.99 * calls) - 1] / 1_000.0;
    }

    private static boolean judge(Map<String, double[]> tails) {
        double[] alone = tails.get("alone");
        double[] again = tails.get("alone again");
        double noise = 0;
        for (int round = 0; round < ROUNDS; round++) {
            noise = Math.max(noise, Math.abs(again[round] - alone[round]));
        }
        double reference = median(alone);
        boolean isGood = true;
        System.out.println("| mode | p99 of newPayload, median of " + ROUNDS + " rounds | to alone | verdict |");
        System.out.println("| --- | --- | --- | --- |");
        for (Map.Entry<String, double[]> mode : tails.entrySet()) {
            double tail = median(mode.getValue());
            boolean holds = tail <= MOST * reference || tail - reference <= noise;
            isGood &= holds;
            System.out.printf(
                    "| %s | %.0f us | %+.1f %% | %s |%n",
                    mode.getKey(), tail, 100 * (tail / reference - 1), holds ? "holds" : "missed");
        }
        System.out.printf("two runs of the same differ by up to %.0f us%n", noise);
        return isGood;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
