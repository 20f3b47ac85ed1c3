package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.BeaconFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Decode;
import io.github.lighthousecompat.schema.OperationSchemas;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a validator is to sign is what it asked about, whatever the node answers. */
@Timeout(60)
class BeaconProposalsIT {
    private static final UInt64 SLOT = UInt64.of(7);
    private static final UInt64 PART = UInt64.of(2);
    private static final Hash32 ROOT = Hash32.parse("0x" + "ab".repeat(32));
    private static final String DATA = data(7, 0, 0);
    private static final Hash32 DATA_ROOT = OperationSchemas.ATTESTATION_DATA.root(AttestationData.builder()
            .slot(SLOT)
            .index(PART)
            .beaconBlockRoot(ROOT)
            .source(Checkpoint.of(UInt64.ZERO, Hash32.ZERO))
            .target(Checkpoint.of(UInt64.ZERO, Hash32.ZERO))
            .build());
    private static final String SIGNATURE = "0x" + "00".repeat(96);
    private static final String CONTRIBUTION = "{\"slot\":\"7\",\"beacon_block_root\":\"" + ROOT
            + "\",\"subcommittee_index\":\"2\",\"aggregation_bits\":\"0x" + "00".repeat(16)
            + "\",\"signature\":\"" + SIGNATURE + "\"}";

    private final BeaconFixture node = new BeaconFixture(TestDialect.LONG, "Lighthouse/v5.3.0-d6ba8c3/x86_64-linux");

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void whatWasAskedFor_isHandedOut() {
        answers(DATA);
        assertThat(Lighthouse.await(node.beacon().production().attestationData(SLOT, PART))
                        .slot())
                .isEqualTo(SLOT);
        answers("{\"aggregation_bits\":\"0x01\",\"data\":" + DATA + ",\"signature\":\"" + SIGNATURE + "\"}");
        assertThat(Lighthouse.await(node.beacon().production().aggregate(SLOT, DATA_ROOT)))
                .isPresent();
        answers(CONTRIBUTION);
        assertThat(Lighthouse.await(node.beacon().production().contribution(SLOT, PART, ROOT)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"8, 2, $.data.slot", "7, 3, $.data.index"})
    void attestationData_ofAnotherDuty_isDecode(long slot, long committee, String path) {
        answers(DATA);

        assertAnother(path, node.beacon().production().attestationData(UInt64.of(slot), UInt64.of(committee)));
    }

    /** Later votes are held against each that was handed out: one from the future would stop them for hours. */
    @ParameterizedTest
    @CsvSource({
        "7, 0, 60, $.data.target.epoch, is 60",
        "32, 0, 0, $.data.target.epoch, slot 32 is of epoch 1",
        "31, 0, 1, $.data.target.epoch, slot 31 is of epoch 0",
        "7, 1, 0, $.data.source.epoch, comes after the target"
    })
    void attestationData_thatNoValidatorMaySign_isDecode(
            long slot, long source, long target, String path, String problem) {
        answers(data(slot, source, target));

        assertThat(failure(Decode.class, node.beacon().production().attestationData(UInt64.of(slot), PART)))
                .hasMessageContaining(path)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"31, 0, 0", "32, 0, 1", "32, 1, 1", "6400, 198, 200"})
    void attestationData_ofTheEpochOfItsSlot_isHandedOut(long slot, long source, long target) {
        answers(data(slot, source, target));

        assertThat(Lighthouse.await(node.beacon().production().attestationData(UInt64.of(slot), PART))
                        .target()
                        .epoch())
                .isEqualTo(UInt64.of(target));
    }

    @Test
    void attestationData_ofAChainWithShorterEpochs_isHeldAgainstThePresetOfTheClient() {
        try (BeaconFixture minimal = new BeaconFixture(
                TestDialect.LONG,
                "Lighthouse/v5.3.0-d6ba8c3/x86_64-linux",
                builder -> builder.preset(Preset.MINIMAL))) {
            minimal.on((request, answer) -> minimal.json(answer, "{\"data\":" + data(17, 1, 2) + "}"));

            assertThat(Lighthouse.await(minimal.beacon().production().attestationData(UInt64.of(17), PART))
                            .target()
                            .epoch())
                    .isEqualTo(UInt64.of(2));
        }
    }

    @Test
    void aggregate_ofOtherData_isDecode() {
        answers("{\"aggregation_bits\":\"0x01\",\"data\":" + DATA + ",\"signature\":\"" + SIGNATURE + "\"}");

        assertAnother("$.data.data.slot", node.beacon().production().aggregate(UInt64.of(8), DATA_ROOT));
        assertAnother("$.data.data", node.beacon().production().aggregate(SLOT, ROOT));
    }

    @Test
    void contribution_ofAnotherDuty_isDecode() {
        answers(CONTRIBUTION);

        assertAnother("$.data.slot", node.beacon().production().contribution(UInt64.of(8), PART, ROOT));
        assertAnother("$.data.subcommittee_index", node.beacon().production().contribution(SLOT, UInt64.of(3), ROOT));
        assertAnother("$.data.beacon_block_root", node.beacon().production().contribution(SLOT, PART, Hash32.ZERO));
    }

    private static String data(long slot, long source, long target) {
        return "{\"slot\":\"" + slot + "\",\"index\":\"2\",\"beacon_block_root\":\"" + ROOT + "\",\"source\":"
                + checkpoint(source) + ",\"target\":" + checkpoint(target) + "}";
    }

    private static String checkpoint(long epoch) {
        return "{\"epoch\":\"" + epoch + "\",\"root\":\"" + Hash32.ZERO + "\"}";
    }

    private void answers(String data) {
        node.on((request, answer) -> node.json(answer, "{\"data\":" + data + "}"));
    }

    private static void assertAnother(String path, CompletableFuture<?> call) {
        LighthouseException failure = failure(Decode.class, call);
        assertThat(failure).hasMessageContaining(path).hasMessageContaining("was asked for");
    }
}
