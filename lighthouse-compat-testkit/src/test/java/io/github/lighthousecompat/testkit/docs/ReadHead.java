package io.github.lighthousecompat.testkit.docs;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ExecutionBlock;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The first example of the README. */
final class ReadHead {
    private ReadHead() {}

    static void run() {
        // snippet: ReadHead
        LighthouseConfig config = LighthouseConfig.builder()
                .engineUrl(URI.create("http://localhost:8551"))
                .jwtSecret(JwtSecret.fromFile(Path.of("jwt.hex")))
                .forks(ForkSchedule.fromGenesis(Path.of("genesis.json")))
                .build();
        try (LighthouseApi lighthouse = Lighthouse.v4(config)) {
            EngineApi engine = lighthouse.engine();
            Optional<ExecutionBlock> head = Lighthouse.await(engine.block(BlockTag.LATEST));
            System.out.println(head.map(ExecutionBlock::hash));
        }
        // end
    }
}
