package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.testkit.node.EthereumJsNode;
import io.github.lighthousecompat.testkit.node.Genesis;
import io.github.lighthousecompat.testkit.node.RequiresNode;
import io.github.lighthousecompat.threads.SystemTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@RequiresNode
class CheckEthereumJsIT {
    @Test
    void check_onRealNodes_isReadyAndDrivesThem() {
        Genesis genesis = Genesis.forkAt(Duration.ofDays(1));
        try (EthereumJsNode v4 = EthereumJsNode.start(genesis);
                EthereumJsNode v5 = EthereumJsNode.start(genesis);
                SystemTime time = new SystemTime("check-it")) {
            Run driven = check(v4, v5, time, "--drive-chain", "--slot", "1");

            assertThat(driven.exit()).as(driven.out() + driven.err()).isEqualTo(Exit.AGREED);
            assertThat(driven.out()).contains("driven: 4 blocks, built by v4 and judged by both");

            Run read = check(v4, v5, time);

            assertThat(read.exit()).as(read.out() + read.err()).isEqualTo(Exit.AGREED);
            assertThat(read.out()).contains("4 of 4 recomputed").contains("possible until 2023-11-15 22:13:20 UTC");
        }
    }

    private static Run check(EthereumJsNode v4, EthereumJsNode v5, SystemTime time, String... more) {
        String[] args = {
            "--v4-engine", v4.engineUrl().toString(), "--v4-jwt-secret",
                    v4.jwtSecretFile().toString(),
            "--v5-engine", v5.engineUrl().toString(), "--v5-jwt-secret",
                    v5.jwtSecretFile().toString(),
            "--genesis", v4.genesisFile().toString()
        };
        String[] all = new String[args.length + more.length];
        System.arraycopy(args, 0, all, 0, args.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Run.check(time, all);
    }
}
