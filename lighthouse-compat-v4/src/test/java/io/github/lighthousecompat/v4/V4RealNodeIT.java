package io.github.lighthousecompat.v4;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.testkit.node.EthereumJsContract;

/** The v4 adapter on an execution layer that nobody here wrote. */
class V4RealNodeIT extends EthereumJsContract {
    @Override
    protected LighthouseApi create(LighthouseConfig config) {
        return Lighthouse.v4(config);
    }
}
