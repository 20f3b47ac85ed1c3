package io.github.lighthousecompat.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.LighthouseV4;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class V4FactoryTest {
    private final LighthouseConfig config = LighthouseConfig.builder()
            .name("mine")
            .forks(ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER))
            .build();

    @Test
    void create_byServiceLoader_isAClientOfThisVersion() {
        try (LighthouseV4 client = Lighthouse.v4(config)) {
            assertThat(client).isInstanceOf(V4Lighthouse.class);
            assertThat(client.name()).isEqualTo("mine");
            assertThat(client.version()).isEqualTo(LighthouseVersion.V4);
            assertThat(client.<String>fold(v4 -> "v4", v5 -> "v5", routed -> "routed"))
                    .isEqualTo("v4");
        }
    }

    @Test
    void slotTime_isThatOfTheChainAndSoAreTheLimits() {
        LighthouseConfig quick = LighthouseConfig.builder()
                .from(config)
                .slotTime(Duration.ofSeconds(2))
                .timeoutMultiplier(3)
                .build();
        try (LighthouseV4 client = Lighthouse.v4(quick);
                LighthouseV4 other = Lighthouse.v4(config)) {
            assertThat(client.slotTime()).isEqualTo(Duration.ofSeconds(2));
            assertThat(client.limit(BeaconOperations.PRODUCE_BLOCK)).isEqualTo(Duration.ofSeconds(3));
            assertThat(other.slotTime()).isEqualTo(Duration.ofSeconds(12));
            assertThat(other.limit(BeaconOperations.PRODUCE_BLOCK)).isEqualTo(Duration.ofSeconds(6));
        }
    }

    @Test
    void call_withoutEndpoint_isNotConfigured() {
        try (LighthouseV4 client = Lighthouse.v4(config)) {
            assertThatThrownBy(() -> Lighthouse.await(client.engine().chainId()))
                    .isInstanceOf(LighthouseException.NotConfigured.class)
                    .hasMessageContaining("engineUrl");
        }
    }
}
