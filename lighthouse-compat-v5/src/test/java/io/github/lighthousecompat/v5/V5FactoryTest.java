package io.github.lighthousecompat.v5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.LighthouseV5;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class V5FactoryTest {
    private final LighthouseConfig config = LighthouseConfig.builder()
            .name("mine")
            .forks(ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER))
            .build();

    @Test
    void create_byServiceLoader_isAClientOfThisVersion() {
        try (LighthouseV5 client = Lighthouse.v5(config)) {
            assertThat(client).isInstanceOf(V5Lighthouse.class);
            assertThat(client.name()).isEqualTo("mine");
            assertThat(client.version()).isEqualTo(LighthouseVersion.V5);
            assertThat(client.<String>fold(v4 -> "v4", v5 -> "v5", routed -> "routed"))
                    .isEqualTo("v5");
        }
    }

    @Test
    void engineEndpoint_isTheUrlWithoutSecrets() {
        LighthouseConfig driver = LighthouseConfig.builder()
                .from(config)
                .engineUrl(URI.create("http://el:8551/rpc?key=secret"))
                .jwtSecret(JwtSecret.from(() -> new byte[32]))
                .build();
        try (LighthouseV5 client = Lighthouse.v5(driver);
                LighthouseV5 other = Lighthouse.v5(config)) {
            assertThat(client.engineEndpoint()).contains(URI.create("http://el:8551/rpc"));
            assertThat(other.engineEndpoint()).isEmpty();
        }
    }

    @Test
    void slotTime_isThatOfTheChainAndSoAreTheLimits() {
        LighthouseConfig quick = LighthouseConfig.builder()
                .from(config)
                .slotTime(Duration.ofSeconds(2))
                .timeoutMultiplier(3)
                .build();
        try (LighthouseV5 client = Lighthouse.v5(quick);
                LighthouseV5 other = Lighthouse.v5(config)) {
            assertThat(client.slotTime()).isEqualTo(Duration.ofSeconds(2));
            assertThat(client.limit(BeaconOperations.PRODUCE_BLOCK)).isEqualTo(Duration.ofSeconds(3));
            assertThat(other.slotTime()).isEqualTo(Duration.ofSeconds(12));
            assertThat(other.limit(BeaconOperations.PRODUCE_BLOCK)).isEqualTo(Duration.ofSeconds(6));
        }
    }

    @Test
    void call_withoutEndpoint_isNotConfigured() {
        try (LighthouseV5 client = Lighthouse.v5(config)) {
            assertThatThrownBy(() -> Lighthouse.await(client.engine().chainId()))
                    .isInstanceOf(LighthouseException.NotConfigured.class)
                    .hasMessageContaining("engineUrl");
        }
    }
}
