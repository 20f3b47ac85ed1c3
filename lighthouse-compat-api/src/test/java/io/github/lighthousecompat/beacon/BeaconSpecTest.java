package io.github.lighthousecompat.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BeaconSpecTest {
    private static final Genesis GENESIS = Genesis.of(UInt64.of(1000), Hash32.ZERO, Bytes4.ZERO);
    private static final Map<String, String> FULL = Map.of(
            "CONFIG_NAME", "testnet",
            "PRESET_BASE", "minimal",
            "SECONDS_PER_SLOT", "2",
            "SLOTS_PER_EPOCH", "8",
            "DEPOSIT_CHAIN_ID", "1337",
            "DEPOSIT_CONTRACT_ADDRESS", "0x00000000219ab540356cbb839cbe05303d7705fa",
            "CAPELLA_FORK_EPOCH", "0",
            "DENEB_FORK_EPOCH", "5",
            "DENEB_FORK_VERSION", "0x04000001",
            "ELECTRA_FORK_EPOCH", "18446744073709551615");

    private static BeaconSpec spec(Map<String, String> texts) {
        return BeaconSpec.builder().putAllTexts(texts).build();
    }

    @Test
    void views_ofAFullSpec_areTyped() {
        BeaconSpec spec = spec(FULL);

        assertThat(spec.configName()).contains("testnet");
        assertThat(spec.presetBase()).contains("minimal");
        assertThat(spec.secondsPerSlot()).contains(Duration.ofSeconds(2));
        assertThat(spec.slotsPerEpoch()).contains(UInt64.of(8));
        assertThat(spec.depositChainId()).contains(UInt64.of(1337));
        assertThat(spec.depositContract()).contains(Address.parse("0x00000000219ab540356cbb839cbe05303d7705fa"));
        assertThat(spec.forkVersion(Fork.DENEB)).contains(Bytes4.parse("0x04000001"));
        assertThat(spec.forkEpoch(Fork.DENEB)).contains(UInt64.of(5));
    }

    @Test
    @Tag("ask-14")
    void views_ofAnEmptySpec_areEmpty() {
        BeaconSpec spec = spec(Map.of());

        assertThat(spec.configName()).isEmpty();
        assertThat(spec.secondsPerSlot()).isEmpty();
        assertThat(spec.depositContract()).isEmpty();
        assertThat(spec.forkVersion(Fork.CAPELLA)).isEmpty();
        assertThat(spec.forkSchedule(GENESIS)).isEmpty();
    }

    @Test
    void forkEpoch_absentOrTheLargestNumber_isNotPlanned() {
        assertThat(spec(FULL).forkEpoch(Fork.ELECTRA)).isEmpty();
        assertThat(spec(Map.of()).forkEpoch(Fork.ELECTRA)).isEmpty();
    }

    @Test
    void forkSchedule_countsFromGenesis() {
        assertThat(spec(FULL).forkSchedule(GENESIS))
                .contains(ForkSchedule.of(UInt64.of(1000), UInt64.of(1000 + 5 * 8 * 2)));
    }

    @Test
    void forkSchedule_withoutForks_isNever() {
        ForkSchedule schedule = spec(Map.of("SECONDS_PER_SLOT", "12", "SLOTS_PER_EPOCH", "32"))
                .forkSchedule(GENESIS)
                .orElseThrow();

        assertThat(schedule.isPlanned(Fork.CAPELLA)).isFalse();
        assertThat(schedule.isPlanned(Fork.DENEB)).isFalse();
    }

    @Test
    void forkSchedule_thatNoTimeIsThereFor_throws() {
        BeaconSpec spec = spec(
                Map.of("SECONDS_PER_SLOT", "12", "SLOTS_PER_EPOCH", "32", "DENEB_FORK_EPOCH", "9223372036854775807"));

        assertThatThrownBy(() -> spec.forkSchedule(GENESIS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Deneb can't begin in epoch 9223372036854775807: there is no time for it");
    }

    @Test
    void view_ofWhatItCannotBe_throws() {
        BeaconSpec spec =
                spec(Map.of("SECONDS_PER_SLOT", "0", "SLOTS_PER_EPOCH", "many", "DEPOSIT_CONTRACT_ADDRESS", "0x00"));

        assertThatThrownBy(spec::secondsPerSlot)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SECONDS_PER_SLOT of the spec can't be 0");
        assertThatThrownBy(spec::slotsPerEpoch)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SLOTS_PER_EPOCH of the spec can't be many");
        assertThatThrownBy(spec::depositContract).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void preset_aNameThatIsKnown_isThatOne() {
        assertThat(spec(Map.of("PRESET_BASE", "gnosis")).preset()).isEqualTo(Preset.GNOSIS);
        assertThat(spec(Map.of()).preset()).isEqualTo(Preset.MAINNET);
    }

    @Test
    void preset_sizesThatTheNodeSays_goBeforeThoseOfTheName() {
        assertThat(spec(Map.of("PRESET_BASE", "minimal", "MAX_BLOB_COMMITMENTS_PER_BLOCK", "4096"))
                        .preset())
                .isEqualTo(Preset.builder()
                        .from(Preset.MINIMAL)
                        .maxBlobCommitmentsPerBlock(4096)
                        .build());
    }

    @Test
    void preset_ofItsOwnEntries_isItself() {
        int size = 10;
        Preset.Builder own = Preset.builder().name("own").slotsPerEpoch(++size).maxValidatorsPerCommittee(++size);
        own.maxProposerSlashings(++size).maxAttesterSlashings(++size).maxAttestations(++size);
        own.maxDeposits(++size)
                .maxVoluntaryExits(++size)
                .syncCommitteeSubnetCount(4)
                .syncCommitteeSize(40);
        own.maxBytesPerTransaction(++size).maxTransactionsPerPayload(++size).maxBlsToExecutionChanges(++size);
        own.maxWithdrawalsPerPayload(++size).maxBlobCommitmentsPerBlock(++size).maxBlobsPerBlock(++size);
        Preset preset = own.build();

        assertThat(spec(preset.entries()).preset()).isEqualTo(preset);
        assertThat(preset.entries()).hasSize(16).containsEntry("PRESET_BASE", "own");
    }

    @Test
    void preset_aSizeThatIsNone_isNamed() {
        for (String size : List.of("2147483648", "0", "many")) {
            assertThatThrownBy(() -> spec(Map.of("SLOTS_PER_EPOCH", size)).preset())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("SLOTS_PER_EPOCH of the spec can't be " + size);
        }
    }
}
