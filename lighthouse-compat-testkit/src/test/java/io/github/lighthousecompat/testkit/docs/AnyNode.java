package io.github.lighthousecompat.testkit.docs;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.bytes.Hash32;
import java.net.URI;
import java.util.Optional;

/** The example of the README that names no version. */
final class AnyNode {
    private AnyNode() {}

    static void run() {
        // snippet: AnyNode
        LighthouseConfig config = LighthouseConfig.builder()
                .beaconUrl(URI.create("http://localhost:5052"))
                .build();
        try (LighthouseApi lighthouse = Lighthouse.await(Lighthouse.connect(config))) {
            BeaconApi node = lighthouse.beacon();
            Optional<ChainAnswer<Hash32>> head = Lighthouse.await(node.chain().blockRoot(BlockId.HEAD));
            System.out.println(head.map(ChainAnswer::data));
        }
        // end
    }
}
