package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.node.EthereumJsNode;
import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import io.github.lighthousecompat.testkit.node.Genesis;
import io.github.lighthousecompat.testkit.node.RequiresNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A whole migration over two execution layers that nobody here wrote: attach, catch up, compare, move, cross the fork.
 */
@RequiresNode
@Timeout(180)
class RoutedRealNodeIT {
    private static final Duration TO_FORK = Duration.ofSeconds(132);

    @Test
    void migration_catchesUpAgreesAndCrossesTheFork() throws Exception {
        Genesis genesis = Genesis.forkAt(TO_FORK);
        try (EthereumJsNode first = EthereumJsNode.start(genesis);
                EthereumJsNode second = EthereumJsNode.start(genesis)) {
            LighthouseApi old = Lighthouse.v4(config(first));
            LighthouseApi young = Lighthouse.v5(config(second));
            Backend v4 = Backend.of("v4", old);
            Backend v5 = Backend.of("v5", young);
            try (RoutedLighthouse routed = RoutedLighthouse.builder()
                    .backends(v4)
                    .router(Router.only(v4))
                    .topology(Topology.SEPARATE)
                    .build()) {
                ChainDriver driver =
                        ChainDriver.over(routed.engine(), config(first).forks().orElseThrow());
                grow(first, routed, driver, 4);

                routed.attach(v5).get(60, TimeUnit.SECONDS);
                assertSameHead(driver, old, young);

                routed.router(Router.parallel(v4, v5));
                grow(first, routed, driver, 3);
                assertSameHead(driver, old, young);

                second.restart();
                routed.router(Router.primaryWithFallback(v5, v4));
                grow(second, routed, driver, 3);
                assertThat(routed.stats().count(Verdict.CONFLICT)).isZero();
                assertThat(routed.stats().count(Verdict.MISMATCH)).isZero();
                assertSameHead(driver, old, young);

                NewPayloadRequest afterTheFork = grow(second, routed, driver, 3);
                assertThat(afterTheFork.fork()).isEqualTo(Fork.DENEB);
                assertThat(routed.states()).containsEntry("v4", BackendState.OUTDATED);
                assertThatThrownBy(() -> routed.router(Router.only(v4)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Capella (Shanghai)");
            }
        }
    }

    private static LighthouseConfig config(EthereumJsNode node) {
        return LighthouseConfig.builder()
                .engineUrl(node.engineUrl())
                .jwtSecret(JwtSecret.fromFile(node.jwtSecretFile()))
                .forks(ForkSchedule.fromGenesis(node.genesisFile()))
                .timeoutMultiplier(10)
                .build();
    }

    /** Builds and imports blocks with transactions, and prints each; the last one is returned. */
    private static NewPayloadRequest grow(EthereumJsNode node, LighthouseApi client, ChainDriver driver, int blocks) {
        NewPayloadRequest block = grow(node, client, driver);
        for (int i = 1; i < blocks; i++) {
            block = grow(node, client, driver);
        }
        return block;
    }

    private static NewPayloadRequest grow(EthereumJsNode node, LighthouseApi client, ChainDriver driver) {
        node.send(TransactionKind.LEGACY, TransactionKind.DYNAMIC_FEE);
        if (driver.attributes().fork() == Fork.DENEB) {
            node.send(TransactionKind.BLOB);
        }
        NewPayloadRequest block = driver.build();
        driver.importBlock(block);
        System.out.printf(
                "accepted by @ethereumjs/client through a router, primary %s: %s block %s, %s%n",
                client.version().label(),
                block.fork().consensusName(),
                block.payload().blockNumber(),
                block.payload().blockHash());
        return block;
    }

    private static void assertSameHead(ChainDriver driver, LighthouseApi one, LighthouseApi two) {
        assertThat(headOf(driver, one)).isEqualTo(headOf(driver, two));
    }

    /**
     * The head once all is through that was fed before: a repeated forkchoice waits its turn in the lane of the
     * adapter.
     */
    private static Optional<ExecutionBlock> headOf(ChainDriver driver, LighthouseApi api) {
        PayloadStatus status = Lighthouse.await(api.engine().forkchoiceUpdated(driver.forkchoice()));
        assertThat(status.isValid()).isTrue();
        return Lighthouse.await(api.engine().block(BlockTag.LATEST));
    }
}
