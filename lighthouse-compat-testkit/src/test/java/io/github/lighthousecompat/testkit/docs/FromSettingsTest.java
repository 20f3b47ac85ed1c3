package io.github.lighthousecompat.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.config.MigrationSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromSettingsTest {
    @Test
    void v4_nodeAlone_hasNoEngine() {
        LighthouseConfig config = FromSettings.v4(MigrationSettings.builder()
                .environment(Map.of("LIGHTHOUSE_V4_BEACON_URL", "http://bn:5052"))
                .build());

        assertThat(config.beaconUrl()).contains(URI.create("http://bn:5052"));
        assertThat(config.engineUrl()).isEmpty();
    }

    @Test
    void v4_nodeAndExecutionLayer_hasBoth(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("jwt.hex"), "5e".repeat(32));

        LighthouseConfig config = FromSettings.v4(MigrationSettings.builder()
                .environment(Map.of(
                        "LIGHTHOUSE_V4_BEACON_URL",
                        "http://bn:5052",
                        "EXECUTION_ENDPOINT",
                        "http://el:8551",
                        "JWT_SECRET_PATH",
                        secret.toString()))
                .build());

        assertThat(config.beaconUrl()).contains(URI.create("http://bn:5052"));
        assertThat(config.engineUrl()).contains(URI.create("http://el:8551"));
        assertThat(config.jwtSecret()).isPresent();
    }
}
