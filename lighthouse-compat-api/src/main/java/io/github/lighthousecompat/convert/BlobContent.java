package io.github.lighthousecompat.convert;

import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.Transactions;
import java.util.List;
import java.util.Optional;

/** Finds what only a block with blobs can hold; the first find stops a conversion, in either direction. */
final class BlobContent {
    private static final int BLOB_TRANSACTION = 3;

    private BlobContent() {}

    /** The first blob transaction; {@code path} leads to the payload and ends with a dot unless it is empty. */
    static Optional<ConversionError> in(Transactions transactions, String path) {
        for (int i = 0; i < transactions.size(); i++) {
            if (transactions.typeOf(i) == BLOB_TRANSACTION) {
                return found(
                        path + "transactions[" + i + "]",
                        "a transaction of type " + BLOB_TRANSACTION,
                        "no block of Capella holds blob transactions, and no block of Deneb holds them without blob"
                                + " gas");
            }
        }
        return Optional.empty();
    }

    static Optional<ConversionError> in(DenebPayload payload, String path) {
        return nonZero(payload.blobGasUsed(), path + "blobGasUsed")
                .or(() -> nonZero(payload.excessBlobGas(), path + "excessBlobGas"))
                .or(() -> in(payload.transactions(), path));
    }

    static Optional<ConversionError> in(DenebNewPayload request) {
        return in(request.payload(), "payload.").or(() -> first(request.versionedHashes(), "versionedHashes"));
    }

    static Optional<ConversionError> in(DenebBuiltPayload built) {
        return in(built.payload(), "payload.")
                .or(() -> first(built.blobsBundle().commitments(), "blobsBundle.commitments"));
    }

    static Optional<ConversionError> in(DenebBlock block, String path) {
        DenebBlockBody body = block.body();
        return in(body.executionPayload(), path + Blocks.PAYLOAD)
                .or(() -> first(body.blobKzgCommitments(), path + "body.blobKzgCommitments"));
    }

    private static Optional<ConversionError> nonZero(UInt64 gas, String field) {
        return gas.isZero()
                ? Optional.empty()
                : found(field, gas.toString(), "Capella has no blob gas, only zero can be left out");
    }

    private static Optional<ConversionError> first(List<?> list, String field) {
        return list.isEmpty()
                ? Optional.empty()
                : found(
                        field + "[0]",
                        list.get(0).toString(),
                        "Capella has no blobs, only an empty list can be left out");
    }

    private static Optional<ConversionError> found(String field, String value, String problem) {
        return Optional.of(new ConversionError(field, value, problem));
    }
}
