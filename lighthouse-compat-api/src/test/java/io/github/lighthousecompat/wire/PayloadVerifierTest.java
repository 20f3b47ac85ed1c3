package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.hash.BlockHash;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadVerifierTest {
    private static final CallLabel LABEL = new CallLabel(CallSite.of("c"), "engine_m");
    private static final UInt64 ID = UInt64.of(5);

    private int hashed;
    private final PayloadVerifier verifier = new PayloadVerifier(request -> {
        hashed++;
        return BlockHash.of(request);
    });

    @Test
    void check_rightPayloads_pass() {
        assertThatCode(() -> {
                    verifier.check(LABEL, NewPayloadRequest.of(Payloads.CAPELLA));
                    verifier.check(LABEL, Payloads.request(Payloads.DENEB));
                })
                .doesNotThrowAnyException();
        assertThat(hashed).isEqualTo(2);
    }

    @Test
    void check_staleHash_isRefusedWithBothHashes() {
        CapellaPayload stale = changed(Payloads.CAPELLA);

        Refused failure = refused(NewPayloadRequest.of(stale));

        assertThat(failure.fault()).isEqualTo(Refused.Fault.BLOCK_HASH);
        assertThat(failure)
                .hasMessageContaining(stale.blockHash().toString())
                .hasMessageContaining(BlockHash.of(stale).toString());
    }

    @Test
    void check_otherParentBeaconBlockRoot_isRefused() {
        assertThat(refused(NewPayloadRequest.of(Payloads.DENEB, List.of(), Payloads.HEAD))
                        .fault())
                .isEqualTo(Refused.Fault.BLOCK_HASH);
    }

    @Test
    void check_versionedHashesOfNoTransaction_areRefused() {
        assertThat(refused(NewPayloadRequest.of(Payloads.DENEB, List.of(Payloads.HEAD), Payloads.ROOT))
                        .fault())
                .isEqualTo(Refused.Fault.VERSIONED_HASHES);
    }

    @Test
    void check_blobTransactionThatIsNone_isRefused() {
        assertThat(refused(Payloads.request(withBrokenTransaction())).fault()).isEqualTo(Refused.Fault.TRANSACTION);
    }

    @Test
    void check_untouchedBuiltPayload_isNotHashedAgain() {
        verifier.building(ID, Payloads.DENEB_ATTRIBUTES);
        verifier.built(LABEL, ID, built(Payloads.DENEB));
        verifier.built(LABEL, ID, built(Payloads.CAPELLA));
        assertThat(hashed).isEqualTo(2);

        verifier.check(LABEL, Payloads.request(Payloads.DENEB));
        verifier.check(LABEL, NewPayloadRequest.of(Payloads.CAPELLA));

        assertThat(hashed).isEqualTo(2);
    }

    @Test
    void check_builtPayloadWithOtherParts_isHashedAgain() {
        verifier.building(ID, Payloads.DENEB_ATTRIBUTES);
        verifier.built(LABEL, ID, built(Payloads.DENEB));

        refused(NewPayloadRequest.of(Payloads.DENEB, List.of(), Payloads.HEAD));
        refused(NewPayloadRequest.of(Payloads.DENEB, List.of(Payloads.HEAD), Payloads.ROOT));

        assertThat(hashed).isEqualTo(3);
    }

    @Test
    void check_touchedBuiltPayload_isHashedAgain() {
        verifier.built(LABEL, ID, built(Payloads.CAPELLA));

        refused(NewPayloadRequest.of(changed(Payloads.CAPELLA)));

        assertThat(hashed).isEqualTo(2);
    }

    @Test
    void built_wrongHash_isDecodeAndNotTrusted() {
        CapellaPayload stale = changed(Payloads.CAPELLA);

        assertThat(decodePath(stale)).isEqualTo("$.result.executionPayload.blockHash");
        refused(NewPayloadRequest.of(stale));
    }

    @Test
    void built_blobTransactionThatIsNone_isDecode() {
        verifier.building(ID, Payloads.DENEB_ATTRIBUTES);

        assertThat(decodePath(withBrokenTransaction())).isEqualTo("$.result.executionPayload.transactions[0]");
    }

    @Test
    void built_byAnotherProcess_isCheckedWhenItIsSent() {
        verifier.built(LABEL, ID, built(Payloads.DENEB));
        assertThat(hashed).isZero();

        verifier.check(LABEL, Payloads.request(Payloads.DENEB));

        assertThat(hashed).isEqualTo(1);
    }

    @Test
    void built_longAgo_isHashedAgain() {
        verifier.built(LABEL, ID, built(Payloads.CAPELLA));
        for (int i = 0; i < 16; i++) {
            verifier.built(
                    LABEL,
                    ID,
                    built(Payloads.hashed(
                            Payloads.capella(Payloads.CAPELLA_TIME).build())));
        }

        verifier.check(LABEL, NewPayloadRequest.of(Payloads.CAPELLA));

        assertThat(hashed).isEqualTo(18);
    }

    @Test
    void building_longAgo_isForgotten() {
        verifier.building(ID, Payloads.DENEB_ATTRIBUTES);
        for (int i = 0; i < 64; i++) {
            verifier.building(UInt64.of(100 + i), Payloads.DENEB_ATTRIBUTES);
        }

        verifier.built(LABEL, ID, built(Payloads.DENEB));

        assertThat(hashed).isZero();
    }

    @Test
    void built_blobsThatNoTransactionNames_isDecode() {
        BlobsBundle bundle =
                BlobsBundle.of(List.of(Bytes48.ZERO), List.of(Bytes48.ZERO), List.of(Blob.of(new byte[Blob.SIZE])));

        LighthouseException.Decode failure = catchThrowableOfType(
                LighthouseException.Decode.class,
                () -> verifier.built(LABEL, ID, BuiltPayload.of(Payloads.DENEB, UInt256.ZERO, bundle, false)));

        assertThat(failure.path()).isEqualTo("$.result.blobsBundle.commitments");
    }

    private static BuiltPayload built(ExecutionPayload payload) {
        return payload instanceof DenebPayload deneb
                ? BuiltPayload.of(deneb, UInt256.ZERO, BlobsBundle.EMPTY, false)
                : BuiltPayload.of((CapellaPayload) payload, UInt256.ZERO);
    }

    private Refused refused(NewPayloadRequest request) {
        Refused failure = catchThrowableOfType(Refused.class, () -> verifier.check(LABEL, request));
        assertThat(failure).isNotNull();
        return failure;
    }

    private String decodePath(ExecutionPayload payload) {
        LighthouseException.Decode failure =
                catchThrowableOfType(LighthouseException.Decode.class, () -> verifier.built(LABEL, ID, built(payload)));
        assertThat(failure).isNotNull();
        return failure.path();
    }

    private static CapellaPayload changed(CapellaPayload payload) {
        CapellaPayload.Builder builder = CapellaPayload.builder();
        builder.from(payload).gasUsed(UInt64.of(1));
        return builder.build();
    }

    private static DenebPayload withBrokenTransaction() {
        DenebPayload.Builder builder = Payloads.deneb(Payloads.DENEB_TIME);
        builder.transactions(Transactions.of(List.of(Bytes.of((byte) 3, (byte) 0))));
        return Payloads.hashed(builder.build());
    }
}
