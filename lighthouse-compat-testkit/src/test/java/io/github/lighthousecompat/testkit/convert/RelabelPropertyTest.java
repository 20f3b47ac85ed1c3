package io.github.lighthousecompat.testkit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.convert.Converted;
import io.github.lighthousecompat.convert.HashStatus;
import io.github.lighthousecompat.convert.V4ToV5;
import io.github.lighthousecompat.convert.V5ToV4;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Relabelling loses nothing that it does not name: the way there and back is the identity. */
@Domain(DomainContext.Global.class)
@Domain(ConversionDomain.class)
class RelabelPropertyTest {
    @Property
    void downAfterUp_payload_givesItBack(@ForAll CapellaPayload any) {
        CapellaPayload x = Blobless.of(any);
        Cases.of(x);

        Converted<DenebPayload> up = V4ToV5.relabelAsDeneb(x).get();
        Converted<CapellaPayload> down = V5ToV4.relabelAsCapella(up.value()).get();

        assertThat(down.value()).isEqualTo(x);
        assertStaleAndShared(up.hashStatus(), up.value(), x);
        assertStaleAndShared(down.hashStatus(), down.value(), x);
    }

    @Property
    void downAfterUp_request_givesItBack(@ForAll CapellaPayload any, @ForAll Hash32 root) {
        CapellaNewPayload x = NewPayloadRequest.of(Blobless.of(any));
        Cases.of(x.payload());

        Converted<DenebNewPayload> up = V4ToV5.relabelAsDeneb(x, root).get();
        Converted<CapellaNewPayload> down = V5ToV4.relabelAsCapella(up.value()).get();

        assertThat(down.value()).isEqualTo(x);
        assertThat(up.value().parentBeaconBlockRoot()).isSameAs(root);
        assertStaleAndShared(up.hashStatus(), up.value().payload(), x.payload());
        assertStaleAndShared(down.hashStatus(), down.value().payload(), x.payload());
    }

    @Property
    void downAfterUp_builtPayload_givesItBack(@ForAll CapellaBuiltPayload any) {
        CapellaBuiltPayload x = BuiltPayload.of(Blobless.of(any.payload()), any.blockValue());
        Cases.of(x.payload());

        Converted<DenebBuiltPayload> up = V4ToV5.relabelAsDeneb(x).get();
        Converted<CapellaBuiltPayload> down =
                V5ToV4.relabelAsCapella(up.value()).get();

        assertThat(down.value()).isEqualTo(x);
        assertStaleAndShared(up.hashStatus(), up.value().payload(), x.payload());
        assertStaleAndShared(down.hashStatus(), down.value().payload(), x.payload());
    }

    @Property
    void downAfterUp_attributes_givesThemBack(@ForAll CapellaAttributes x, @ForAll Hash32 root) {
        Cases.hit("withdrawals", x.withdrawals().isEmpty() ? "none" : "some", "none", "some");

        Converted<DenebAttributes> up = V4ToV5.relabelAsDeneb(x, root).get();

        assertThat(up.value().parentBeaconBlockRoot()).isSameAs(root);
        assertThat(V5ToV4.relabelAsCapella(up.value()).get().value()).isEqualTo(x);
    }

    @Property
    void upAfterDown_payload_givesItBack(@ForAll DenebPayload any) {
        DenebPayload y = Blobless.of(any);
        Cases.of(y);

        Converted<CapellaPayload> down = V5ToV4.relabelAsCapella(y).get();

        assertThat(down.dropped()).isEmpty();
        assertThat(V4ToV5.relabelAsDeneb(down.value()).get().value()).isEqualTo(y);
    }

    @Property
    void upAfterDown_requestWithItsRootGivenBack_givesItBack(@ForAll DenebNewPayload any) {
        DenebNewPayload y = Blobless.of(any);
        Cases.of(y.payload());

        Converted<CapellaNewPayload> down = V5ToV4.relabelAsCapella(y).get();

        assertThat(down.dropped()).containsExactly("parentBeaconBlockRoot");
        assertThat(V4ToV5.relabelAsDeneb(down.value(), y.parentBeaconBlockRoot())
                        .get()
                        .value())
                .isEqualTo(y);
    }

    @Property
    void upAfterDown_builtPayload_givesItBackIfNothingWasDroppedOrWithWhatWas(@ForAll DenebBuiltPayload any) {
        DenebBuiltPayload y = Blobless.of(any);
        Cases.of(y.payload());

        Converted<CapellaBuiltPayload> down = V5ToV4.relabelAsCapella(y).get();
        Cases.hit("dropped", down.dropped().toString(), "[]", "[shouldOverrideBuilder]");
        DenebBuiltPayload up = V4ToV5.relabelAsDeneb(down.value()).get().value();

        assertThat(up.equals(y)).isEqualTo(down.dropped().isEmpty());
        assertThat(BuiltPayload.of(up.payload(), up.blockValue(), up.blobsBundle(), y.shouldOverrideBuilder()))
                .isEqualTo(y);
    }

    @Property
    void upAfterDown_attributesWithTheirRootGivenBack_givesThemBack(@ForAll DenebAttributes y) {
        Cases.hit("withdrawals", y.withdrawals().isEmpty() ? "none" : "some", "none", "some");

        Converted<CapellaAttributes> down = V5ToV4.relabelAsCapella(y).get();

        assertThat(down.dropped()).containsExactly("parentBeaconBlockRoot");
        assertThat(V4ToV5.relabelAsDeneb(down.value(), y.parentBeaconBlockRoot())
                        .get()
                        .value())
                .isEqualTo(y);
    }

    private static void assertStaleAndShared(HashStatus hashStatus, ExecutionPayload result, ExecutionPayload x) {
        assertThat(hashStatus).isEqualTo(HashStatus.STALE);
        assertThat(result.blockHash()).isSameAs(x.blockHash());
        assertThat(result.transactions()).isSameAs(x.transactions());
    }
}
