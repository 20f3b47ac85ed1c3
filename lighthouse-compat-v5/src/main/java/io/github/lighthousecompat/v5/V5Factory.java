package io.github.lighthousecompat.v5;

import io.github.lighthousecompat.AdapterFactory;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.call.LighthouseVersion;

/** Makes clients that speak as Lighthouse v5 does; {@link java.util.ServiceLoader} finds it. Stateless. */
public final class V5Factory implements AdapterFactory {
    /** For {@link java.util.ServiceLoader}. */
    public V5Factory() {}

    @Override
    public LighthouseVersion version() {
        return LighthouseVersion.V5;
    }

    @Override
    public LighthouseApi create(LighthouseConfig config) {
        return new V5Lighthouse(config);
    }
}
