package io.github.lighthousecompat.testkit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.convert.Converted;
import io.github.lighthousecompat.convert.HashStatus;
import io.github.lighthousecompat.convert.V4ToV5;
import io.github.lighthousecompat.convert.V5ToV4;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.hash.BlockHash;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Rehashing is relabelling under the right hash, and the way there and back is the identity if x's hash was right. */
@Domain(DomainContext.Global.class)
@Domain(ConversionDomain.class)
class RehashPropertyTest {
    @Property
    void downAfterUp_payloadWithItsRightHash_givesItBack(@ForAll CapellaPayload any, @ForAll Hash32 root) {
        CapellaPayload x = withRightHash(Blobless.of(any));
        Cases.of(x);

        DenebPayload up = V4ToV5.rehashAsDeneb(x, root).get().value();

        assertThat(up.blockHash()).isNotEqualTo(x.blockHash());
        assertThat(V5ToV4.rehashAsCapella(up).get().value()).isEqualTo(x);
    }

    @Property
    void downAfterUp_requestWithItsRightHash_givesItBack(@ForAll CapellaPayload any, @ForAll Hash32 root) {
        CapellaNewPayload x = NewPayloadRequest.of(withRightHash(Blobless.of(any)));
        Cases.of(x.payload());

        DenebNewPayload up = V4ToV5.rehashAsDeneb(x, root).get().value();

        assertThat(V5ToV4.rehashAsCapella(up).get().value()).isEqualTo(x);
    }

    @Property
    void downAfterUp_builtPayloadWithItsRightHash_givesItBack(@ForAll CapellaBuiltPayload any, @ForAll Hash32 root) {
        CapellaBuiltPayload x = BuiltPayload.of(withRightHash(Blobless.of(any.payload())), any.blockValue());
        Cases.of(x.payload());

        DenebBuiltPayload up = V4ToV5.rehashAsDeneb(x, root).get().value();

        assertThat(V5ToV4.rehashAsCapella(up).get().value()).isEqualTo(x);
    }

    @Property
    void upAfterDown_payloadWithItsRightHashAndRootGivenBack_givesItBack(
            @ForAll DenebPayload any, @ForAll Hash32 root) {
        DenebPayload y = withRightHash(Blobless.of(any), root);
        Cases.of(y);

        CapellaPayload down = V5ToV4.rehashAsCapella(y).get().value();

        assertThat(V4ToV5.rehashAsDeneb(down, root).get().value()).isEqualTo(y);
    }

    @Property
    void upAfterDown_requestWithItsRightHashAndRootGivenBack_givesItBack(@ForAll DenebNewPayload any) {
        DenebNewPayload blobless = Blobless.of(any);
        Hash32 root = blobless.parentBeaconBlockRoot();
        DenebNewPayload y =
                NewPayloadRequest.of(withRightHash(blobless.payload(), root), blobless.versionedHashes(), root);
        Cases.of(y.payload());

        CapellaNewPayload down = V5ToV4.rehashAsCapella(y).get().value();

        assertThat(V4ToV5.rehashAsDeneb(down, root).get().value()).isEqualTo(y);
    }

    @Property
    void upAfterDown_builtPayloadWithItsRightHash_givesItBackWithWhatWasDropped(
            @ForAll DenebBuiltPayload any, @ForAll Hash32 root) {
        DenebBuiltPayload y = BuiltPayload.of(
                withRightHash(Blobless.of(any.payload()), root),
                any.blockValue(),
                Blobless.of(any).blobsBundle(),
                any.shouldOverrideBuilder());
        Cases.of(y.payload());

        Converted<CapellaBuiltPayload> down = V5ToV4.rehashAsCapella(y).get();
        Cases.hit("dropped", down.dropped().toString(), "[]", "[shouldOverrideBuilder]");
        DenebBuiltPayload up = V4ToV5.rehashAsDeneb(down.value(), root).get().value();

        assertThat(up.equals(y)).isEqualTo(down.dropped().isEmpty());
        assertThat(BuiltPayload.of(up.payload(), up.blockValue(), up.blobsBundle(), y.shouldOverrideBuilder()))
                .isEqualTo(y);
    }

    @Property
    void rehashAsDeneb_anyHash_isRelabellingUnderTheHashOfTheResult(
            @ForAll CapellaBuiltPayload any, @ForAll Hash32 root) {
        CapellaPayload x = Blobless.of(any.payload());
        Cases.of(x);

        DenebPayload relabelled = V4ToV5.relabelAsDeneb(x).get().value();
        DenebPayload expected = withRightHash(relabelled, root);
        Converted<DenebPayload> payload = V4ToV5.rehashAsDeneb(x, root).get();
        Converted<DenebNewPayload> request =
                V4ToV5.rehashAsDeneb(NewPayloadRequest.of(x), root).get();
        Converted<DenebBuiltPayload> built =
                V4ToV5.rehashAsDeneb(BuiltPayload.of(x, any.blockValue()), root).get();

        assertThat(payload.value()).isEqualTo(expected);
        assertThat(payload.value().transactions()).isSameAs(x.transactions());
        assertThat(payload.hashStatus()).isEqualTo(HashStatus.RECOMPUTED);
        assertThat(request.value().payload()).isEqualTo(expected);
        assertThat(request.value().payload().blockHash()).isEqualTo(BlockHash.of(request.value()));
        assertThat(request.value().parentBeaconBlockRoot()).isSameAs(root);
        assertThat(request.hashStatus()).isEqualTo(HashStatus.RECOMPUTED);
        assertThat(built.value().payload()).isEqualTo(expected);
        assertThat(built.hashStatus()).isEqualTo(HashStatus.RECOMPUTED);
    }

    @Property
    void rehashAsCapella_anyHash_isRelabellingUnderTheHashOfTheResult(
            @ForAll DenebBuiltPayload any, @ForAll Hash32 root) {
        DenebBuiltPayload y = Blobless.of(any);
        Cases.of(y.payload());

        CapellaPayload relabelled = V5ToV4.relabelAsCapella(y.payload()).get().value();
        CapellaPayload expected = withRightHash(relabelled);
        Converted<CapellaPayload> payload = V5ToV4.rehashAsCapella(y.payload()).get();
        Converted<CapellaNewPayload> request = V5ToV4.rehashAsCapella(
                        NewPayloadRequest.of(y.payload(), List.of(), root))
                .get();
        Converted<CapellaBuiltPayload> built = V5ToV4.rehashAsCapella(y).get();

        assertThat(payload.value()).isEqualTo(expected);
        assertThat(payload.value().transactions()).isSameAs(y.payload().transactions());
        assertThat(payload.hashStatus()).isEqualTo(HashStatus.RECOMPUTED);
        assertThat(request.value().payload()).isEqualTo(expected);
        assertThat(request.value().payload().blockHash()).isEqualTo(BlockHash.of(request.value()));
        assertThat(request.hashStatus()).isEqualTo(HashStatus.RECOMPUTED);
        assertThat(built.value().payload()).isEqualTo(expected);
        assertThat(built.hashStatus()).isEqualTo(HashStatus.RECOMPUTED);
    }

    private static CapellaPayload withRightHash(CapellaPayload payload) {
        return CapellaPayload.builder()
                .from(payload)
                .blockHash(BlockHash.of(payload))
                .build();
    }

    private static DenebPayload withRightHash(DenebPayload payload, Hash32 root) {
        return DenebPayload.builder()
                .from(payload)
                .blockHash(BlockHash.of(payload, root))
                .build();
    }
}
