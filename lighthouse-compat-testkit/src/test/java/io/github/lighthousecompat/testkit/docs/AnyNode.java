package io.github.lighthousecompat.testkit.docs;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.JwtSecret;
import java.net.URI;
import java.nio.file.Path;

/** The first example of the README, which names no version. */
final class AnyNode {
    private AnyNode() {}

    static void run() {
        // snippet: AnyNode
        LighthouseConfig config = LighthouseConfig.builder()
                .beaconUrl(URI.create("http://localhost:5052"))
                .engineUrl(URI.create("http://localhost:8551"))
                .jwtSecret(JwtSecret.fromFile(Path.of("jwt.hex")))
                .build();
        try (LighthouseApi api = Lighthouse.await(Lighthouse.connect(config))) {
            UInt64 block = Lighthouse.await(api.engine().blockNumber());
            NodeHealth health = Lighthouse.await(api.beacon().node().health());
            System.out.println("block " + block + ", the node is " + health);
        }
        // end
    }
}
