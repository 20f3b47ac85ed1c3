package io.github.lighthousecompat.v5;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.testkit.node.EthereumJsContract;

/** The v5 adapter on an execution layer that nobody here wrote. */
class V5RealNodeIT extends EthereumJsContract {
    @Override
    protected LighthouseApi create(LighthouseConfig config) {
        return Lighthouse.v5(config);
    }
}
