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
import io.github.lighthousecompat.engine.DenebNewPayload;
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

class V4ToV5Test {
    private static final CapellaPayload PAYLOAD = Samples.capella().build();
    private static final CapellaPayload BLOB_PAYLOAD =
            Samples.capella().transactions(Samples.WITH_BLOB_TRANSACTION).build();

    @Test
    void structures_ofCapella_areTheSameInstanceWithItsHashIntact() {
        CapellaNewPayload request = NewPayloadRequest.of(PAYLOAD);
        CapellaBuiltPayload built = BuiltPayload.of(PAYLOAD, VALUE);

        assertUnchanged(V4ToV5.payload(PAYLOAD), PAYLOAD, HashStatus.INTACT);
        assertUnchanged(V4ToV5.newPayloadRequest(request), request, HashStatus.INTACT);
        assertUnchanged(V4ToV5.builtPayload(built), built, HashStatus.INTACT);
    }

    @Test
    void structures_withoutAPayload_areTheSameInstance() {
        CapellaAttributes attributes = Samples.capellaAttributes();
        ForkchoiceState state = ForkchoiceState.of(ROOT, Hash32.ZERO, Hash32.ZERO);
        PayloadStatus status = PayloadStatus.valid(ROOT);
        ForkchoiceUpdated updated =
                ForkchoiceUpdated.of(status, Optional.of(PayloadHandle.of("old", UInt64.of(1), Fork.CAPELLA, 0)));
        PayloadBody body = PayloadBody.of(Samples.TRANSACTIONS, Optional.of(List.of(Samples.WITHDRAWAL)));
        ClientVersion version = ClientVersion.of("LH", "Lighthouse", "v4.5.0", "441fc169");

        assertUnchanged(V4ToV5.attributes(attributes), attributes, HashStatus.NONE);
        assertUnchanged(V4ToV5.forkchoiceState(state), state, HashStatus.NONE);
        assertUnchanged(V4ToV5.payloadStatus(status), status, HashStatus.NONE);
        assertUnchanged(V4ToV5.forkchoiceUpdated(updated), updated, HashStatus.NONE);
        assertUnchanged(V4ToV5.payloadBody(body), body, HashStatus.NONE);
        assertUnchanged(V4ToV5.clientVersion(version), version, HashStatus.NONE);
    }

    @Test
    void relabelAsDeneb_payload_addsZeroBlobGasUnderTheOldHash() {
        Converted<DenebPayload> converted = V4ToV5.relabelAsDeneb(PAYLOAD).get();

        assertAdded(converted, HashStatus.STALE, "blobGasUsed", "excessBlobGas");
        assertThat(converted.value()).isEqualTo(Samples.deneb().build());
        assertThat(converted.value().transactions()).isSameAs(PAYLOAD.transactions());
    }

    @Test
    void rehashAsDeneb_payload_statesTheHashWithTheCallersRoot() {
        Converted<DenebPayload> converted = V4ToV5.rehashAsDeneb(PAYLOAD, ROOT).get();

        assertAdded(converted, HashStatus.RECOMPUTED, "blobGasUsed", "excessBlobGas");
        Hash32 hash = BlockHash.of(Samples.deneb().build(), ROOT);
        assertThat(converted.value()).isEqualTo(Samples.deneb().blockHash(hash).build());
        assertThat(converted.value().transactions()).isSameAs(PAYLOAD.transactions());
        assertThat(V4ToV5.rehashAsDeneb(PAYLOAD, Hash32.ZERO).get().value().blockHash())
                .isNotEqualTo(hash);
    }

    @Test
    void relabelAsDeneb_request_addsRootAndNoVersionedHashes() {
        Converted<DenebNewPayload> converted =
                V4ToV5.relabelAsDeneb(NewPayloadRequest.of(PAYLOAD), ROOT).get();

        assertAdded(
                converted,
                HashStatus.STALE,
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "versionedHashes",
                "parentBeaconBlockRoot");
        assertThat(converted.value())
                .isEqualTo(NewPayloadRequest.of(Samples.deneb().build(), List.of(), ROOT));
    }

    @Test
    void rehashAsDeneb_request_statesItsOwnHash() {
        Converted<DenebNewPayload> converted =
                V4ToV5.rehashAsDeneb(NewPayloadRequest.of(PAYLOAD), ROOT).get();

        assertAdded(
                converted,
                HashStatus.RECOMPUTED,
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "versionedHashes",
                "parentBeaconBlockRoot");
        assertThat(converted.value())
                .isEqualTo(NewPayloadRequest.of(
                        V4ToV5.rehashAsDeneb(PAYLOAD, ROOT).get().value(), List.of(), ROOT));
        assertThat(converted.value().payload().blockHash()).isEqualTo(BlockHash.of(converted.value()));
    }

    @Test
    void relabelAsDeneb_builtPayload_addsAnEmptyBundleAndAFalseFlag() {
        Converted<DenebBuiltPayload> converted =
                V4ToV5.relabelAsDeneb(BuiltPayload.of(PAYLOAD, VALUE)).get();

        assertAdded(
                converted,
                HashStatus.STALE,
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "blobsBundle",
                "shouldOverrideBuilder");
        assertThat(converted.value())
                .isEqualTo(BuiltPayload.of(Samples.deneb().build(), VALUE, BlobsBundle.EMPTY, false));
    }

    @Test
    void rehashAsDeneb_builtPayload_statesTheHashWithTheCallersRoot() {
        Converted<DenebBuiltPayload> converted =
                V4ToV5.rehashAsDeneb(BuiltPayload.of(PAYLOAD, VALUE), ROOT).get();

        assertAdded(
                converted,
                HashStatus.RECOMPUTED,
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "blobsBundle",
                "shouldOverrideBuilder");
        assertThat(converted.value())
                .isEqualTo(BuiltPayload.of(
                        V4ToV5.rehashAsDeneb(PAYLOAD, ROOT).get().value(), VALUE, BlobsBundle.EMPTY, false));
    }

    @Test
    void relabelAsDeneb_attributes_addTheCallersRoot() {
        var converted = V4ToV5.relabelAsDeneb(Samples.capellaAttributes(), ROOT).get();

        assertAdded(converted, HashStatus.NONE, "parentBeaconBlockRoot");
        assertThat(converted.value()).isEqualTo(Samples.denebAttributes());
    }

    @Test
    void anyWayUp_blobTransaction_stopsAtTheFirst() {
        assertStops(V4ToV5.relabelAsDeneb(BLOB_PAYLOAD), "transactions[1]");
        assertStops(V4ToV5.rehashAsDeneb(BLOB_PAYLOAD, ROOT), "transactions[1]");
        assertStops(V4ToV5.relabelAsDeneb(NewPayloadRequest.of(BLOB_PAYLOAD), ROOT), "payload.transactions[1]");
        assertStops(V4ToV5.rehashAsDeneb(NewPayloadRequest.of(BLOB_PAYLOAD), ROOT), "payload.transactions[1]");
        assertStops(V4ToV5.relabelAsDeneb(BuiltPayload.of(BLOB_PAYLOAD, VALUE)), "payload.transactions[1]");
        assertStops(V4ToV5.rehashAsDeneb(BuiltPayload.of(BLOB_PAYLOAD, VALUE), ROOT), "payload.transactions[1]");
    }

    private static <T> void assertUnchanged(
            Either<ConversionError, Converted<T>> result, T original, HashStatus hashStatus) {
        Converted<T> converted = result.get();
        assertThat(converted.value()).isSameAs(original);
        assertThat(converted).isEqualTo(new Converted<>(original, List.of(), List.of(), List.of(), hashStatus));
    }

    private static void assertAdded(Converted<?> converted, HashStatus hashStatus, String... added) {
        assertThat(converted.added()).containsExactly(added);
        assertThat(converted.removed()).isEmpty();
        assertThat(converted.dropped()).isEmpty();
        assertThat(converted.hashStatus()).isEqualTo(hashStatus);
    }

    private static void assertStops(Either<ConversionError, ?> result, String field) {
        ConversionError error = result.getLeft();
        assertThat(error.field()).isEqualTo(field);
        assertThat(error.value()).isEqualTo("a transaction of type 3");
        assertThat(error.message()).startsWith(field + " is a transaction of type 3: no block of Capella");
    }
}
