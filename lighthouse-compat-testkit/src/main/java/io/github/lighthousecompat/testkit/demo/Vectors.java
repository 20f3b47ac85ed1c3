package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.hash.BlockHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The committed blocks of another implementation, {@code @ethereumjs/block}, and how many of their hashes are what is
 * computed here. Immutable.
 *
 * @param agreed blocks whose hash is the same
 * @param all blocks
 */
record Vectors(int agreed, int all) {
    private static final String RESOURCE = "/io/github/lighthousecompat/testkit/vectors/payload-vectors.json";

    /** Computes every hash anew. */
    static Vectors check() {
        int agreed = 0;
        List<Node> vectors = read();
        for (Node vector : vectors) {
            if (BlockHash.of(request(vector)).equals(vector.hash("blockHash"))) {
                agreed++;
            }
        }
        return new Vectors(agreed, vectors.size());
    }

    boolean isAgreed() {
        return agreed == all && all > 0;
    }

    @Override
    public String toString() {
        return agreed + " of " + all;
    }

    private static NewPayloadRequest request(Node vector) {
        CapellaPayload capella = capella(vector.object("payload"));
        if (!vector.members().containsKey("parentBeaconBlockRoot")) {
            return NewPayloadRequest.of(capella);
        }
        DenebPayload deneb = DenebPayload.builder()
                .from(capella)
                .blobGasUsed(vector.object("payload").number("blobGasUsed"))
                .excessBlobGas(vector.object("payload").number("excessBlobGas"))
                .build();
        List<Hash32> hashes =
                vector.texts("versionedHashes").stream().map(Hash32::parse).toList();
        return NewPayloadRequest.of(deneb, hashes, vector.hash("parentBeaconBlockRoot"));
    }

    private static CapellaPayload capella(Node payload) {
        Transactions.Builder transactions = Transactions.builder();
        payload.texts("transactions").forEach(text -> transactions.add(Bytes.parse(text)));
        return CapellaPayload.builder()
                .parentHash(payload.hash("parentHash"))
                .feeRecipient(Address.parse(payload.text("feeRecipient")))
                .stateRoot(payload.hash("stateRoot"))
                .receiptsRoot(payload.hash("receiptsRoot"))
                .logsBloom(Bloom.parse(payload.text("logsBloom")))
                .prevRandao(payload.hash("prevRandao"))
                .blockNumber(payload.number("blockNumber"))
                .gasLimit(payload.number("gasLimit"))
                .gasUsed(payload.number("gasUsed"))
                .timestamp(payload.number("timestamp"))
                .extraData(Bytes.parse(payload.text("extraData")))
                .baseFeePerGas(UInt256.parse(payload.text("baseFeePerGas")))
                .blockHash(payload.hash("blockHash"))
                .transactions(transactions.build())
                .withdrawals(payload.objects("withdrawals").stream()
                        .map(Vectors::withdrawal)
                        .toList())
                .build();
    }

    private static Withdrawal withdrawal(Node withdrawal) {
        return Withdrawal.of(
                withdrawal.number("index"),
                withdrawal.number("validatorIndex"),
                Address.parse(withdrawal.text("address")),
                withdrawal.number("amount"));
    }

    private static List<Node> read() {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(RESOURCE), RESOURCE);
                JsonParser json = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), in)) {
            json.nextToken();
            return value(json) instanceof List<?> list
                    ? list.stream().map(Node.class::cast).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value at which the parser stands: a {@link Node}, a list or a text. */
    private static Object value(JsonParser json) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, value(json));
            }
            return new Node(members);
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(json));
            }
            return items;
        }
        return json.getString();
    }

    private record Node(Map<String, Object> members) {
        String text(String name) {
            return (String) member(name);
        }

        Hash32 hash(String name) {
            return Hash32.parse(text(name));
        }

        UInt64 number(String name) {
            return UInt64.parse(text(name));
        }

        Node object(String name) {
            return (Node) member(name);
        }

        List<String> texts(String name) {
            return ((List<?>) member(name)).stream().map(String.class::cast).toList();
        }

        List<Node> objects(String name) {
            return ((List<?>) member(name)).stream().map(Node.class::cast).toList();
        }

        private Object member(String name) {
            return Objects.requireNonNull(members.get(name), name);
        }
    }
}
