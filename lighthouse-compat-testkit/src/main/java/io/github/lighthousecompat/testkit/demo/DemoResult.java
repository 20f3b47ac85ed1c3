package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.route.RoutingStats;
import java.time.Duration;
import java.util.List;

/**
 * All that a run of the demo showed. Immutable.
 *
 * @param seed what it was made from
 * @param steps its steps, in order
 * @param blocks the chain, in order
 * @param vectors hashes of another implementation
 * @param calls the host's calls
 * @param stats what the routed client counted
 * @param replayed blocks that were handed over in all catch-ups
 * @param refusal why the way back was refused
 * @param disagreements what was not as it should be; empty after a good run
 * @param took how long all of it took
 */
record DemoResult(
        long seed,
        List<Step> steps,
        List<Block> blocks,
        Vectors vectors,
        CountedCaller.Counts calls,
        RoutingStats stats,
        int replayed,
        String refusal,
        List<String> disagreements,
        Duration took) {
    DemoResult {
        steps = List.copyOf(steps);
        blocks = List.copyOf(blocks);
        disagreements = List.copyOf(disagreements);
    }

    boolean isAgreed() {
        return disagreements.isEmpty();
    }

    long transactions() {
        return blocks.stream().mapToLong(Block::transactions).sum();
    }

    long withdrawals() {
        return blocks.stream().mapToLong(Block::withdrawals).sum();
    }

    long blobs() {
        return blocks.stream().mapToLong(Block::blobs).sum();
    }
}
