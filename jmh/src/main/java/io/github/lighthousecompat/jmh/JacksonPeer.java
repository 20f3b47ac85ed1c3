package io.github.lighthousecompat.jmh;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.Transactions;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same messages through Jackson's databind in its best form: typed classes of public fields, hex decoded from the
 * parser's own characters and written as raw UTF-8, one output array of the right size, buffers of the thread.
 *
 * <p>Its values are mutable and unchecked, which spares it work that ours does. Not thread-safe.
 */
public final class JacksonPeer {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.threadLocalPool())
                    .build())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addModule(HexModule.of())
            .build();

    private final ObjectReader reader = MAPPER.readerFor(Answer.class);
    private final ObjectWriter writer = MAPPER.writer();

    /** The answer to {@code getPayloadV3} that {@code body} is. */
    public Answer answer(byte[] body) {
        return reader.readValue(body);
    }

    /** The body of {@code message}, which has {@code size} bytes. */
    public byte[] body(Object message, int size) {
        ExactOutput out = new ExactOutput(size);
        writer.writeValue(out, message);
        return out.bytes();
    }

    /** The body of {@code message}, whatever size it has. */
    public byte[] body(Object message) {
        return writer.writeValueAsBytes(message);
    }

    /** An answer to {@code getPayloadV3}. */
    @SuppressWarnings("NullAway.Init") // databind sets the fields
    public static final class Answer {
        public String jsonrpc;
        public int id;
        public Built result;

        /** The answer with this payload to the request with this id. */
        public static Answer of(int id, DenebBuiltPayload built) {
            Answer answer = new Answer();
            answer.jsonrpc = "2.0";
            answer.id = id;
            answer.result = Built.of(built);
            return answer;
        }

        /** The payload as a checked value. */
        public DenebBuiltPayload typed() {
            return result.typed();
        }
    }

    @SuppressWarnings("NullAway.Init") // databind sets the fields
    static final class Built {
        public Payload executionPayload;
        public BigInteger blockValue;
        public Bundle blobsBundle;
        public boolean shouldOverrideBuilder;

        static Built of(DenebBuiltPayload from) {
            Built built = new Built();
            built.executionPayload = Payload.of(from.payload());
            built.blockValue = from.blockValue().toBigInteger();
            built.blobsBundle = Bundle.of(from.blobsBundle());
            built.shouldOverrideBuilder = from.shouldOverrideBuilder();
            return built;
        }

        DenebBuiltPayload typed() {
            return BuiltPayload.of(
                    executionPayload.typed(), UInt256.of(blockValue), blobsBundle.typed(), shouldOverrideBuilder);
        }
    }

    @SuppressWarnings("NullAway.Init") // databind sets the fields
    static final class Bundle {
        public List<byte[]> commitments;
        public List<byte[]> proofs;
        public List<byte[]> blobs;

        static Bundle of(BlobsBundle from) {
            Bundle bundle = new Bundle();
            bundle.commitments =
                    from.commitments().stream().map(Bytes48::toArray).toList();
            bundle.proofs = from.proofs().stream().map(Bytes48::toArray).toList();
            bundle.blobs = from.blobs().stream().map(Blob::toArray).toList();
            return bundle;
        }

        BlobsBundle typed() {
            return BlobsBundle.of(
                    commitments.stream().map(Bytes48::of).toList(),
                    proofs.stream().map(Bytes48::of).toList(),
                    blobs.stream().map(Blob::of).toList());
        }
    }

    @SuppressWarnings("NullAway.Init") // databind sets the fields
    static final class Payload {
        public byte[] parentHash;
        public byte[] feeRecipient;
        public byte[] stateRoot;
        public byte[] receiptsRoot;
        public byte[] logsBloom;
        public byte[] prevRandao;
        public long blockNumber;
        public long gasLimit;
        public long gasUsed;
        public long timestamp;
        public byte[] extraData;
        public BigInteger baseFeePerGas;
        public byte[] blockHash;
        public List<byte[]> transactions;
        public List<Withdrawal> withdrawals;
        public long blobGasUsed;
        public long excessBlobGas;

        static Payload of(DenebPayload from) {
            Payload payload = new Payload();
            payload.parentHash = from.parentHash().toArray();
            payload.feeRecipient = from.feeRecipient().toArray();
            payload.stateRoot = from.stateRoot().toArray();
            payload.receiptsRoot = from.receiptsRoot().toArray();
            payload.logsBloom = from.logsBloom().toArray();
            payload.prevRandao = from.prevRandao().toArray();
            payload.blockNumber = from.blockNumber().longBits();
            payload.gasLimit = from.gasLimit().longBits();
            payload.gasUsed = from.gasUsed().longBits();
            payload.timestamp = from.timestamp().longBits();
            payload.extraData = from.extraData().toArray();
            payload.baseFeePerGas = from.baseFeePerGas().toBigInteger();
            payload.blockHash = from.blockHash().toArray();
            payload.transactions = IntStream.range(0, from.transactions().size())
                    .mapToObj(i -> from.transactions().get(i).toArray())
                    .toList();
            payload.withdrawals =
                    from.withdrawals().stream().map(Withdrawal::of).toList();
            payload.blobGasUsed = from.blobGasUsed().longBits();
            payload.excessBlobGas = from.excessBlobGas().longBits();
            return payload;
        }

        DenebPayload typed() {
            return DenebPayload.builder()
                    .parentHash(Hash32.of(parentHash))
                    .feeRecipient(Address.of(feeRecipient))
                    .stateRoot(Hash32.of(stateRoot))
                    .receiptsRoot(Hash32.of(receiptsRoot))
                    .logsBloom(Bloom.of(logsBloom))
                    .prevRandao(Hash32.of(prevRandao))
                    .blockNumber(UInt64.fromLongBits(blockNumber))
                    .gasLimit(UInt64.fromLongBits(gasLimit))
                    .gasUsed(UInt64.fromLongBits(gasUsed))
                    .timestamp(UInt64.fromLongBits(timestamp))
                    .extraData(Bytes.of(extraData))
                    .baseFeePerGas(UInt256.of(baseFeePerGas))
                    .blockHash(Hash32.of(blockHash))
                    .transactions(
                            Transactions.of(transactions.stream().map(Bytes::of).toList()))
                    .withdrawals(withdrawals.stream().map(Withdrawal::typed).toList())
                    .blobGasUsed(UInt64.fromLongBits(blobGasUsed))
                    .excessBlobGas(UInt64.fromLongBits(excessBlobGas))
                    .build();
        }
    }

    @SuppressWarnings("NullAway.Init") // databind sets the fields
    static final class Withdrawal {
        public long index;
        public long validatorIndex;
        public byte[] address;
        public long amount;

        static Withdrawal of(io.github.lighthousecompat.engine.Withdrawal from) {
            Withdrawal withdrawal = new Withdrawal();
            withdrawal.index = from.index().longBits();
            withdrawal.validatorIndex = from.validatorIndex().longBits();
            withdrawal.address = from.address().toArray();
            withdrawal.amount = from.amount().longBits();
            return withdrawal;
        }

        io.github.lighthousecompat.engine.Withdrawal typed() {
            return io.github.lighthousecompat.engine.Withdrawal.of(
                    UInt64.fromLongBits(index),
                    UInt64.fromLongBits(validatorIndex),
                    Address.of(address),
                    UInt64.fromLongBits(amount));
        }
    }

    /** A request of {@code newPayloadV3}. */
    @SuppressWarnings("NullAway.Init") // the factory sets the fields
    public static final class Request {
        public String jsonrpc;
        public String method;
        public NewPayload params;
        public int id;

        /** The request with this id for this payload. */
        public static Request of(int id, DenebNewPayload from) {
            Request request = new Request();
            request.jsonrpc = "2.0";
            request.method = "engine_newPayloadV3";
            request.params = NewPayload.of(from);
            request.id = id;
            return request;
        }
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @SuppressWarnings("NullAway.Init") // the factory sets the fields
    static final class NewPayload {
        public Payload payload;
        public List<byte[]> versionedHashes;
        public byte[] parentBeaconBlockRoot;

        static NewPayload of(DenebNewPayload from) {
            NewPayload request = new NewPayload();
            request.payload = Payload.of(from.payload());
            request.versionedHashes =
                    from.versionedHashes().stream().map(Hash32::toArray).toList();
            request.parentBeaconBlockRoot = from.parentBeaconBlockRoot().toArray();
            return request;
        }
    }
}
