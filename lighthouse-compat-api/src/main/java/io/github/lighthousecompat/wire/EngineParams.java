package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.json.JsonWriter.ascii;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The parameters of every engine method, with exactly the fields of the specification in its order. Stateless. */
final class EngineParams {
    /** No parameters. */
    static final Params NONE = out -> {};

    private static final byte[] DATA = ascii("\"0x");
    private static final byte[] NULL_ATTRIBUTES = ascii(",null");
    private static final byte[] WITHOUT_TRANSACTIONS = ascii(",false");
    private static final byte[] HEAD = ascii("{\"headBlockHash\":\"0x");
    private static final byte[] SAFE = ascii("\",\"safeBlockHash\":\"0x");
    private static final byte[] FINALIZED = ascii("\",\"finalizedBlockHash\":\"0x");
    private static final byte[] END = ascii("\"}");
    private static final byte[] CODE = ascii("{\"code\":");
    private static final byte[] NAME = ascii(",\"name\":");
    private static final byte[] VERSION = ascii(",\"version\":");
    private static final byte[] COMMIT = ascii(",\"commit\":");

    private EngineParams() {}

    /** For {@code engine_newPayloadV2}. */
    static Params newPayloadV2(CapellaNewPayload request) {
        return out -> PayloadWriter.capella(out, request.payload());
    }

    /** For {@code engine_newPayloadV3}. */
    static Params newPayloadV3(DenebNewPayload request) {
        return out -> {
            PayloadWriter.deneb(out, request.payload());
            out.one(',');
            hashes(out, request.versionedHashes());
            out.one(',');
            hash(out, request.parentBeaconBlockRoot());
        };
    }

    /** For {@code engine_forkchoiceUpdated} of any version, with attributes that are {@code null}. */
    static Params forkchoiceUpdated(ForkchoiceState state) {
        return out -> {
            state(out, state);
            out.literal(NULL_ATTRIBUTES);
        };
    }

    /** For {@code engine_forkchoiceUpdatedV2}. */
    static Params forkchoiceUpdatedV2(ForkchoiceState state, CapellaAttributes attributes) {
        return out -> {
            state(out, state);
            out.one(',');
            PayloadWriter.capella(out, attributes);
        };
    }

    /** For {@code engine_forkchoiceUpdatedV3}. */
    static Params forkchoiceUpdatedV3(ForkchoiceState state, DenebAttributes attributes) {
        return out -> {
            state(out, state);
            out.one(',');
            PayloadWriter.deneb(out, attributes);
        };
    }

    /** For {@code engine_getPayload} of any version; the id is 8 bytes, big endian. */
    static Params getPayload(UInt64 payloadId) {
        return out -> out.literal(DATA).hex(payloadId).one('"');
    }

    /** For {@code engine_getPayloadBodiesByHashV1}. */
    static Params payloadBodiesByHash(List<Hash32> hashes) {
        return out -> hashes(out, hashes);
    }

    /** For {@code engine_getPayloadBodiesByRangeV1}. */
    static Params payloadBodiesByRange(BlockRange range) {
        UInt64 count = UInt64.of(range.count());
        return out -> {
            out.literal(DATA).quantity(range.start()).one('"').one(',');
            out.literal(DATA).quantity(count).one('"');
        };
    }

    /** For {@code engine_exchangeCapabilities}: the methods that the driver has. */
    static Params exchangeCapabilities(Collection<String> methods) {
        List<String> names = List.copyOf(methods);
        return out -> {
            out.one('[');
            for (int i = 0; i < names.size(); i++) {
                comma(out, i).text(names.get(i));
            }
            out.one(']');
        };
    }

    /** For {@code engine_getClientVersionV1}: who the driver is. */
    static Params getClientVersion(ClientVersion own) {
        return out -> {
            out.literal(CODE).text(own.code()).literal(NAME).text(own.name());
            out.literal(VERSION).text(own.version());
            out.literal(COMMIT).text(own.commit()).one('}');
        };
    }

    /** For {@code eth_getBlockByNumber}, with hashes in place of whole transactions. */
    static Params block(BlockTag tag) {
        return out -> out.text(tag.text()).literal(WITHOUT_TRANSACTIONS);
    }

    /** For {@code eth_getBlockByHash}, with hashes in place of whole transactions. */
    static Params block(Hash32 hash) {
        return out -> {
            hash(out, hash);
            out.literal(WITHOUT_TRANSACTIONS);
        };
    }

    /**
     * For any method: parameters that are JSON text already.
     *
     * @throws IllegalArgumentException if one is not exactly one JSON value
     */
    static Params raw(List<String> params) {
        List<byte[]> texts = new ArrayList<>(params.size());
        for (int i = 0; i < params.size(); i++) {
            texts.add(checked(params.get(i), i));
        }
        return out -> {
            for (int i = 0; i < texts.size(); i++) {
                comma(out, i).literal(texts.get(i));
            }
        };
    }

    private static byte[] checked(String text, int index) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] json = new byte[utf8.remaining()];
            utf8.get(json);
            JsonCursor cursor = new JsonCursor(json, json.length);
            cursor.skip();
            cursor.end();
            return json;
        } catch (DecodeFailure | CharacterCodingException e) {
            throw new IllegalArgumentException("parameter " + index + " is not one JSON value: " + e.getMessage(), e);
        }
    }

    private static void state(JsonWriter out, ForkchoiceState state) {
        out.literal(HEAD).hex(state.headBlockHash());
        out.literal(SAFE).hex(state.safeBlockHash());
        out.literal(FINALIZED).hex(state.finalizedBlockHash()).literal(END);
    }

    private static void hashes(JsonWriter out, List<Hash32> hashes) {
        out.one('[');
        for (int i = 0; i < hashes.size(); i++) {
            hash(comma(out, i), hashes.get(i));
        }
        out.one(']');
    }

    private static void hash(JsonWriter out, Hash32 hash) {
        out.literal(DATA).hex(hash).one('"');
    }

    private static JsonWriter comma(JsonWriter out, int index) {
        return index == 0 ? out : out.one(',');
    }
}
