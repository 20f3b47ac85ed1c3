package io.github.lighthousecompat.v5;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host that has the module of this version alone finds out what its node is all the same. */
@Timeout(60)
class V5ConnectIT {
    private static LighthouseConfig patient(FakeBeaconNode node) {
        return node.clientConfig().timeoutMultiplier(10).build();
    }

    @Test
    void node_ofThisVersion_isSpokenTo() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                RoutedLighthouse client = await(Lighthouse.connect(patient(node)))) {
            assertThat(client.version()).isEqualTo(LighthouseVersion.V5);
            assertThat(await(client.beacon().chain().genesis())).isPresent();
        }
    }

    @Test
    void node_ofTheOtherVersion_isUnsupported_andTheMissingModuleNamed() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v4.5.0")) {
            Throwable failure = Lighthouse.connect(patient(node))
                    .handle((client, thrown) -> Optional.ofNullable(thrown).orElseThrow())
                    .join();

            assertThat(failure)
                    .isInstanceOf(Unsupported.class)
                    .hasMessageContaining(node.version())
                    .hasMessageContaining("lighthouse-compat-v4");
        }
    }
}
