package io.github.lighthousecompat.v5;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.testkit.BeaconContract;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.util.List;

/** With few workers, so that whatever blocks is noticed, and with time enough for a busy machine. */
class V5BeaconContractIT extends BeaconContract {
    @Override
    protected LighthouseApi create(FakeBeaconNode node) {
        return Lighthouse.v5(node.clientConfig()
                .name("v5-beacon")
                .workers(1)
                .timeoutMultiplier(10)
                .build());
    }

    @Override
    protected List<String> releases() {
        return List.of("v4.6.0", "v5.0.0", "v5.2.1", "v5.3.0");
    }
}
