package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckSettingsTest {
    @TempDir
    private Path directory;

    private Path secret = Path.of("");

    @BeforeEach
    void writeSecret() throws Exception {
        secret = Files.writeString(directory.resolve("jwt.hex"), "5e".repeat(32));
    }

    @Test
    void of_onlyWhatIsRequired_readsWithoutASchedule() throws UsageException {
        CheckSettings settings = settings();

        assertThat(settings.forks()).isEmpty();
        assertThat(settings.drives()).isFalse();
        assertThat(settings.slot()).isEqualTo(Duration.ofSeconds(12));
        assertThat(settings.engines().orElseThrow().v5().engineUrl().orElseThrow())
                .hasPort(8552);
        assertThat(settings.beacons()).isEmpty();
    }

    @Test
    void of_aSourceOfForks_isTheSchedule() throws Exception {
        Path genesis = Files.writeString(
                directory.resolve("genesis.json"), "{\"config\":{\"shanghaiTime\":0,\"cancunTime\":1700000000}}");

        assertThat(settings("--network", "Sepolia").forks()).contains(ForkSchedule.of(ForkSchedule.Network.SEPOLIA));
        assertThat(settings("--shanghai", "0", "--cancun", "1700000000").forks())
                .contains(ForkSchedule.of(UInt64.ZERO, UInt64.of(1_700_000_000)))
                .isEqualTo(settings("--genesis", genesis.toString()).forks());
    }

    @Test
    void of_sourcesThatDisagree_saysBothTimes() {
        assertThatThrownBy(() -> settings("--network", "sepolia", "--cancun", "1700000000"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("1706655072")
                .hasMessageContaining("1700000000");
    }

    @Test
    void of_anUnknownNetwork_listsTheKnownOnes() {
        assertThatThrownBy(() -> settings("--network", "goerli"))
                .hasMessage("--network must be one of mainnet, sepolia, holesky, hoodi, gnosis, chiado, is goerli");
    }

    @Test
    void of_aMissingOption_namesIt() {
        assertThatThrownBy(() -> CheckSettings.of(CheckSettings.OPTIONS.parse("--v4-engine", "http://localhost:8551")))
                .isInstanceOf(UsageException.class)
                .hasMessage("--v4-jwt-secret is missing");
    }

    @Test
    void of_beaconNodesAlone_needsNoSecret() throws UsageException {
        CheckSettings settings = CheckSettings.of(CheckSettings.OPTIONS.parse(
                "--v4-beacon", "http://localhost:5052", "--v5-beacon", "http://localhost:5062"));

        assertThat(settings.engines()).isEmpty();
        assertThat(settings.beacons().orElseThrow().v4().beaconUrl().orElseThrow())
                .hasPort(5052);
        assertThat(settings.beacons().orElseThrow().v5().beaconUrl().orElseThrow())
                .hasPort(5062);
    }

    @Test
    void of_oneBeaconNode_namesTheOther() {
        assertThatThrownBy(() -> settings("--v5-beacon", "http://localhost:5062"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--v4-beacon is missing");
    }

    @Test
    void of_aBeaconUrlThatIsNone_saysWhatOneLooksLike() {
        assertThatThrownBy(() -> settings("--v4-beacon", "localhost:5052", "--v5-beacon", "http://localhost:5062"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--v4-beacon: ")
                .hasMessageContaining("beaconUrl must be like http://localhost:5052");
    }

    @Test
    void of_noNode_saysWhichThereCanBe() {
        assertThatThrownBy(() -> CheckSettings.of(CheckSettings.OPTIONS.parse("--network", "sepolia")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("give --v4-engine and --v5-engine with their secrets, or --v4-beacon");
    }

    @Test
    void of_drivingWithoutExecutionNodes_isRefused() {
        assertThatThrownBy(() -> CheckSettings.of(CheckSettings.OPTIONS.parse(
                        "--v4-beacon",
                        "http://localhost:5052",
                        "--v5-beacon",
                        "http://localhost:5062",
                        "--drive-chain")))
                .isInstanceOf(UsageException.class)
                .hasMessage("--drive-chain needs --v4-engine and --v5-engine");
    }

    @Test
    void of_aSecretThatIsNone_isNotQuoted() throws Exception {
        Files.writeString(secret, "hunter2");

        assertThatThrownBy(this::settings)
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--v4-engine, --v4-jwt-secret: ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void of_aUrlThatIsNone_saysWhatOneLooksLike() {
        assertThatThrownBy(() -> CheckSettings.of(CheckSettings.OPTIONS.parse(
                        "--v4-engine", "localhost:8551", "--v4-jwt-secret", secret.toString())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("engineUrl must be like http://localhost:8551");
    }

    private CheckSettings settings(String... more) throws UsageException {
        String[] required = {
            "--v4-engine", "http://localhost:8551", "--v4-jwt-secret", secret.toString(),
            "--v5-engine", "http://localhost:8552", "--v5-jwt-secret", secret.toString()
        };
        return CheckSettings.of(CheckSettings.OPTIONS.parse(
                Stream.of(required, more).flatMap(Arrays::stream).toArray(String[]::new)));
    }
}
