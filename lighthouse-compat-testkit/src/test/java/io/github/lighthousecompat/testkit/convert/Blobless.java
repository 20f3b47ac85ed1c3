package io.github.lighthousecompat.testkit.convert;

import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import java.util.List;

/** The same values without anything that only blobs explain; equal to the original if it had nothing of the kind. */
public final class Blobless {
    private static final int BLOB_TRANSACTION = 3;

    private Blobless() {}

    /** The payload without transactions that carry blobs. */
    public static CapellaPayload of(CapellaPayload payload) {
        return CapellaPayload.builder()
                .from(payload)
                .transactions(of(payload.transactions()))
                .build();
    }

    static DenebPayload of(DenebPayload payload) {
        return DenebPayload.builder()
                .from(payload)
                .transactions(of(payload.transactions()))
                .blobGasUsed(UInt64.ZERO)
                .excessBlobGas(UInt64.ZERO)
                .build();
    }

    static DenebNewPayload of(DenebNewPayload request) {
        return NewPayloadRequest.of(of(request.payload()), List.of(), request.parentBeaconBlockRoot());
    }

    static DenebBuiltPayload of(DenebBuiltPayload built) {
        return BuiltPayload.of(
                of(built.payload()), built.blockValue(), BlobsBundle.EMPTY, built.shouldOverrideBuilder());
    }

    static CapellaBlock of(CapellaBlock block) {
        return CapellaBlock.builder()
                .from(block)
                .body(CapellaBlockBody.builder()
                        .from(block.body())
                        .executionPayload(of(block.body().executionPayload()))
                        .build())
                .build();
    }

    static DenebBlock of(DenebBlock block) {
        return DenebBlock.builder()
                .from(block)
                .body(DenebBlockBody.builder()
                        .from(block.body())
                        .executionPayload(of(block.body().executionPayload()))
                        .blobKzgCommitments(List.of())
                        .build())
                .build();
    }

    private static Transactions of(Transactions transactions) {
        Transactions.Builder kept = Transactions.builder();
        for (int i = 0; i < transactions.size(); i++) {
            if (transactions.typeOf(i) != BLOB_TRANSACTION) {
                kept.add(transactions.get(i));
            }
        }
        return kept.build();
    }
}
