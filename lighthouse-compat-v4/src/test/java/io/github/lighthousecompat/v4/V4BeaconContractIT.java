package io.github.lighthousecompat.v4;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.testkit.BeaconContract;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.util.List;

/** With few workers, so that whatever blocks is noticed, and with time enough for a busy machine. */
class V4BeaconContractIT extends BeaconContract {
    @Override
    protected LighthouseApi create(FakeBeaconNode node) {
        return Lighthouse.v4(node.clientConfig()
                .name("v4-beacon")
                .workers(1)
                .timeoutMultiplier(10)
                .build());
    }

    @Override
    protected List<String> releases() {
        return List.of("v4.0.1", "v4.3.0", "v4.5.0");
    }
}
