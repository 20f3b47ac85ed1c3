package io.github.lighthousecompat.v4;

import io.github.lighthousecompat.AdapterFactory;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.call.LighthouseVersion;

/** Makes clients that speak as Lighthouse v4 does; {@link java.util.ServiceLoader} finds it. Stateless. */
public final class V4Factory implements AdapterFactory {
    /** For {@link java.util.ServiceLoader}. */
    public V4Factory() {}

    @Override
    public LighthouseVersion version() {
        return LighthouseVersion.V4;
    }

    @Override
    public LighthouseApi create(LighthouseConfig config) {
        return new V4Lighthouse(config);
    }
}
