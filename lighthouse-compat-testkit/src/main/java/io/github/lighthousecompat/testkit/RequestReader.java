package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object of a request, read as strictly as the specification allows: a field that no version has is an error too,
 * so that a client which sends one is found out.
 */
final class RequestReader {
    private static final Set<String> PAYLOAD = Set.of(
            "parentHash",
            "feeRecipient",
            "stateRoot",
            "receiptsRoot",
            "logsBloom",
            "prevRandao",
            "blockNumber",
            "gasLimit",
            "gasUsed",
            "timestamp",
            "extraData",
            "baseFeePerGas",
            "blockHash",
            "transactions",
            "withdrawals",
            "blobGasUsed",
            "excessBlobGas");
    private static final Set<String> ATTRIBUTES =
            Set.of("timestamp", "prevRandao", "suggestedFeeRecipient", "withdrawals", "parentBeaconBlockRoot");
    private static final Set<String> FORKCHOICE = Set.of("headBlockHash", "safeBlockHash", "finalizedBlockHash");
    private static final Set<String> WITHDRAWAL = Set.of("index", "validatorIndex", "address", "amount");

    private final Json.Members members;

    private RequestReader(Json value, String what, Set<String> fields) throws EngineError {
        if (!(value instanceof Json.Members object)) {
            throw invalid(what + " must be an object");
        }
        for (String name : object.values().keySet()) {
            if (!fields.contains(name)) {
                throw invalid(what + " has no field " + name);
            }
        }
        this.members = object;
    }

    static RequestReader payload(Json value) throws EngineError {
        return new RequestReader(value, "executionPayload", PAYLOAD);
    }

    /** The attributes, if the call came with any. */
    static Optional<RequestReader> attributes(Json value) throws EngineError {
        return value == Json.Null.NULL
                ? Optional.empty()
                : Optional.of(new RequestReader(value, "payloadAttributes", ATTRIBUTES));
    }

    static ForkchoiceState forkchoice(Json value) throws EngineError {
        RequestReader in = new RequestReader(value, "forkchoiceState", FORKCHOICE);
        return ForkchoiceState.of(in.hash("headBlockHash"), in.hash("safeBlockHash"), in.hash("finalizedBlockHash"));
    }

    boolean has(String name) {
        return members.get(name) != Json.Null.NULL;
    }

    UInt64 timestamp() throws EngineError {
        return number("timestamp");
    }

    CapellaPayload capellaPayload() throws EngineError {
        return CapellaPayload.builder()
                .parentHash(hash("parentHash"))
                .feeRecipient(address("feeRecipient"))
                .stateRoot(hash("stateRoot"))
                .receiptsRoot(hash("receiptsRoot"))
                .logsBloom(Bloom.of(bytes("logsBloom", Bloom.SIZE)))
                .prevRandao(hash("prevRandao"))
                .blockNumber(number("blockNumber"))
                .gasLimit(number("gasLimit"))
                .gasUsed(number("gasUsed"))
                .timestamp(timestamp())
                .extraData(extraData())
                .baseFeePerGas(UInt256.of(quantity(members.get("baseFeePerGas"), "baseFeePerGas", 256)))
                .blockHash(hash("blockHash"))
                .transactions(transactions())
                .withdrawals(withdrawals())
                .build();
    }

    DenebPayload denebPayload() throws EngineError {
        return DenebPayload.builder()
                .from(capellaPayload())
                .blobGasUsed(number("blobGasUsed"))
                .excessBlobGas(number("excessBlobGas"))
                .build();
    }

    PayloadAttributes toAttributes() throws EngineError {
        CapellaAttributes shared = CapellaAttributes.builder()
                .timestamp(timestamp())
                .prevRandao(hash("prevRandao"))
                .suggestedFeeRecipient(address("suggestedFeeRecipient"))
                .withdrawals(has("withdrawals") ? withdrawals() : List.of())
                .build();
        return has("parentBeaconBlockRoot")
                ? DenebAttributes.builder()
                        .from(shared)
                        .parentBeaconBlockRoot(hash("parentBeaconBlockRoot"))
                        .build()
                : shared;
    }

    static List<Json> items(Json value, String name) throws EngineError {
        if (value instanceof Json.Items items) {
            return items.values();
        }
        throw invalid(name + " must be an array");
    }

    static List<Hash32> hashes(Json value, String name) throws EngineError {
        List<Hash32> hashes = new ArrayList<>();
        for (Json item : items(value, name)) {
            hashes.add(Hash32.of(bytes(item, name, Hash32.SIZE)));
        }
        return hashes;
    }

    static byte[] bytes(Json value, String name, int size) throws EngineError {
        byte[] bytes = bytes(value, name);
        if (bytes.length != size) {
            throw invalid(name + " must have " + size + " bytes, has " + bytes.length);
        }
        return bytes;
    }

    static UInt64 number(Json value, String name) throws EngineError {
        return UInt64.fromLongBits(quantity(value, name, 64).longValue());
    }

    static String text(Json value, String name) throws EngineError {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw invalid(name + " must be a string");
    }

    static EngineError invalid(String problem) {
        return new EngineError(EngineError.INVALID_PARAMS, problem);
    }

    private List<Withdrawal> withdrawals() throws EngineError {
        List<Withdrawal> withdrawals = new ArrayList<>();
        for (Json item : items(members.get("withdrawals"), "withdrawals")) {
            RequestReader in = new RequestReader(item, "withdrawal", WITHDRAWAL);
            withdrawals.add(Withdrawal.of(
                    in.number("index"), in.number("validatorIndex"), in.address("address"), in.number("amount")));
        }
        return withdrawals;
    }

    private Transactions transactions() throws EngineError {
        Transactions.Builder transactions = Transactions.builder();
        for (Json item : items(members.get("transactions"), "transactions")) {
            transactions.add(Bytes.of(bytes(item, "transactions")));
        }
        return transactions.build();
    }

    private Bytes extraData() throws EngineError {
        byte[] extraData = bytes(members.get("extraData"), "extraData");
        if (extraData.length > Hash32.SIZE) {
            throw invalid("extraData must have at most 32 bytes, has " + extraData.length);
        }
        return Bytes.of(extraData);
    }

    private Hash32 hash(String name) throws EngineError {
        return Hash32.of(bytes(name, Hash32.SIZE));
    }

    private Address address(String name) throws EngineError {
        return Address.of(bytes(name, Address.SIZE));
    }

    private byte[] bytes(String name, int size) throws EngineError {
        return bytes(members.get(name), name, size);
    }

    private UInt64 number(String name) throws EngineError {
        return number(members.get(name), name);
    }

    private static byte[] bytes(Json value, String name) throws EngineError {
        String text = text(value, name);
        if (!text.startsWith("0x")) {
            throw invalid(name + " must begin with 0x");
        }
        try {
            return HexFormat.of().parseHex(text, 2, text.length());
        } catch (IllegalArgumentException e) {
            throw invalid(name + " must have an even number of hex digits and nothing else");
        }
    }

    private static BigInteger quantity(Json value, String name, int bits) throws EngineError {
        String text = text(value, name);
        if (!text.matches("0x(0|[1-9a-fA-F][0-9a-fA-F]*)")) {
            throw invalid(name + " must be a QUANTITY: hex digits after 0x, without leading zeros");
        }
        BigInteger number = new BigInteger(text.substring(2), 16);
        if (number.bitLength() > bits) {
            throw invalid(name + " must have at most " + bits + " bits");
        }
        return number;
    }
}
