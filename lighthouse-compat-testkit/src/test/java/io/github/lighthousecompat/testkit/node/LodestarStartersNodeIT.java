package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.testkit.node.InteropValidators.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Beacon nodes start on a chain of their own and leave nothing behind. */
@RequiresNode
@Timeout(120)
class LodestarStartersNodeIT {
    private static final Bytes4 FORK = Bytes4.parse("0x03000001");

    /** A first installation takes as long as the network does, which is no matter of a test's limit. */
    @BeforeAll
    static void install() {
        List.of(NpmSet.CLIENT, NpmSet.CHAIN, NpmSet.NODE).forEach(NpmSet::installed);
    }

    @Test
    void lodestar_whenClosed_leavesNoProcessNoPortAndNoFile() {
        LodestarNode node = LodestarNode.start();
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        assertThat(children).contains(node.process(), node.executionLayer().process());
        assertThat(answers(node.beaconUrl())).isTrue();

        node.close();
        node.close();

        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(answers(node.beaconUrl())).isFalse();
        assertThat(Files.exists(node.executionLayer().genesisFile().getParent()))
                .isFalse();
    }

    @Test
    void chainOfPackages_drivenTwice_isTheSameAndLeavesNothing() {
        Hash32 first;
        try (LodestarDenebNode node = LodestarDenebNode.start()) {
            assertThat(node.advance(0)).isNotEqualTo(Hash32.ZERO);
            first = node.advance(3);
        }
        LodestarDenebNode node = LodestarDenebNode.start();
        assertThat(node.advance(3)).isEqualTo(first);
        assertThat(node.advance(1)).isNotEqualTo(first);

        node.close();
        node.close();

        assertThat(node.process().isAlive()).isFalse();
        assertThat(node.executionLayer().process().isAlive()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> node.advance(1));
    }

    @Test
    void signer_signsTheSameForTheSameAndNothingElse() throws Exception {
        try (InteropValidators one = InteropValidators.of(Hash32.ZERO);
                InteropValidators other = InteropValidators.of(Hash32.parse("0x" + "11".repeat(Hash32.SIZE)))) {
            var signature = one.sign(UInt64.ONE, Purpose.PROPOSAL, FORK, Hash32.ZERO);

            assertThat(one.sign(UInt64.ONE, Purpose.PROPOSAL, FORK, Hash32.ZERO))
                    .isEqualTo(signature);
            assertThat(List.of(
                            one.sign(UInt64.ZERO, Purpose.PROPOSAL, FORK, Hash32.ZERO),
                            one.sign(UInt64.ONE, Purpose.RANDAO, FORK, Hash32.ZERO),
                            one.sign(UInt64.ONE, Purpose.PROPOSAL, Bytes4.parse("0x04000001"), Hash32.ZERO),
                            other.sign(UInt64.ONE, Purpose.PROPOSAL, FORK, Hash32.ZERO)))
                    .doesNotContain(signature)
                    .doesNotHaveDuplicates();

            // the end of this stream is all that the process sees of a JVM that was killed
            other.endInput();
            assertThat(other.process().onExit().get(10, TimeUnit.SECONDS).isAlive())
                    .isFalse();
        }
    }

    private static boolean answers(URI url) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
