package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GenesisTest {
    private static final Instant TIME = Instant.parse("2024-02-03T04:05:06Z");

    @TempDir
    Path directory;

    @Test
    void capella_neverForks() throws IOException {
        Genesis genesis = Genesis.capella().at(TIME);

        assertThat(genesis.denebTime()).isEmpty();
        assertThat(geth(genesis).at("/config/shanghaiTime").asLong()).isEqualTo(TIME.getEpochSecond());
        assertThat(geth(genesis).at("/config").has("cancunTime")).isFalse();
        assertThat(client(genesis).get("hardforks").toString())
                .contains("shanghai")
                .doesNotContain("cancun");
    }

    @Test
    void deneb_beginsWithBlobGas() throws IOException {
        JsonNode file = geth(Genesis.deneb());

        assertThat(file.get("excessBlobGas").asString()).isEqualTo("0x0");
        assertThat(file.at("/config/cancunTime")).isEqualTo(file.at("/config/shanghaiTime"));
    }

    @Test
    void forkAt_setsTheSameTimeInBothForms() throws IOException {
        Genesis genesis = Genesis.forkAt(Duration.ofSeconds(60)).at(TIME);

        assertThat(genesis.denebTime()).contains(TIME.plusSeconds(60));
        assertThat(geth(genesis).at("/config/cancunTime").asLong()).isEqualTo(TIME.getEpochSecond() + 60);
        assertThat(geth(genesis).has("excessBlobGas")).isFalse();
        assertThat(client(genesis).get("hardforks").get(12).get("timestamp").asLong())
                .isEqualTo(TIME.getEpochSecond() + 60);
        assertThat(client(genesis).at("/genesis/timestamp"))
                .isEqualTo(geth(genesis).get("timestamp"));
    }

    @Test
    void times_thatAreNotWholeSecondsOrLieBeforeTheBeginning_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Genesis.forkAt(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Genesis.forkAt(Duration.ofMillis(1500)));
        assertThatIllegalArgumentException().isThrownBy(() -> Genesis.capella().at(Instant.EPOCH));
        assertThatIllegalArgumentException().isThrownBy(() -> Genesis.capella().at(TIME.plusMillis(1)));
    }

    private JsonNode geth(Genesis genesis) throws IOException {
        Path file = directory.resolve("genesis.json");
        GenesisFiles.writeGethForm(genesis, file);
        return EngineCalls.JSON.readTree(Files.readString(file));
    }

    private JsonNode client(Genesis genesis) throws IOException {
        Path file = directory.resolve("chain.json");
        GenesisFiles.writeClientForm(genesis, file, directory.resolve("state.json"));
        return EngineCalls.JSON.readTree(Files.readString(file));
    }
}
