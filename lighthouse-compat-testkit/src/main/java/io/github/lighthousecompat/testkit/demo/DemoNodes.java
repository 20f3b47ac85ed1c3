package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two execution nodes on loopback with one genesis, each filling its blocks in its own way, with a client before each.
 */
final class DemoNodes implements AutoCloseable {
    private static final int TRANSACTIONS = 12;
    private static final int BLOBS = 2;
    /** A virtual machine that has just started, on a machine that does other things too, must not miss a deadline. */
    private static final int PATIENCE = 10;

    private final List<Runnable> closing = new ArrayList<>();
    private final Side v4;
    private final Side v5;

    private DemoNodes(DemoPlan plan, long seed) {
        try {
            v4 = side(node(plan, seed), "demo-v4", Lighthouse::v4);
            v5 = side(node(plan, ~seed), "demo-v5", Lighthouse::v5);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts both.
     *
     * @throws IllegalStateException if there is no adapter for one of the versions
     */
    static DemoNodes start(DemoPlan plan, long seed) {
        return new DemoNodes(plan, seed);
    }

    /** The first node behind v4. */
    Side v4() {
        return v4;
    }

    /** The second node behind v5. */
    Side v5() {
        return v5;
    }

    private FakeExecutionNode node(DemoPlan plan, long seed) {
        FakeExecutionNode node = FakeExecutionNode.builder(ChainSpec.builder()
                        .forks(plan.forks())
                        .seed(seed)
                        .transactionsPerBlock(TRANSACTIONS)
                        .blobsPerBlock(BLOBS)
                        .build())
                .start();
        closing.add(node::close);
        return node;
    }

    private Side side(FakeExecutionNode node, String name, Function<LighthouseConfig, LighthouseApi> adapter) {
        LighthouseApi client = adapter.apply(node.clientConfig()
                .name(name)
                .timeoutMultiplier(PATIENCE)
                // in the end all blocks are asked for at once
                .queueCapacity(DemoPlan.MOST)
                .build());
        closing.add(client::close);
        return new Side(client, new Side.Node() {
            @Override
            public void deny(Hash32 block) {
                node.judge(hash -> hash.equals(block)
                        ? Optional.of(PayloadStatus.invalid(Optional.empty(), "put in by the demo"))
                        : Optional.empty());
            }

            @Override
            public void mend() {
                node.judge(hash -> Optional.empty());
            }

            @Override
            public void kill() {
                node.kill();
            }

            @Override
            public void revive() {
                node.revive();
            }
        });
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
