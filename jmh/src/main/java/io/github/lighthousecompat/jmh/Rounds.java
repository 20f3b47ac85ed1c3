package io.github.lighthousecompat.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * The tails of several ways to do one thing, which take turns, so that what else the machine does meets all of them.
 * Two of the ways are the same (A/A), and their differences say what this machine can tell apart.
 *
 * <p>For what JMH does not ask: the tail of calls that mostly wait, side by side. Used once, by one thread.
 */
final class Rounds {
    private static final int FIRST = 50;

    private final String thing;
    private final int rounds;
    private final int turns;
    private final int calls;
    private final double most;
    private final List<Way> ways = new ArrayList<>();

    /**
     * Rounds without a way yet; the first two that are added are to be the same.
     *
     * @param thing what is done, for the table
     * @param rounds how many rounds there are, each with a p99 of its own for each way
     * @param turns how often it is the turn of each way in a round
     * @param calls how often a way does it in one turn
     * @param most how much of the first way's tail another may have
     */
    Rounds(String thing, int rounds, int turns, int calls, double most) {
        this.thing = thing;
        this.rounds = rounds;
        this.turns = turns;
        this.calls = calls;
        this.most = most;
    }

    /** Something that does the thing, for one round. */
    interface Doer extends AutoCloseable {
        /** Does it once. */
        void once();

        @Override
        void close();
    }

    /**
     * One way: the nanoseconds of the round that is under way, and p50 and p99 of each that is over, in microseconds.
     */
    private static final class Way {
        private final String name;
        private final Supplier<Doer> make;
        private final long[] times;
        private final List<Double> middles = new ArrayList<>();
        private final List<Double> tails = new ArrayList<>();

        Way(String name, Supplier<Doer> make, int count) {
            this.name = name;
            this.make = make;
            this.times = new long[count];
        }

        void turn(Doer doer, int from, int count) {
            for (int i = from; i < from + count; i++) {
                long begun = System.nanoTime();
                doer.once();
                times[i] = System.nanoTime() - begun;
            }
        }

        void endRound() {
            Arrays.sort(times);
            middles.add(quantile(0.5));
            tails.add(quantile(0.99));
        }

        private double quantile(double share) {
            return times[(int) Math.ceil(share * times.length) - 1] / 1_000.0;
        }

        void forget() {
            middles.clear();
            tails.clear();
        }
    }

    private record Running(Way way, Doer doer) {}

    /** Adds a way; what {@code make} makes does the thing in one round. */
    void add(String name, Supplier<Doer> make) {
        ways.add(new Way(name, make, turns * calls));
    }

    /**
     * Measures, after a round that warms up, and prints a table.
     *
     * <p>A way is compared with the first one round by round: by the median of the differences of their tails. What is
     * more than the limit and yet within the 95 % range of the A/A differences is told apart: this machine can't say.
     *
     * @return whether no way is beyond both
     */
    boolean hold() {
        // nobody is always the first, or has always the same place in memory
        List<Way> order = new ArrayList<>(ways);
        for (int round = 0; round <= rounds; round++) {
            round(order);
            if (round == 0) {
                ways.forEach(Way::forget);
            }
            Collections.rotate(order, 1);
        }
        double noise = range(differences(ways.get(1)));
        double first = median(ways.get(0).tails);
        boolean areGood = true;
        System.out.printf(
                "| %s, %d rounds of %d | p50 | p99 | to %s | verdict |%n",
                thing, rounds, turns * calls, ways.get(0).name);
        System.out.println("| --- | --- | --- | --- | --- |");
        for (Way way : ways) {
            double difference = median(differences(way));
            String verdict = difference <= (most - 1) * first ? "holds" : difference <= noise ? "as A/A" : "missed";
            areGood &= !verdict.equals("missed");
            System.out.printf(
                    "| %s | %.0f us | %.0f us | %+.1f %% | %s |%n",
                    way.name, median(way.middles), median(way.tails), 100 * difference / first, verdict);
        }
        System.out.printf(
                "95 of 100 differences of two ways that are the same are within about %.0f us (%.1f %%)%n",
                noise, 100 * noise / first);
        return areGood;
    }

    /** How much later a way's tail is than the first one's, in each round. */
    private List<Double> differences(Way way) {
        List<Double> differences = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            differences.add(way.tails.get(round) - ways.get(0).tails.get(round));
        }
        return differences;
    }

    /**
     * Half of the range that holds 95 of 100 such differences, as far as a few of them tell, if they are spread as
     * errors are: about zero, as the ways are the same, so that a machine which favours one of them is seen to be no
     * better than that.
     */
    private static double range(List<Double> differences) {
        double squares = differences.stream().mapToDouble(d -> d * d).sum();
        return 1.96 * Math.sqrt(squares / differences.size());
    }

    private void round(List<Way> order) {
        List<Running> running = new ArrayList<>();
        try {
            for (Way way : order) {
                running.add(new Running(way, way.make.get()));
            }
            // what only comes first is no part of the tail
            running.forEach(each -> each.way().turn(each.doer(), 0, Math.min(FIRST, turns * calls)));
            for (int turn = 0; turn < turns; turn++) {
                int from = turn * calls;
                running.forEach(each -> each.way().turn(each.doer(), from, calls));
                Collections.rotate(running, 1);
            }
        } finally {
            running.forEach(each -> each.doer().close());
        }
        ways.forEach(Way::endRound);
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
