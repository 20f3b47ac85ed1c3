package io.github.lighthousecompat.testkit.docs;

import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.config.MigrationSettings;

/** A client from what an operator says. */
final class FromSettings {
    private FromSettings() {}

    // snippet: FromSettings
    static LighthouseConfig v4(MigrationSettings settings) {
        LighthouseConfig.Builder config = LighthouseConfig.builder();
        return config.name("v4")
                .engineUrl(settings.v4Engine())
                .jwtSecret(settings.jwtSecretFile().map(JwtSecret::fromFile))
                .beaconUrl(settings.v4Beacon())
                .build();
    }
    // end
}
