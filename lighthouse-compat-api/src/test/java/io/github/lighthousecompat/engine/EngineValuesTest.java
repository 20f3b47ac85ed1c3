package io.github.lighthousecompat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EngineValuesTest {
    @Test
    void extraData_moreThan32Bytes_isRefused() {
        Bytes most = Bytes.of(new byte[32]);
        Bytes more = Bytes.of(new byte[33]);

        assertThat(Samples.capella().extraData(most).build().extraData()).isEqualTo(most);
        assertThat(Samples.deneb().extraData(most).build().extraData()).isEqualTo(most);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.capella().extraData(more).build())
                .withMessage("extraData has at most 32 bytes, not 33");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.deneb().extraData(more).build());
    }

    @Test
    void build_missingField_namesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DenebPayload.builder().from(Samples.PAYLOAD).build())
                .withMessageContaining("blobGasUsed")
                .withMessageContaining("excessBlobGas");
    }

    @Test
    void fork_ofValues_isThatOfTheirType() {
        DenebPayload deneb = Samples.deneb().build();

        assertThat(Samples.PAYLOAD.fork()).isEqualTo(Fork.CAPELLA);
        assertThat(Samples.ATTRIBUTES.fork()).isEqualTo(Fork.CAPELLA);
        assertThat(NewPayloadRequest.of(Samples.PAYLOAD).fork()).isEqualTo(Fork.CAPELLA);
        assertThat(BuiltPayload.of(Samples.PAYLOAD, UInt256.ZERO).fork()).isEqualTo(Fork.CAPELLA);
        assertThat(deneb.fork()).isEqualTo(Fork.DENEB);
        assertThat(DenebAttributes.builder()
                        .from(Samples.ATTRIBUTES)
                        .parentBeaconBlockRoot(Hash32.ZERO)
                        .build()
                        .fork())
                .isEqualTo(Fork.DENEB);
        assertThat(NewPayloadRequest.of(deneb, List.of(), Hash32.ZERO).fork()).isEqualTo(Fork.DENEB);
        assertThat(BuiltPayload.of(deneb, UInt256.ZERO, BlobsBundle.EMPTY, false)
                        .fork())
                .isEqualTo(Fork.DENEB);
    }

    @Test
    void toString_ofAPayload_leavesOutTheBloom() {
        assertThat(Samples.PAYLOAD.toString())
                .contains(Samples.PAYLOAD.blockHash().toHex())
                .doesNotContain("Bloom=")
                .hasSizeLessThan(1500);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0, 1, 0", "0, 0, 1", "2, 2, 1", "1, 2, 2", "2, 1, 2"})
    void blobsBundle_listsThatDiffer_areRefused(int commitments, int proofs, int blobs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlobsBundle.of(
                        Collections.nCopies(commitments, Bytes48.ZERO),
                        Collections.nCopies(proofs, Bytes48.ZERO),
                        Collections.nCopies(blobs, Blob.ZERO)))
                .withMessage("a blobs bundle has as many commitments and proofs as blobs, not " + commitments + ", "
                        + proofs + " and " + blobs);
    }

    @Test
    void blockRange_withoutABlock_isRefused() {
        assertThat(new BlockRange(UInt64.ONE, 1).count()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockRange(UInt64.ZERO, 1))
                .withMessage("a range of bodies starts at block 1 or later and has at least one block, not 1 from 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockRange(UInt64.ONE, 0));
    }

    @Test
    void blockTag_ofNamesAndNumbers_isWhatTheMethodTakes() {
        assertThat(BlockTag.LATEST.text()).isEqualTo("latest");
        assertThat(BlockTag.SAFE.text()).isEqualTo("safe");
        assertThat(BlockTag.FINALIZED.text()).isEqualTo("finalized");
        assertThat(BlockTag.EARLIEST.text()).isEqualTo("earliest");
        BlockTag tag = BlockTag.of(UInt64.of(255));
        assertThat(tag.text()).isEqualTo("0xff");
        assertThat(tag)
                .isEqualTo(BlockTag.of(UInt64.of(255)))
                .hasSameHashCodeAs(BlockTag.of(UInt64.of(255)))
                .isNotEqualTo(BlockTag.LATEST)
                .hasToString("0xff");
        assertThat(tag.equals((Object) "0xff")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(PayloadStatus.Status.class)
    void payloadStatus_verdicts_areValidOrInvalidOrNeither(PayloadStatus.Status verdict) {
        PayloadStatus status = PayloadStatus.of(verdict, Optional.empty(), Optional.empty());

        assertThat(status.isValid()).isEqualTo(verdict == PayloadStatus.Status.VALID);
        assertThat(status.isInvalid())
                .isEqualTo(
                        verdict == PayloadStatus.Status.INVALID || verdict == PayloadStatus.Status.INVALID_BLOCK_HASH);
    }

    @Test
    void payloadStatus_shortForms_haveTheirFields() {
        Optional<Hash32> hash = Optional.of(Samples.hash(1));

        assertThat(PayloadStatus.valid(Samples.hash(1)))
                .isEqualTo(PayloadStatus.of(PayloadStatus.Status.VALID, hash, Optional.empty()));
        assertThat(PayloadStatus.invalid(hash, "bad"))
                .isEqualTo(PayloadStatus.of(PayloadStatus.Status.INVALID, hash, Optional.of("bad")));
        assertThat(PayloadStatus.syncing().status()).isEqualTo(PayloadStatus.Status.SYNCING);
        assertThat(PayloadStatus.accepted().status()).isEqualTo(PayloadStatus.Status.ACCEPTED);
    }

    @Test
    void payloadBody_listChangedAfterwards_staysAsItWas() {
        List<Withdrawal> withdrawals = new ArrayList<>();
        PayloadBody body = PayloadBody.of(Transactions.EMPTY, Optional.of(withdrawals));

        withdrawals.add(Withdrawal.of(UInt64.ONE, UInt64.ONE, Samples.PAYLOAD.feeRecipient(), UInt64.ONE));

        assertThat(body.withdrawals()).contains(List.of());
        assertThat(PayloadBody.of(Transactions.EMPTY, Optional.empty()).withdrawals())
                .isEmpty();
    }

    @Test
    void capabilities_ofAServer_areASet() {
        Capabilities capabilities = Capabilities.of(Set.of("engine_newPayloadV2"), Duration.ofMinutes(3));

        assertThat(capabilities.has("engine_newPayloadV2")).isTrue();
        assertThat(capabilities.has("engine_newPayloadV3")).isFalse();
        assertThat(capabilities.age()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void importRequest_withOptimisticHead_changesOnlyThat() {
        ImportRequest request =
                ImportRequest.of(NewPayloadRequest.of(Samples.PAYLOAD), Samples.hash(2), Samples.hash(3));

        assertThat(request.isOptimisticHead()).isFalse();
        ImportRequest optimistic = request.withOptimisticHead();
        assertThat(optimistic.isOptimisticHead()).isTrue();
        assertThat(optimistic.payload()).isEqualTo(request.payload());
        assertThat(optimistic.safeBlockHash()).isEqualTo(Samples.hash(2));
        assertThat(optimistic.finalizedBlockHash()).isEqualTo(Samples.hash(3));
    }

    @Test
    void rawCall_listChangedAfterwards_staysAsItWas() {
        List<String> params = new ArrayList<>(List.of("1"));
        RawCall call = new RawCall("m", params);

        params.clear();

        assertThat(call.params()).containsExactly("1");
    }

    @Test
    void syncStatus_synced_hasNoBlocks() {
        assertThat(SyncStatus.SYNCED.isSyncing()).isFalse();
        assertThat(SyncStatus.SYNCED).isEqualTo(SyncStatus.of(false, Optional.empty(), Optional.empty()));
    }
}
