package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.Preset;
import org.junit.jupiter.api.Test;

class BeaconReaderTest {
    @Test
    void preset_aNameThatIsKnown_isThatOne() {
        assertThat(BeaconReader.preset(spec("PRESET_BASE", "gnosis"))).isEqualTo(Preset.GNOSIS);
        assertThat(BeaconReader.preset(BeaconSpec.builder().build())).isEqualTo(Preset.MAINNET);
    }

    @Test
    void preset_sizesThatTheNodeSays_goBeforeThoseOfTheName() {
        BeaconSpec spec = BeaconSpec.builder()
                .putTexts("PRESET_BASE", "minimal")
                .putTexts("MAX_BLOB_COMMITMENTS_PER_BLOCK", "4096")
                .build();

        assertThat(BeaconReader.preset(spec))
                .isEqualTo(Preset.builder()
                        .from(Preset.MINIMAL)
                        .maxBlobCommitmentsPerBlock(4096)
                        .build());
    }

    @Test
    void preset_aSizeThatIsNone_isNamed() {
        assertThatThrownBy(() -> BeaconReader.preset(spec("SLOTS_PER_EPOCH", "4294967296")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SLOTS_PER_EPOCH is 4294967296");
    }

    private static BeaconSpec spec(String name, String value) {
        return BeaconSpec.builder().putTexts(name, value).build();
    }
}
