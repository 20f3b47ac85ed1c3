package io.github.lighthousecompat.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.Preset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON, bytes and roots of every structure are those that another library has. */
class BlockVectorsTest {
    private static final Map<Preset, BlockSchemas> SCHEMAS = new HashMap<>();

    static Stream<BlockVector> vectors() {
        return Stream.concat(BlockVector.ordinary().stream(), BlockVector.large().stream());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void value_hasJsonBytesAndRootOfTheOtherLibrary(BlockVector vector) {
        check(vector, typeOf(vector));
    }

    @Test
    void vectors_coverForksPresetsAndFullLists() {
        Map<String, Long> counts = vectors()
                .filter(vector -> vector.type().startsWith("Signed"))
                .filter(vector -> vector.roots().containsKey("block"))
                .collect(Collectors.groupingBy(
                        vector -> vector.preset().name() + " " + vector.since(), Collectors.counting()));

        assertThat(counts)
                .containsOnlyKeys(
                        "mainnet capella",
                        "mainnet deneb",
                        "minimal capella",
                        "minimal deneb",
                        "gnosis capella",
                        "gnosis deneb");
        assertThat(counts.get("mainnet capella") + counts.get("mainnet deneb")).isGreaterThanOrEqualTo(24);
        assertThat(counts.get("minimal capella") + counts.get("minimal deneb")).isGreaterThanOrEqualTo(40);
    }

    private static <T> void check(BlockVector vector, SszType<T> type) {
        T value = type.fromJson(vector.body());

        assertThat(BlockVector.tree(type.toJson(value))).isEqualTo(vector.tree());
        assertThat(type.size(value)).isEqualTo(vector.ssz().length);
        assertThat(type.toSsz(value)).isEqualTo(vector.ssz());
        assertThat(type.fromSsz(vector.ssz())).isEqualTo(value).hasSameHashCodeAs(value);
        if (vector.roots().containsKey(vector.type())) {
            assertThat(type.root(value)).hasToString(vector.roots().get(vector.type()));
        }
    }

    private static SszType<?> typeOf(BlockVector vector) {
        BlockSchemas schemas = SCHEMAS.computeIfAbsent(vector.preset(), BlockSchemas::of);
        OperationSchemas operations = schemas.operations;
        return switch (vector.type()) {
            case "SignedBeaconBlock" -> schemas.signedBlocks.of(vector.fork());
            case "SignedBlindedBeaconBlock" -> schemas.signedBlindedBlocks.of(vector.fork());
            case "SignedBlockContents" -> schemas.signedBlockContents;
            case "BlockContents" -> schemas.blockContents;
            case "BlobSidecar" -> schemas.blobSidecar;
            case "Attestation" -> operations.attestation;
            case "AttestationData" -> OperationSchemas.ATTESTATION_DATA;
            case "IndexedAttestation" -> operations.indexedAttestation;
            case "AttesterSlashing" -> operations.attesterSlashing;
            case "ProposerSlashing" -> OperationSchemas.PROPOSER_SLASHING;
            case "DepositData" -> OperationSchemas.DEPOSIT_DATA;
            case "SignedVoluntaryExit" -> OperationSchemas.SIGNED_VOLUNTARY_EXIT;
            case "SignedBeaconBlockHeader" -> OperationSchemas.SIGNED_HEADER;
            case "SignedAggregateAndProof" -> operations.signedAggregateAndProof;
            case "SyncCommitteeMessage" -> OperationSchemas.SYNC_COMMITTEE_MESSAGE;
            case "SyncCommitteeContribution" -> operations.contribution;
            case "SignedContributionAndProof" -> operations.signedContributionAndProof;
            case "SignedBLSToExecutionChange" -> OperationSchemas.SIGNED_BLS_TO_EXECUTION_CHANGE;
            default -> throw new IllegalArgumentException(vector.type());
        };
    }
}
