package io.github.lighthousecompat.ssz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.beacon.Blocks;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.Transactions;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockCodecTest {
    private static final BlockCodec CODEC = BlockCodec.of(Preset.MINIMAL);
    private static final CapellaSignedBlock CAPELLA = SignedBlock.of(Blocks.capella(Preset.MINIMAL), Blocks.SIGNATURE);
    private static final DenebSignedBlock DENEB = SignedBlock.of(Blocks.deneb(Preset.MINIMAL, 2), Blocks.SIGNATURE);

    @Test
    void block_readAsOneOfAnotherFork_isRefused() {
        String capella = new String(CODEC.toJson(CAPELLA), StandardCharsets.UTF_8);
        String deneb = new String(CODEC.toJson(DENEB), StandardCharsets.UTF_8);

        assertThat(jsonFailure(Fork.DENEB, capella))
                .hasMessage("$.message.body.execution_payload.blob_gas_used is missing");
        assertThat(jsonFailure(Fork.CAPELLA, deneb))
                .hasMessage("$.message.body.execution_payload.blob_gas_used is not a member that belongs here");
        assertThat(sszFailure(Fork.DENEB, CODEC.toSsz(CAPELLA)).path()).startsWith("$.message.body");
        assertThat(sszFailure(Fork.CAPELLA, CODEC.toSsz(DENEB)).path()).startsWith("$.message.body");
    }

    @Test
    void capellaBody_withCommitments_isNone() {
        String json = new String(CODEC.toJson(CAPELLA), StandardCharsets.UTF_8)
                .replace("\"bls_to_execution_changes\":", "\"blob_kzg_commitments\":[],\"bls_to_execution_changes\":");

        MalformedBlockException failure = jsonFailure(Fork.CAPELLA, json);

        assertThat(failure.path()).isEqualTo("$.message.body.blob_kzg_commitments");
        assertThat(failure.problem()).isEqualTo("is not a member that belongs here");
    }

    @Test
    void signedWrapper_withOtherMembers_isRead() {
        String json = new String(CODEC.toJson(CAPELLA), StandardCharsets.UTF_8)
                .replace("{\"message\":", "{\"version\":\"capella\",\"message\":");

        assertThat(CODEC.blockFromJson(Fork.CAPELLA, json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(CAPELLA);
    }

    @Test
    void fork_thatHasNoBlocksHere_isRefused() {
        for (Fork fork : new Fork[] {Fork.BELLATRIX, Fork.ELECTRA}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CODEC.blockFromSsz(fork, CODEC.toSsz(CAPELLA)))
                    .withMessage("blocks of " + fork + " are not described, only those of Capella and Deneb");
        }
    }

    @Test
    void block_withMoreThanThePresetAllows_isNeitherWrittenNorRead() {
        CapellaBlock block = CAPELLA.message();
        CapellaPayload payload = block.body().executionPayload();
        CapellaSignedBlock large = SignedBlock.of(
                CapellaBlock.builder()
                        .from(block)
                        .body(CapellaBlockBody.builder()
                                .from(block.body())
                                .executionPayload(CapellaPayload.builder()
                                        .from(payload)
                                        .withdrawals(Collections.nCopies(
                                                5, payload.withdrawals().get(0)))
                                        .build())
                                .build())
                        .build(),
                Blocks.SIGNATURE);
        BlockCodec roomy = BlockCodec.of(Preset.builder()
                .from(Preset.MINIMAL)
                .maxWithdrawalsPerPayload(5)
                .build());
        String problem = "message body execution_payload withdrawals has 5 elements, not at most 4";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CODEC.toSsz(large))
                .withMessage(problem);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CODEC.toJson(large))
                .withMessage(problem);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CODEC.root(large.message()))
                .withMessage(problem.substring("message ".length()));
        assertThat(sszFailure(Fork.CAPELLA, roomy.toSsz(large)))
                .hasMessage("$.message.body.execution_payload.withdrawals has 5 elements, not at most 4");
        assertThat(jsonFailure(Fork.CAPELLA, new String(roomy.toJson(large), StandardCharsets.UTF_8)))
                .hasMessage("$.message.body.execution_payload.withdrawals[4] is one more than 4");
    }

    @Test
    void block_ofAnotherPreset_isRefused() {
        assertThat(catchThrowableOfType(
                        MalformedBlockException.class,
                        () -> BlockCodec.of(Preset.MAINNET).blockFromJson(Fork.CAPELLA, CODEC.toJson(CAPELLA))))
                .hasMessage("$.message.body.sync_aggregate.sync_committee_bits 512 bits do not fill 4 bytes");
    }

    @Test
    void contents_withFewerBlobsThanCommitments_areRefused() {
        SignedBlockContents one = Blocks.contents(Preset.MINIMAL, 1);
        String json = new String(CODEC.toJson(one), StandardCharsets.UTF_8);
        String without = json.substring(0, json.indexOf("\"blobs\":[")) + "\"blobs\":[]}";

        assertThat(CODEC.contentsFromSsz(CODEC.toSsz(one))).isEqualTo(one);
        assertThat(catchThrowableOfType(
                        MalformedBlockException.class,
                        () -> CODEC.contentsFromJson(without.getBytes(StandardCharsets.UTF_8))))
                .hasMessage("$ a block has as many proofs and blobs as commitments, not 1, 0 and 1");
        assertThat(catchThrowableOfType(
                        MalformedBlockException.class,
                        () -> CODEC.contentsFromSsz(
                                Arrays.copyOf(CODEC.toSsz(one), CODEC.toSsz(one).length - 131_072))))
                .hasMessage("$ a block has as many proofs and blobs as commitments, not 1, 0 and 1");
    }

    /** The commitments are the last of a block, so that a cut between two of them leaves a block with fewer. */
    @Test
    void everyCut_isRefusedWithAPathOrTakesWholeCommitments() {
        byte[] ssz = CODEC.toSsz(DENEB);
        List<Integer> read = new ArrayList<>();

        for (int length = 0; length < ssz.length; length++) {
            byte[] cut = Arrays.copyOf(ssz, length);
            try {
                assertThat(CODEC.toSsz(CODEC.blockFromSsz(Fork.DENEB, cut))).isEqualTo(cut);
                read.add(length);
            } catch (MalformedBlockException refused) {
                assertThat(refused.path()).startsWith("$");
            }
        }

        assertThat(read).containsExactly(ssz.length - 2 * Bytes48.SIZE, ssz.length - Bytes48.SIZE);
    }

    @Test
    void damagedSsz_takesNoMoreMemoryThanItsBytesExplain() {
        byte[] ssz = CODEC.toSsz(DENEB);
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = ssz.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            // the first one that is wrong in its way loads what says so
            allocatedToRead(damaged);
            assertThat(allocatedToRead(damaged)).isLessThan(40L * ssz.length);
        }
    }

    /** An empty transaction takes no bytes but those of its offset. */
    @Test
    void sszOfNothingButEmptyTransactions_takesNoMoreMemoryThanItsBytesExplain() {
        DenebBlock block = DENEB.message();
        Transactions empty = Transactions.of(Collections.nCopies(1 << 18, Bytes.EMPTY));
        DenebBlockBody body = DenebBlockBody.builder()
                .from(block.body())
                .executionPayload(DenebPayload.builder()
                        .from(block.body().executionPayload())
                        .transactions(empty)
                        .build())
                .build();
        byte[] ssz = CODEC.toSsz(
                SignedBlock.of(DenebBlock.builder().from(block).body(body).build(), Blocks.SIGNATURE));

        assertThat(ssz.length).isGreaterThan(4 << 18);
        assertThat(allocatedToRead(ssz)).isLessThan(10L * ssz.length);
    }

    private static long allocatedToRead(byte[] ssz) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            CODEC.blockFromSsz(Fork.DENEB, ssz);
        } catch (MalformedBlockException refused) {
            assertThat(refused.path()).startsWith("$");
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static MalformedBlockException sszFailure(Fork fork, byte[] ssz) {
        return catchThrowableOfType(MalformedBlockException.class, () -> CODEC.blockFromSsz(fork, ssz));
    }

    private static MalformedBlockException jsonFailure(Fork fork, String json) {
        return catchThrowableOfType(
                MalformedBlockException.class, () -> CODEC.blockFromJson(fork, json.getBytes(StandardCharsets.UTF_8)));
    }
}
