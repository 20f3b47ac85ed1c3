package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.testkit.node.ChainDriver.Step;
import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@RequiresNode
class EthereumJsNodeIT {
    private static final long GENESIS = 1_700_000_000;

    @Test
    void start_onAMixedGenesis_crossesTheForkWithEveryKindOfTransaction() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.forkAt(Duration.ofSeconds(60)))) {
            EngineCalls calls = new EngineCalls(node);
            assertThat(calls.engine("engine_exchangeCapabilities", "[]")
                            .result()
                            .toString())
                    .contains("engine_newPayloadV2", "engine_newPayloadV3", "engine_getPayloadV3");
            ChainDriver chain = new ChainDriver(calls);

            List<String> hashes = node.send(TransactionKind.values());
            Step capella = chain.advance(2, GENESIS + 12);
            Step deneb = chain.advance(3, GENESIS + 60);

            assertThat(hashes).hasSize(5).allMatch(hash -> hash.matches("0x[0-9a-f]{64}"));
            assertThat(List.of(capella, deneb)).allSatisfy(step -> {
                assertThat(step.imported().result().get("status").asString()).isEqualTo("VALID");
                assertThat(step.head().body()).contains("\"VALID\"");
            });
            // the blob was taken in by the pool before the fork and waited for it
            assertThat(capella.transactionTypes()).containsExactly("legacy", "01", "02", "02");
            assertThat(deneb.transactionTypes()).containsExactly("03");
            assertThat(deneb.built().result().get("blobsBundle").get("blobs")).hasSize(1);
            assertThat(chain.head().get("hash").asString()).isEqualTo(deneb.hash());
            assertThat(calls.engine(
                                    "engine_forkchoiceUpdatedV2",
                                    ChainDriver.forkchoice(deneb.hash()),
                                    ChainDriver.attributes(GENESIS + 72, ""))
                            .body())
                    .contains("-38005");
        }
    }

    @Test
    void start_onDenebFromGenesis_takesABlobInItsFirstBlock() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.deneb())) {
            node.send(TransactionKind.BLOB);
            Step first = new ChainDriver(new EngineCalls(node)).advance(3, GENESIS + 12);

            assertThat(first.imported().body()).contains("\"VALID\"");
            assertThat(first.transactionTypes()).containsExactly("03");
        }
    }

    @Test
    void restart_keepsTheHeadAndTheAddresses() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella())) {
            ChainDriver chain = new ChainDriver(new EngineCalls(node));
            node.send(TransactionKind.LEGACY);
            Step first = chain.advance(2, GENESIS + 12);
            long before = node.process().pid();

            node.restart();

            assertThat(node.process().pid()).isNotEqualTo(before);
            assertThat(chain.head().get("hash").asString()).isEqualTo(first.hash());
            node.send(TransactionKind.LEGACY, TransactionKind.DYNAMIC_FEE);
            assertThat(chain.advance(2, GENESIS + 24).transactionTypes()).containsExactly("legacy", "02");
        }
    }

    @Test
    void engineUrl_withoutAToken_isRefused() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella())) {
            EngineCalls calls = new EngineCalls(node);
            String request = EngineCalls.request("engine_exchangeCapabilities", "[]");

            assertThat(calls.post(node.engineUrl(), request, "").status()).isEqualTo(401);
            assertThat(calls.post(node.engineUrl(), request, "Bearer " + EngineCalls.token(new byte[32]))
                            .status())
                    .isEqualTo(401);
            assertThatThrownBy(() -> node.send()).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void close_leavesNoProcessNoPortAndNoFile() throws Exception {
        EthereumJsNode node = EthereumJsNode.start(Genesis.capella());
        node.send(TransactionKind.LEGACY);
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        assertThat(children).contains(node.process());

        node.close();
        node.close();

        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.exists(node.genesisFile().getParent())).isFalse();
        assertThatThrownBy(() -> new Socket(
                                InetAddress.getLoopbackAddress(),
                                node.engineUrl().getPort())
                        .close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void process_whenItsStarterIsGone_ends() throws Exception {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella())) {
            // the end of this stream is all that the process sees of a JVM that was killed
            node.endInput();

            assertThat(node.process().onExit().get(10, TimeUnit.SECONDS).isAlive())
                    .isFalse();
        }
    }
}
