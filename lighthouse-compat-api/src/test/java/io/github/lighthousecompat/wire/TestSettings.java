package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.call.JwtSecret;
import java.net.URI;

/** Configurations of clients under test. */
final class TestSettings {
    static final JwtSecret SECRET = JwtSecret.fromHex("07".repeat(32));

    private TestSettings() {}

    /** A client without an endpoint. */
    static LighthouseConfig.Builder named(String name) {
        LighthouseConfig.Builder builder = LighthouseConfig.builder();
        builder.name(name).forks(Payloads.FORKS);
        return builder;
    }

    /** A client of the endpoint at {@code url}. */
    static LighthouseConfig.Builder at(String name, URI url) {
        LighthouseConfig.Builder builder = named(name);
        builder.engineUrl(url).jwtSecret(SECRET);
        return builder;
    }
}
