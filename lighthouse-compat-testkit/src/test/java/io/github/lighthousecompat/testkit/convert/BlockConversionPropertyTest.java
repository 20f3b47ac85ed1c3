package io.github.lighthousecompat.testkit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.convert.Converted;
import io.github.lighthousecompat.convert.HashStatus;
import io.github.lighthousecompat.convert.V4ToV5;
import io.github.lighthousecompat.convert.V5ToV4;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.PayloadAssembly;
import io.github.lighthousecompat.hash.VersionedHash;
import io.github.lighthousecompat.schema.BlockVector;
import io.github.lighthousecompat.ssz.BlockCodec;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import tools.jackson.databind.node.ObjectNode;

/** The laws of conversion for beacon blocks: nothing gets lost that is not named, and a signature never goes along. */
@Domain(DomainContext.Global.class)
@Domain(ConversionDomain.class)
class BlockConversionPropertyTest {
    private static final BlockCodec CODEC = BlockCodec.of(Preset.MAINNET);
    private static final Bytes96 SIGNATURE = Bytes96.ZERO;

    @Property
    void downAfterUp_relabelledBlock_givesItBack(@ForAll CapellaBlock any) {
        CapellaBlock x = Blobless.of(any);
        Cases.of(x.body().executionPayload());

        Converted<DenebBlock> up = V4ToV5.relabelAsDeneb(x).get();
        Converted<CapellaBlock> down = V5ToV4.relabelAsCapella(up.value()).get();

        assertThat(down.value()).isEqualTo(x);
        assertShared(up, x, HashStatus.STALE);
        assertShared(down, x, HashStatus.STALE);
    }

    @Property
    void downAfterUp_rehashedBlockWhoseHashWasRight_givesItBack(@ForAll CapellaBlock any) {
        CapellaBlock x = withRightHash(Blobless.of(any));
        Cases.of(x.body().executionPayload());

        Converted<DenebBlock> up = V4ToV5.rehashAsDeneb(x).get();
        Converted<CapellaBlock> down = V5ToV4.rehashAsCapella(up.value()).get();

        assertThat(down.value()).isEqualTo(x);
        assertThat(up.hashStatus()).isEqualTo(HashStatus.RECOMPUTED);
        NewPayloadRequest request = PayloadAssembly.of(up.value());
        assertThat(BlockHash.of(request)).isEqualTo(request.payload().blockHash());
    }

    @Property
    void upAfterDown_relabelledBlock_givesItBack(@ForAll DenebBlock any) {
        DenebBlock y = Blobless.of(any);
        Cases.of(y.body().executionPayload());

        Converted<CapellaBlock> down = V5ToV4.relabelAsCapella(y).get();

        assertThat(down.dropped()).isEmpty();
        assertThat(V4ToV5.relabelAsDeneb(down.value()).get().value()).isEqualTo(y);
    }

    @Property
    void downAfterUp_signedBlockWithItsSignatureGivenBack_givesItBack(
            @ForAll CapellaBlock any, @ForAll Bytes96 signature) {
        CapellaSignedBlock x = SignedBlock.of(Blobless.of(any), signature);

        DenebBlock up = V4ToV5.relabelAsDeneb(x).get().value();
        CapellaBlock down = V5ToV4.relabelAsCapella(up).get().value();

        assertThat(SignedBlock.of(down, signature)).isEqualTo(x);
    }

    @Property
    void upAfterDown_signedBlockWithItsSignatureGivenBack_givesItBack(
            @ForAll DenebBlock any, @ForAll Bytes96 signature) {
        DenebSignedBlock y = SignedBlock.of(Blobless.of(any), signature);

        CapellaBlock down = V5ToV4.relabelAsCapella(y).get().value();
        DenebBlock up = V4ToV5.relabelAsDeneb(down).get().value();

        assertThat(SignedBlock.of(up, signature)).isEqualTo(y);
    }

    @Property
    void root_ofAConvertedBlock_isAnother(@ForAll CapellaBlock any) {
        CapellaBlock x = Blobless.of(any);

        assertThat(CODEC.root(V4ToV5.relabelAsDeneb(x).get().value())).isNotEqualTo(CODEC.root(x));
    }

    @Property
    void json_ofARelabelledBlock_isThatOfTheBlockWithTheFieldsOfItsFork(@ForAll CapellaBlock any) {
        CapellaBlock x = Blobless.of(any);
        ObjectNode expected = tree(SignedBlock.of(x, SIGNATURE));
        ((ObjectNode) expected.at("/message/body")).putArray("blob_kzg_commitments");
        ((ObjectNode) expected.at("/message/body/execution_payload"))
                .put("blob_gas_used", "0")
                .put("excess_blob_gas", "0");

        DenebBlock up = V4ToV5.relabelAsDeneb(x).get().value();

        assertThat(tree(SignedBlock.of(up, SIGNATURE))).isEqualTo(expected);
    }

    @Property
    void newPayload_ofARelabelledBlock_isTheRelabelledNewPayloadOfTheBlock(@ForAll CapellaBlock any) {
        CapellaBlock x = Blobless.of(any);
        var request = NewPayloadRequest.of(x.body().executionPayload());

        assertThat(PayloadAssembly.of(x)).isEqualTo(request);
        assertThat(PayloadAssembly.of(V4ToV5.relabelAsDeneb(x).get().value()))
                .isEqualTo(V4ToV5.relabelAsDeneb(request, x.parentRoot()).get().value());
    }

    @Property
    void newPayload_ofABlockOfDeneb_hasTheHashesOfItsCommitmentsAndTheRootOfItsParent(@ForAll DenebBlock block) {
        Cases.hit("commitments", block.body().blobKzgCommitments().isEmpty() ? "none" : "some", "none", "some");

        DenebNewPayload request = (DenebNewPayload) PayloadAssembly.of(block);

        assertThat(request.payload()).isSameAs(block.body().executionPayload());
        assertThat(request.parentBeaconBlockRoot()).isSameAs(block.parentRoot());
        assertThat(request.versionedHashes())
                .zipSatisfy(
                        block.body().blobKzgCommitments(),
                        (hash, commitment) -> assertThat(hash).isEqualTo(VersionedHash.of(commitment)));
    }

    private static CapellaBlock withRightHash(CapellaBlock block) {
        CapellaPayload payload = block.body().executionPayload();
        return withPayload(
                block,
                CapellaPayload.builder()
                        .from(payload)
                        .blockHash(BlockHash.of(payload))
                        .build());
    }

    private static CapellaBlock withPayload(CapellaBlock block, CapellaPayload payload) {
        return CapellaBlock.builder()
                .from(block)
                .body(CapellaBlockBody.builder()
                        .from(block.body())
                        .executionPayload(payload)
                        .build())
                .build();
    }

    private static ObjectNode tree(SignedBlock block) {
        return (ObjectNode) BlockVector.tree(CODEC.toJson(block));
    }

    private static void assertShared(
            Converted<? extends BeaconBlock> converted, CapellaBlock x, HashStatus hashStatus) {
        assertThat(converted.hashStatus()).isEqualTo(hashStatus);
        assertThat(converted.dropped()).isEqualTo(List.of());
        assertThat(converted.value().stateRoot()).isSameAs(x.stateRoot());
        assertThat(converted.value().body().syncAggregate()).isSameAs(x.body().syncAggregate());
        assertThat(converted.value().body().executionPayload().transactions())
                .isSameAs(x.body().executionPayload().transactions());
    }
}
