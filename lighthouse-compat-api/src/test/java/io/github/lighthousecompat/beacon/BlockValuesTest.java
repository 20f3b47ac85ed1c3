package io.github.lighthousecompat.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.call.Fork;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockValuesTest {
    private static final DenebBlock WITH_ONE = Blocks.deneb(Preset.MAINNET, 1);
    private static final CapellaBlock CAPELLA = Blocks.capella(Preset.MAINNET);

    @Test
    void contents_withAnotherNumberOfProofsOrBlobs_areRefused() {
        DenebSignedBlock signed = SignedBlock.of(WITH_ONE, Blocks.SIGNATURE);
        List<Bytes48> proof = List.of(Bytes48.ZERO);
        List<Blob> blob = List.of(Blob.ZERO);

        assertThat(BlockContents.of(WITH_ONE, proof, blob).block()).isSameAs(WITH_ONE);
        assertThat(SignedBlockContents.of(signed, proof, blob).signedBlock()).isSameAs(signed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockContents.of(WITH_ONE, List.of(), blob))
                .withMessage("a block has as many proofs and blobs as commitments, not 0, 1 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedBlockContents.of(signed, proof, List.of()))
                .withMessage("a block has as many proofs and blobs as commitments, not 1, 0 and 1");
    }

    @Test
    void block_ofAFork_isToldByItsType() {
        SignedBlock signed = SignedBlock.of(CAPELLA, Blocks.SIGNATURE);

        assertThat(signed.fork()).isEqualTo(Fork.CAPELLA);
        assertThat(signed.message().body().fork()).isEqualTo(Fork.CAPELLA);
        assertThat(SignedBlock.of(WITH_ONE, Blocks.SIGNATURE).fork()).isEqualTo(Fork.DENEB);
        assertThat(WITH_ONE.body().fork()).isEqualTo(Fork.DENEB);
    }

    @Test
    void builder_takesAllFromABlockOfItsForkAndWhatIsSharedFromAnother() {
        assertThat(CapellaBlock.builder().from(CAPELLA).build()).isEqualTo(CAPELLA);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DenebBlock.builder().from(CAPELLA).build())
                .withMessageContaining("body");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DenebBlockBody.builder().from(CAPELLA.body()).build())
                .withMessageContaining("executionPayload");
    }

    @Test
    void header_withTooMuchExtraData_isRefused() {
        CapellaPayloadHeader.Builder capella = header().extraData(Bytes.of(new byte[33]));
        DenebPayloadHeader.Builder deneb = DenebPayloadHeader.builder()
                .from(header().build())
                .extraData(Bytes.of(new byte[33]))
                .blobGasUsed(WITH_ONE.slot())
                .excessBlobGas(WITH_ONE.slot());

        assertThatIllegalArgumentException()
                .isThrownBy(capella::build)
                .withMessage("extraData has at most 32 bytes, not 33");
        assertThatIllegalArgumentException()
                .isThrownBy(deneb::build)
                .withMessage("extraData has at most 32 bytes, not 33");
        assertThat(header().build().toString()).doesNotContain("logsBloom");
    }

    private static CapellaPayloadHeader.Builder header() {
        var payload = CAPELLA.body().executionPayload();
        return CapellaPayloadHeader.builder()
                .parentHash(payload.parentHash())
                .feeRecipient(payload.feeRecipient())
                .stateRoot(payload.stateRoot())
                .receiptsRoot(payload.receiptsRoot())
                .logsBloom(Bloom.ZERO)
                .prevRandao(payload.prevRandao())
                .blockNumber(payload.blockNumber())
                .gasLimit(payload.gasLimit())
                .gasUsed(payload.gasUsed())
                .timestamp(payload.timestamp())
                .extraData(payload.extraData())
                .baseFeePerGas(payload.baseFeePerGas())
                .blockHash(payload.blockHash())
                .transactionsRoot(Blocks.hash(1))
                .withdrawalsRoot(Blocks.hash(2));
    }
}
