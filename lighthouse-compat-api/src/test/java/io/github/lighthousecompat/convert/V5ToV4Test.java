package io.github.lighthousecompat.convert;

import static io.github.lighthousecompat.convert.Samples.ROOT;
import static io.github.lighthousecompat.convert.Samples.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.hash.BlockHash;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class V5ToV4Test {
    private static final CapellaPayload CAPELLA = Samples.capella().build();
    private static final DenebPayload PAYLOAD = Samples.deneb().build();
    private static final List<Hash32> NO_HASHES = List.of();

    @Test
    void structures_ofCapella_areTheSameInstanceWithItsHashIntact() {
        CapellaNewPayload request = NewPayloadRequest.of(CAPELLA);
        CapellaBuiltPayload built = BuiltPayload.of(CAPELLA, VALUE);

        assertUnchanged(V5ToV4.payload(CAPELLA), CAPELLA, HashStatus.INTACT);
        assertUnchanged(V5ToV4.newPayloadRequest(request), request, HashStatus.INTACT);
        assertUnchanged(V5ToV4.builtPayload(built), built, HashStatus.INTACT);
    }

    @Test
    void structures_withoutAPayload_areTheSameInstance() {
        CapellaAttributes attributes = Samples.capellaAttributes();
        ForkchoiceState state = ForkchoiceState.of(ROOT, Hash32.ZERO, Hash32.ZERO);
        PayloadStatus status = PayloadStatus.syncing();
        ForkchoiceUpdated updated =
                ForkchoiceUpdated.of(status, Optional.of(PayloadHandle.of("new", UInt64.of(1), Fork.CAPELLA, 0)));
        PayloadBody body = PayloadBody.of(Samples.TRANSACTIONS, Optional.empty());
        ClientVersion version = ClientVersion.of("LH", "Lighthouse", "v5.3.0", "d6ba8c39");

        assertUnchanged(V5ToV4.attributes(attributes), attributes, HashStatus.NONE);
        assertUnchanged(V5ToV4.forkchoiceState(state), state, HashStatus.NONE);
        assertUnchanged(V5ToV4.payloadStatus(status), status, HashStatus.NONE);
        assertUnchanged(V5ToV4.forkchoiceUpdated(updated), updated, HashStatus.NONE);
        assertUnchanged(V5ToV4.payloadBody(body), body, HashStatus.NONE);
        assertUnchanged(V5ToV4.clientVersion(version), version, HashStatus.NONE);
    }

    @Test
    void structures_ofDeneb_haveNoPlaceInV4() {
        assertStops(V5ToV4.payload(PAYLOAD), "fork", "Deneb (Cancun)");
        assertStops(V5ToV4.attributes(Samples.denebAttributes()), "fork", "Deneb (Cancun)");
        assertStops(V5ToV4.newPayloadRequest(NewPayloadRequest.of(PAYLOAD, NO_HASHES, ROOT)), "fork", "Deneb (Cancun)");
        assertStops(V5ToV4.builtPayload(built(PAYLOAD, BlobsBundle.EMPTY, false)), "fork", "Deneb (Cancun)");
        assertThat(V5ToV4.payload(PAYLOAD).getLeft().message())
                .startsWith("fork is Deneb (Cancun): v4 speaks no fork after Capella; relabelAsCapella");
    }

    @Test
    void relabelAsCapella_payload_removesZeroBlobGasUnderTheOldHash() {
        Converted<CapellaPayload> converted = V5ToV4.relabelAsCapella(PAYLOAD).get();

        assertLost(converted, HashStatus.STALE, List.of(), "blobGasUsed", "excessBlobGas");
        assertThat(converted.value()).isEqualTo(CAPELLA);
        assertThat(converted.value().transactions()).isSameAs(PAYLOAD.transactions());
    }

    @Test
    void rehashAsCapella_payload_statesTheHashOfItsContent() {
        Converted<CapellaPayload> converted = V5ToV4.rehashAsCapella(PAYLOAD).get();

        assertLost(converted, HashStatus.RECOMPUTED, List.of(), "blobGasUsed", "excessBlobGas");
        assertThat(converted.value())
                .isEqualTo(Samples.capella().blockHash(BlockHash.of(CAPELLA)).build());
        assertThat(converted.value().transactions()).isSameAs(PAYLOAD.transactions());
    }

    @Test
    void relabelAsCapella_request_dropsTheRoot() {
        Converted<CapellaNewPayload> converted = V5ToV4.relabelAsCapella(NewPayloadRequest.of(PAYLOAD, NO_HASHES, ROOT))
                .get();

        assertLost(
                converted,
                HashStatus.STALE,
                List.of("parentBeaconBlockRoot"),
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "versionedHashes");
        assertThat(converted.value()).isEqualTo(NewPayloadRequest.of(CAPELLA));
    }

    @Test
    void rehashAsCapella_request_statesItsOwnHash() {
        Converted<CapellaNewPayload> converted = V5ToV4.rehashAsCapella(NewPayloadRequest.of(PAYLOAD, NO_HASHES, ROOT))
                .get();

        assertLost(
                converted,
                HashStatus.RECOMPUTED,
                List.of("parentBeaconBlockRoot"),
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "versionedHashes");
        assertThat(converted.value())
                .isEqualTo(NewPayloadRequest.of(
                        V5ToV4.rehashAsCapella(PAYLOAD).get().value()));
        assertThat(converted.value().payload().blockHash()).isEqualTo(BlockHash.of(converted.value()));
    }

    @Test
    void relabelAsCapella_builtPayloadWithFalseFlag_removesBundleAndFlag() {
        Converted<CapellaBuiltPayload> converted = V5ToV4.relabelAsCapella(built(PAYLOAD, BlobsBundle.EMPTY, false))
                .get();

        assertLost(
                converted,
                HashStatus.STALE,
                List.of(),
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "blobsBundle",
                "shouldOverrideBuilder");
        assertThat(converted.value()).isEqualTo(BuiltPayload.of(CAPELLA, VALUE));
    }

    @Test
    void relabelAsCapella_builtPayloadWithTrueFlag_dropsTheFlag() {
        Converted<CapellaBuiltPayload> converted =
                V5ToV4.relabelAsCapella(built(PAYLOAD, BlobsBundle.EMPTY, true)).get();

        assertLost(
                converted,
                HashStatus.STALE,
                List.of("shouldOverrideBuilder"),
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "blobsBundle");
        assertThat(converted.value()).isEqualTo(BuiltPayload.of(CAPELLA, VALUE));
    }

    @Test
    void rehashAsCapella_builtPayload_statesTheHashOfItsContent() {
        Converted<CapellaBuiltPayload> converted =
                V5ToV4.rehashAsCapella(built(PAYLOAD, BlobsBundle.EMPTY, true)).get();

        assertLost(
                converted,
                HashStatus.RECOMPUTED,
                List.of("shouldOverrideBuilder"),
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "blobsBundle");
        assertThat(converted.value())
                .isEqualTo(BuiltPayload.of(V5ToV4.rehashAsCapella(PAYLOAD).get().value(), VALUE));
    }

    @Test
    void relabelAsCapella_attributes_dropTheRoot() {
        Converted<CapellaAttributes> converted =
                V5ToV4.relabelAsCapella(Samples.denebAttributes()).get();

        assertLost(converted, HashStatus.NONE, List.of("parentBeaconBlockRoot"));
        assertThat(converted.value()).isEqualTo(Samples.capellaAttributes());
    }

    @Test
    void anyWayDown_blobGasUsed_stops() {
        assertPayloadStops(Samples.deneb().blobGasUsed(UInt64.of(131_072)).build(), "blobGasUsed", "131072");
    }

    @Test
    void anyWayDown_excessBlobGas_stops() {
        assertPayloadStops(Samples.deneb().excessBlobGas(UInt64.MAX).build(), "excessBlobGas", "18446744073709551615");
    }

    @Test
    void anyWayDown_blobTransaction_stopsAtTheFirst() {
        assertPayloadStops(
                Samples.deneb().transactions(Samples.WITH_BLOB_TRANSACTION).build(),
                "transactions[1]",
                "a transaction of type 3");
    }

    @Test
    void anyWayDown_versionedHash_stops() {
        var request = NewPayloadRequest.of(PAYLOAD, List.of(Samples.hash(0x01), Samples.hash(0x02)), ROOT);

        assertStops(
                V5ToV4.relabelAsCapella(request),
                "versionedHashes[0]",
                Samples.hash(0x01).toHex());
        assertStops(
                V5ToV4.rehashAsCapella(request),
                "versionedHashes[0]",
                Samples.hash(0x01).toHex());
    }

    @Test
    void anyWayDown_commitment_stops() {
        DenebBuiltPayload built = built(PAYLOAD, Samples.BUNDLE, false);
        String first = Samples.BUNDLE.commitments().get(0).toHex();

        assertStops(V5ToV4.relabelAsCapella(built), "blobsBundle.commitments[0]", first);
        assertStops(V5ToV4.rehashAsCapella(built), "blobsBundle.commitments[0]", first);
    }

    /** In a payload by itself and wherever a payload stands. */
    private static void assertPayloadStops(DenebPayload payload, String field, String value) {
        var request = NewPayloadRequest.of(payload, NO_HASHES, ROOT);
        DenebBuiltPayload built = built(payload, BlobsBundle.EMPTY, false);
        assertStops(V5ToV4.relabelAsCapella(payload), field, value);
        assertStops(V5ToV4.rehashAsCapella(payload), field, value);
        assertStops(V5ToV4.relabelAsCapella(request), "payload." + field, value);
        assertStops(V5ToV4.rehashAsCapella(request), "payload." + field, value);
        assertStops(V5ToV4.relabelAsCapella(built), "payload." + field, value);
        assertStops(V5ToV4.rehashAsCapella(built), "payload." + field, value);
    }

    private static DenebBuiltPayload built(DenebPayload payload, BlobsBundle bundle, boolean shouldOverrideBuilder) {
        return BuiltPayload.of(payload, VALUE, bundle, shouldOverrideBuilder);
    }

    private static <T> void assertUnchanged(
            Either<ConversionError, Converted<T>> result, T original, HashStatus hashStatus) {
        Converted<T> converted = result.get();
        assertThat(converted.value()).isSameAs(original);
        assertThat(converted).isEqualTo(new Converted<>(original, List.of(), List.of(), List.of(), hashStatus));
    }

    private static void assertLost(
            Converted<?> converted, HashStatus hashStatus, List<String> dropped, String... removed) {
        assertThat(converted.added()).isEmpty();
        assertThat(converted.removed()).containsExactly(removed);
        assertThat(converted.dropped()).isEqualTo(dropped);
        assertThat(converted.hashStatus()).isEqualTo(hashStatus);
    }

    private static void assertStops(Either<ConversionError, ?> result, String field, String value) {
        ConversionError error = result.getLeft();
        assertThat(error.field()).isEqualTo(field);
        assertThat(error.value()).isEqualTo(value);
        assertThat(error.message()).startsWith(field + " is " + value + ": ");
    }
}
