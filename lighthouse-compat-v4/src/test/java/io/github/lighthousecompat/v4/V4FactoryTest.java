package io.github.lighthousecompat.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.LighthouseV4;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
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
    void call_withoutEndpoint_isNotConfigured() {
        try (LighthouseV4 client = Lighthouse.v4(config)) {
            assertThatThrownBy(() -> Lighthouse.await(client.engine().chainId()))
                    .isInstanceOf(LighthouseException.NotConfigured.class)
                    .hasMessageContaining("engineUrl");
        }
    }
}
