package io.github.lighthousecompat.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForkScheduleTest {
    private static final UInt64 SHANGHAI = UInt64.of(100);
    private static final UInt64 CANCUN = UInt64.of(200);
    private static final UInt64 PRAGUE = UInt64.of(300);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "0, BELLATRIX",
        "99, BELLATRIX",
        "100, CAPELLA",
        "199, CAPELLA",
        "200, DENEB",
        "299, DENEB",
        "300, ELECTRA",
        "18446744073709551615, ELECTRA"
    })
    void at_timestamp_isTheLastForkThatBegan(String timestamp, Fork fork) {
        assertThat(threeForks().at(UInt64.parse(timestamp))).isEqualTo(fork);
    }

    @Test
    void at_forksOfOneTimestamp_isTheLastOfThem() {
        assertThat(ForkSchedule.of(UInt64.ZERO, UInt64.ZERO).at(UInt64.ZERO)).isEqualTo(Fork.DENEB);
    }

    @Test
    void at_forksThatAreNotPlanned_neverBegin() {
        ForkSchedule none = ForkSchedule.of(ForkSchedule.NEVER, ForkSchedule.NEVER);

        assertThat(none.at(UInt64.MAX)).isEqualTo(Fork.BELLATRIX);
        assertThat(none.isPlanned(Fork.CAPELLA)).isFalse();
        assertThat(none).hasToString("ForkSchedule[Shanghai never, Cancun never, Prague never]");
    }

    @Test
    void startOf_forks_isTheirTime() {
        assertThat(threeForks().startOf(Fork.BELLATRIX)).isEqualTo(UInt64.ZERO);
        assertThat(threeForks().startOf(Fork.CAPELLA)).isEqualTo(SHANGHAI);
        assertThat(threeForks().startOf(Fork.DENEB)).isEqualTo(CANCUN);
        assertThat(threeForks().startOf(Fork.ELECTRA)).isEqualTo(PRAGUE);
        assertThat(ForkSchedule.of(SHANGHAI, CANCUN).startOf(Fork.ELECTRA)).isEqualTo(ForkSchedule.NEVER);
    }

    @Test
    void endOf_versions_isTheFirstForkTheyLack() {
        assertThat(threeForks().endOf(LighthouseVersion.V4)).isEqualTo(CANCUN);
        assertThat(threeForks().endOf(LighthouseVersion.V5)).isEqualTo(PRAGUE);
        assertThat(ForkSchedule.of(SHANGHAI, CANCUN).endOf(LighthouseVersion.V5))
                .isEqualTo(ForkSchedule.NEVER);
        ForkSchedule pragueWithCancun = ForkSchedule.builder()
                .shanghai(SHANGHAI)
                .cancun(CANCUN)
                .prague(CANCUN)
                .build();
        assertThat(pragueWithCancun.endOf(LighthouseVersion.V4)).isEqualTo(CANCUN);
    }

    @Test
    void equals_sameTimes_isTrue() {
        assertThat(threeForks()).isEqualTo(threeForks()).hasSameHashCodeAs(threeForks());
        assertThat(threeForks()).isNotEqualTo(ForkSchedule.of(SHANGHAI, CANCUN));
        assertThat(threeForks()).hasToString("ForkSchedule[Shanghai 100, Cancun 200, Prague 300]");
    }

    @Test
    void build_withoutShanghai_fails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForkSchedule.builder().cancun(CANCUN).build())
                .withMessageStartingWith("fork schedule: no time for Shanghai; give shanghai(..)");
    }

    @Test
    void build_forksOutOfOrder_fails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForkSchedule.of(UInt64.of(200), UInt64.of(100)))
                .withMessage("fork schedule: Cancun (at 100) can't come before Shanghai (at 200)");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ForkSchedule.builder().shanghai(SHANGHAI).prague(PRAGUE).build())
                .withMessage("fork schedule: Prague (at 300) can't come before Cancun (never)");
    }

    @Test
    void build_sourcesThatDisagree_failsWithBothValues() throws IOException {
        Path file = genesis("{\"config\":{\"shanghaiTime\":100}}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForkSchedule.builder()
                        .shanghai(UInt64.of(101))
                        .genesis(file)
                        .build())
                .withMessage("fork schedule: Shanghai is at 101 by shanghai(..), but at 100 by genesis file " + file);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ForkSchedule.builder().genesis(file).cancun(CANCUN).build())
                .withMessage("fork schedule: Cancun is never by genesis file " + file + ", but at 200 by cancun(..)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForkSchedule.builder()
                        .network(Network.HOLESKY)
                        .prague(PRAGUE)
                        .build())
                .withMessage("fork schedule: Prague is at 1740434112 by network HOLESKY, but at 300 by prague(..)");
    }

    @Test
    void build_sourcesThatAgree_isTheirSchedule() throws IOException {
        Path file = genesis("{\"config\":{\"shanghaiTime\":100,\"cancunTime\":200,\"pragueTime\":300}}");

        assertThat(ForkSchedule.builder()
                        .genesis(file)
                        .shanghai(SHANGHAI)
                        .prague(PRAGUE)
                        .build())
                .isEqualTo(threeForks());
    }

    @Test
    void fromGenesis_anythingAround_readsTheTimes() throws IOException {
        Path file = genesis("""
                {
                  "alloc": {"0x00": {"balance": "0x1", "config": {"shanghaiTime": 7}}},
                  "config": {
                    "chainId": 1337,
                    "blobSchedule": {"cancun": {"target": 3}},
                    "shanghaiTime": "0x64",
                    "cancunTime": 200,
                    "pragueTime": null,
                    "clique": [1, {"cancunTime": 5}]
                  },
                  "nonce": "0x0"
                }
                """);

        assertThat(ForkSchedule.fromGenesis(file)).isEqualTo(ForkSchedule.of(SHANGHAI, CANCUN));
    }

    @Test
    void fromGenesis_noTimes_plansNothing() throws IOException {
        assertThat(ForkSchedule.fromGenesis(genesis("{\"config\":{}}")))
                .isEqualTo(ForkSchedule.of(ForkSchedule.NEVER, ForkSchedule.NEVER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | : it is not a JSON object",
                "[]                                | : it is not a JSON object",
                "{}                                | ' has no config'",
                "{\"config\":3}                    | : its config is not an object",
                "{\"config\":{\"cancunTime\":true}}| : cancunTime must be a number of seconds",
                "{\"config\":{\"cancunTime\":1.5}} | : cancunTime must be a number of seconds",
                "{\"config\":{\"cancunTime\":{}}}  | : cancunTime must be a number of seconds",
                "{\"config\":{\"cancunTime\":-1}}  | ': cancunTime is not an unsigned integer: \"-1\"'",
            })
    void fromGenesis_otherContent_namesTheFile(String json, String problem) throws IOException {
        Path file = genesis(json);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForkSchedule.fromGenesis(file))
                .withMessage("genesis file " + file + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"config\":{\"shanghaiTime\":1", "not json"})
    void fromGenesis_brokenJson_namesTheFile(String json) throws IOException {
        Path file = genesis(json);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForkSchedule.fromGenesis(file))
                .withMessageStartingWith("genesis file " + file + " can't be read: ");
    }

    @Test
    void fromGenesis_noFile_namesIt() {
        Path file = directory.resolve("missing.json");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForkSchedule.fromGenesis(file))
                .withMessageStartingWith("genesis file " + file + " can't be read: ");
    }

    /** The beacon chains' own numbers: genesis, seconds of an epoch, and the epochs of the forks. */
    @ParameterizedTest
    @CsvSource({
        "MAINNET, 1606824023, 384, 194048, 269568, 364032",
        "SEPOLIA, 1655733600, 384, 56832, 132608, 222464",
        "HOLESKY, 1695902400, 384, 256, 29696, 115968",
        "GNOSIS, 1638993340, 80, 648704, 889856, 1337856",
        "CHIADO, 1665396300, 80, 244224, 516608, 948224"
    })
    void of_network_forksWhereItsBeaconChainDoes(
            Network network, long genesis, long secondsPerEpoch, long capella, long deneb, long electra) {
        assertThat(ForkSchedule.of(network))
                .isEqualTo(ForkSchedule.builder()
                        .shanghai(UInt64.of(genesis + capella * secondsPerEpoch))
                        .cancun(UInt64.of(genesis + deneb * secondsPerEpoch))
                        .prague(UInt64.of(genesis + electra * secondsPerEpoch))
                        .build());
    }

    @Test
    void of_hoodi_hasHadDenebFromItsGenesisOn() {
        assertThat(ForkSchedule.of(Network.HOODI))
                .isEqualTo(ForkSchedule.builder()
                        .shanghai(UInt64.ZERO)
                        .cancun(UInt64.ZERO)
                        .prague(UInt64.of(1742213400L + 2048 * 384))
                        .build());
    }

    @ParameterizedTest
    @EnumSource(Network.class)
    void withChainId_ofANetwork_isThatNetwork(Network network) {
        assertThat(Network.withChainId(network.chainId())).contains(network);
    }

    @Test
    void withChainId_ofAnotherChain_isEmpty() {
        assertThat(Network.withChainId(UInt64.of(1337))).isEmpty();
    }

    private static ForkSchedule threeForks() {
        return ForkSchedule.builder()
                .shanghai(SHANGHAI)
                .cancun(CANCUN)
                .prague(PRAGUE)
                .build();
    }

    private Path genesis(String json) throws IOException {
        return Files.writeString(directory.resolve("genesis.json"), json);
    }
}
