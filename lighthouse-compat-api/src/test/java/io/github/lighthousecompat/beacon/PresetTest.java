package io.github.lighthousecompat.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PresetTest {
    @Test
    void presets_differWhereTheSpecificationSaysSo() {
        assertThat(Stream.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS).map(Preset::slotsPerEpoch))
                .containsExactly(32, 8, 16);
        assertThat(Stream.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS).map(Preset::syncSubcommitteeSize))
                .containsExactly(128, 8, 128);
        assertThat(Stream.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS).map(Preset::maxWithdrawalsPerPayload))
                .containsExactly(16, 4, 8);
        assertThat(Stream.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS).map(Preset::maxBlobCommitmentsPerBlock))
                .containsExactly(4096, 16, 4096);
    }

    @Test
    void blobsOfABlock_areAsManyAsLighthouseIsBuiltWith() {
        assertThat(Stream.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS).map(Preset::maxBlobsPerBlock))
                .containsExactly(6, 6, 6);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 6", "16, 9", "17, 10", "32, 10", "4096, 17"})
    void inclusionProof_isAsDeepAsTheListOfCommitmentsAndTheBodyTogether(int mostCommitments, int depth) {
        Preset preset = Preset.builder()
                .from(Preset.MINIMAL)
                .maxBlobCommitmentsPerBlock(mostCommitments)
                .build();

        assertThat(preset.kzgCommitmentInclusionProofDepth()).isEqualTo(depth);
    }

    static Stream<Preset.Builder> withoutRoom() {
        return Stream.of(
                mainnet().slotsPerEpoch(0),
                mainnet().maxValidatorsPerCommittee(0),
                mainnet().maxProposerSlashings(-1),
                mainnet().maxAttesterSlashings(0),
                mainnet().maxAttestations(0),
                mainnet().maxDeposits(0),
                mainnet().maxVoluntaryExits(0),
                mainnet().syncCommitteeSize(0),
                mainnet().syncCommitteeSubnetCount(-4),
                mainnet().maxBytesPerTransaction(0),
                mainnet().maxTransactionsPerPayload(0),
                mainnet().maxBlsToExecutionChanges(0),
                mainnet().maxWithdrawalsPerPayload(0),
                mainnet().maxBlobCommitmentsPerBlock(-1),
                mainnet().maxBlobsPerBlock(0));
    }

    @ParameterizedTest
    @MethodSource("withoutRoom")
    void preset_withASizeThatIsNotPositive_isRefused(Preset.Builder builder) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("is positive, not ");
    }

    @Test
    void preset_withASyncCommitteeThatHasNoEqualParts_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mainnet().syncCommitteeSize(30).build())
                .withMessage("a sync committee of 30 members has no 4 parts of one size");
    }

    private static Preset.Builder mainnet() {
        return Preset.builder().from(Preset.MAINNET);
    }
}
