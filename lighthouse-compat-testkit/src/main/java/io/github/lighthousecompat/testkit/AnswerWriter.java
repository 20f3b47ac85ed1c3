package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.Null.NULL;
import static io.github.lighthousecompat.testkit.Json.items;
import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.SyncStatus;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The answers of an execution layer as JSON, with the fields in the order of the specification. */
final class AnswerWriter {
    private static final String NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

    private AnswerWriter() {}

    static Json status(PayloadStatus status) {
        return members(
                "status", text(status.status().name()),
                "latestValidHash", optional(status.latestValidHash(), hash -> data(hash.toArray())),
                "validationError", optional(status.validationError(), Json::text));
    }

    static Json forkchoiceUpdated(PayloadStatus status, Optional<UInt64> payloadId) {
        return members("payloadStatus", status(status), "payloadId", optional(payloadId, AnswerWriter::payloadId));
    }

    static Json built(BuiltPayload built) {
        Map<String, Json> out = new LinkedHashMap<>();
        out.put("executionPayload", payload(built.payload()));
        out.put("blockValue", text(built.blockValue().toQuantity()));
        if (built instanceof DenebBuiltPayload deneb) {
            out.put("blobsBundle", blobs(deneb.blobsBundle()));
            out.put("shouldOverrideBuilder", new Json.Bool(deneb.shouldOverrideBuilder()));
        }
        return new Json.Members(out);
    }

    static Json body(PayloadBody body) {
        return members(
                "transactions", transactions(body.transactions()),
                "withdrawals", optional(body.withdrawals(), AnswerWriter::withdrawals));
    }

    static Json clientVersion(ClientVersion client) {
        return members(
                "code", text(client.code()),
                "name", text(client.name()),
                "version", text(client.version()),
                "commit", text("0x" + client.commit()));
    }

    static Json syncing(SyncStatus status) {
        if (!status.isSyncing()) {
            return new Json.Bool(false);
        }
        return members(
                "startingBlock", text("0x0"),
                "currentBlock", optional(status.currentBlock(), AnswerWriter::number),
                "highestBlock", optional(status.highestBlock(), AnswerWriter::number));
    }

    static Json block(ExecutionBlock block) {
        Map<String, Json> out = new LinkedHashMap<>();
        out.put("hash", data(block.hash().toArray()));
        out.put("parentHash", data(block.parentHash().toArray()));
        out.put("sha3Uncles", text(NO_UNCLES));
        out.put("miner", data(block.feeRecipient().toArray()));
        out.put("stateRoot", data(block.stateRoot().toArray()));
        out.put("transactionsRoot", data(block.transactionsRoot().toArray()));
        out.put("receiptsRoot", data(block.receiptsRoot().toArray()));
        out.put("logsBloom", data(block.logsBloom().toArray()));
        out.put("difficulty", text("0x0"));
        out.put("number", number(block.number()));
        out.put("gasLimit", number(block.gasLimit()));
        out.put("gasUsed", number(block.gasUsed()));
        out.put("timestamp", number(block.timestamp()));
        out.put("extraData", data(block.extraData().toArray()));
        out.put("mixHash", data(block.prevRandao().toArray()));
        out.put("nonce", text("0x0000000000000000"));
        block.baseFeePerGas().ifPresent(fee -> out.put("baseFeePerGas", text(fee.toQuantity())));
        block.withdrawalsRoot().ifPresent(root -> out.put("withdrawalsRoot", data(root.toArray())));
        block.blobGasUsed().ifPresent(gas -> out.put("blobGasUsed", number(gas)));
        block.excessBlobGas().ifPresent(gas -> out.put("excessBlobGas", number(gas)));
        block.parentBeaconBlockRoot().ifPresent(root -> out.put("parentBeaconBlockRoot", data(root.toArray())));
        out.put(
                "transactions",
                items(block.transactions().stream()
                        .map(hash -> data(hash.toArray()))
                        .toList()));
        out.put("uncles", items(List.of()));
        block.withdrawals().ifPresent(withdrawals -> out.put("withdrawals", withdrawals(withdrawals)));
        return new Json.Members(out);
    }

    static Json number(UInt64 number) {
        return text(number.toQuantity());
    }

    static <T> Json optional(Optional<T> value, Function<? super T, Json> writer) {
        return value.isPresent() ? writer.apply(value.get()) : NULL;
    }

    private static Json payload(ExecutionPayload payload) {
        Map<String, Json> out = new LinkedHashMap<>();
        out.put("parentHash", data(payload.parentHash().toArray()));
        out.put("feeRecipient", data(payload.feeRecipient().toArray()));
        out.put("stateRoot", data(payload.stateRoot().toArray()));
        out.put("receiptsRoot", data(payload.receiptsRoot().toArray()));
        out.put("logsBloom", data(payload.logsBloom().toArray()));
        out.put("prevRandao", data(payload.prevRandao().toArray()));
        out.put("blockNumber", number(payload.blockNumber()));
        out.put("gasLimit", number(payload.gasLimit()));
        out.put("gasUsed", number(payload.gasUsed()));
        out.put("timestamp", number(payload.timestamp()));
        out.put("extraData", data(payload.extraData().toArray()));
        out.put("baseFeePerGas", text(payload.baseFeePerGas().toQuantity()));
        out.put("blockHash", data(payload.blockHash().toArray()));
        out.put("transactions", transactions(payload.transactions()));
        out.put("withdrawals", withdrawals(payload.withdrawals()));
        if (payload instanceof DenebPayload deneb) {
            out.put("blobGasUsed", number(deneb.blobGasUsed()));
            out.put("excessBlobGas", number(deneb.excessBlobGas()));
        }
        return new Json.Members(out);
    }

    private static Json blobs(BlobsBundle bundle) {
        return members(
                "commitments",
                        items(bundle.commitments().stream()
                                .map(commitment -> data(commitment.toArray()))
                                .toList()),
                "proofs",
                        items(bundle.proofs().stream()
                                .map(proof -> data(proof.toArray()))
                                .toList()),
                "blobs",
                        items(bundle.blobs().stream()
                                .map(blob -> data(blob.toArray()))
                                .toList()));
    }

    private static Json transactions(Transactions transactions) {
        return items(IntStream.range(0, transactions.size())
                .mapToObj(transactions::get)
                .map(Bytes::toArray)
                .map(AnswerWriter::data)
                .toList());
    }

    private static Json withdrawals(List<Withdrawal> withdrawals) {
        return items(withdrawals.stream()
                .map(withdrawal -> members(
                        "index", number(withdrawal.index()),
                        "validatorIndex", number(withdrawal.validatorIndex()),
                        "address", data(withdrawal.address().toArray()),
                        "amount", number(withdrawal.amount())))
                .toList());
    }

    private static Json payloadId(UInt64 id) {
        return data(ByteBuffer.allocate(Long.BYTES).putLong(id.longBits()).array());
    }

    private static Json data(byte[] bytes) {
        return text("0x" + HexFormat.of().formatHex(bytes));
    }
}
