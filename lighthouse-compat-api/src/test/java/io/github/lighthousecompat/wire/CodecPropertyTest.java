package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.json.DecodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import tools.jackson.databind.JsonNode;

/** The codec against another library's trees, both ways. */
class CodecPropertyTest {
    private static final String MUTATION = "mutation";

    @Provide
    Arbitrary<AnswerKind<?>> kinds() {
        return Arbitraries.of(AnswerKind.ALL);
    }

    @Property
    void decode_readsWhatTheOracleWrites(
            @ForAll("kinds") AnswerKind<?> kind, @ForAll long seed, @ForAll @LongRange(max = Long.MAX_VALUE) long id) {
        AnswerKind.Sample sample = kind.sample(seed);

        assertThat(kind.decode(sample.body(id, new Random(seed)), id)).isEqualTo(sample.value());
    }

    @Property
    void decode_readsABodyInALargerBuffer(@ForAll("kinds") AnswerKind<?> kind, @ForAll long seed) {
        AnswerKind.Sample sample = kind.sample(seed);
        byte[] body = Oracle.answer(7, sample.tree()).toString().getBytes(StandardCharsets.UTF_8);
        byte[] buffer = Arrays.copyOf(body, body.length + 10);
        Arrays.fill(buffer, body.length, buffer.length, (byte) '}');

        assertThat(JsonRpc.decode(buffer, body.length, 7, EngineAnswers.RAW))
                .isEqualTo(sample.tree().toString());
    }

    /** What is left of a body is never taken for an answer, and never raises anything but the one failure. */
    @Property
    void decode_refusesEveryTruncation(@ForAll("kinds") AnswerKind<?> kind, @ForAll long seed) {
        byte[] body = Oracle.answer(7, kind.sample(seed).tree()).toString().getBytes(StandardCharsets.UTF_8);
        int length = new Random(seed).nextInt(body.length);

        assertThatThrownBy(() -> kind.decode(Arrays.copyOf(body, length), 7)).isInstanceOf(DecodeFailure.class);
    }

    /** A body with some bytes changed is refused, or read exactly as the other library reads it. */
    @Property(tries = 5000)
    @StatisticsReport(value = StatisticsReport.StatisticsReportMode.OFF, label = MUTATION)
    void decode_neverReadsAMutationOtherwise(
            @ForAll("kinds") AnswerKind<?> kind, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int mutations) {
        Random random = new Random(seed);
        byte[] body = kind.sample(seed).body(7, random);
        for (int i = 0; i < mutations; i++) {
            body = mutated(body, random);
        }
        byte[] mutated = body;

        JsonNode read;
        try {
            read = kind.reread(mutated, 7);
        } catch (DecodeFailure | RpcFailure refused) {
            Statistics.label(MUTATION).collect("refused");
            return;
        }
        Statistics.label(MUTATION)
                .collect("read")
                .coverage(of -> of.check("read").percentage(share -> share > 5));
        JsonNode tree = Oracle.parse(mutated);
        assertThat(tree.get("id").asLong()).isEqualTo(7);
        assertThat(Likeness.holds(read, kind.normal().apply(tree.path("result"))))
                .as("%s read as %s", new String(mutated, StandardCharsets.UTF_8), read)
                .isTrue();
    }

    private static byte[] mutated(byte[] body, Random random) {
        String interesting = "\"\\{}[]:,0x1fFgtn -.eE\u0000\u001f\u00ff";
        int at = random.nextInt(body.length);
        byte[] result;
        switch (random.nextInt(6)) {
            case 5 -> {
                result = body.clone();
                if (Character.digit(body[at], 16) >= 0) {
                    result[at] = (byte) "0123456789abcdefABCDEF".charAt(random.nextInt(22));
                }
            }
            case 0 -> {
                result = body.clone();
                result[at] = (byte) random.nextInt(256);
            }
            case 1 -> {
                result = body.clone();
                result[at] = (byte) interesting.charAt(random.nextInt(interesting.length()));
            }
            case 2 -> {
                result = new byte[body.length - 1];
                System.arraycopy(body, 0, result, 0, at);
                System.arraycopy(body, at + 1, result, at, result.length - at);
            }
            case 3 -> {
                result = new byte[body.length + 1];
                System.arraycopy(body, 0, result, 0, at);
                result[at] = (byte) interesting.charAt(random.nextInt(interesting.length()));
                System.arraycopy(body, at, result, at + 1, body.length - at);
            }
            default -> {
                result = body.clone();
                int from = random.nextInt(body.length);
                int count = Math.min(random.nextInt(40), body.length - Math.max(from, at));
                System.arraycopy(body, from, result, at, count);
            }
        }
        return result.length == 0 ? body : result;
    }

    /** The text of every request is the oracle's to the byte, so that its size is exact too. */
    @Property
    void encode_writesWhatTheOracleWrites(@ForAll long seed, @ForAll @LongRange(max = Long.MAX_VALUE) long id) {
        WireValues values = new WireValues(seed);
        var capella = NewPayloadRequest.of(values.capella());
        var deneb = NewPayloadRequest.of(values.deneb(), values.list(6, values::hash), values.hash());
        var state = values.state();
        var attributesV2 = values.capellaAttributes();
        var attributesV3 = values.denebAttributes();
        UInt64 payloadId = values.uint64();
        List<Hash32> hashes = values.list(40, values::hash);
        String hashTexts = Oracle.texts(hexOf(hashes)).toString();

        assertThat(params(id, EngineParams.newPayloadV2(capella)))
                .isEqualTo("[" + Oracle.capella(capella.payload()) + "]");
        assertThat(params(id, EngineParams.newPayloadV3(deneb)))
                .isEqualTo("[" + Oracle.deneb(deneb.payload()) + "," + Oracle.texts(hexOf(deneb.versionedHashes()))
                        + ",\"" + deneb.parentBeaconBlockRoot() + "\"]");
        assertThat(params(id, EngineParams.forkchoiceUpdated(state))).isEqualTo("[" + Oracle.state(state) + ",null]");
        assertThat(params(id, EngineParams.forkchoiceUpdatedV2(state, attributesV2)))
                .isEqualTo("[" + Oracle.state(state) + "," + Oracle.attributes(attributesV2) + "]");
        assertThat(params(id, EngineParams.forkchoiceUpdatedV3(state, attributesV3)))
                .isEqualTo("[" + Oracle.state(state) + "," + Oracle.attributes(attributesV3) + "]");
        assertThat(params(id, EngineParams.getPayload(payloadId)))
                .isEqualTo("[\"0x%016x\"]".formatted(payloadId.longBits()));
        assertThat(params(id, EngineParams.payloadBodiesByHash(hashes))).isEqualTo("[" + hashTexts + "]");
        assertThat(params(id, EngineParams.block(BlockTag.of(payloadId))))
                .isEqualTo("[\"" + payloadId.toQuantity() + "\",false]");
        assertThat(params(id, EngineParams.block(state.headBlockHash())))
                .isEqualTo("[\"" + state.headBlockHash() + "\",false]");
    }

    @Property
    void encode_escapesTexts(@ForAll String method, @ForAll long seed) {
        WireValues values = new WireValues(seed);
        List<String> capabilities = List.copyOf(values.capabilities());
        var version = values.clientVersion();

        byte[] offered = JsonRpc.encode(1, method, EngineParams.exchangeCapabilities(capabilities));
        byte[] introduced = JsonRpc.encode(1, method, EngineParams.getClientVersion(version));

        assertThat(Oracle.parse(offered).get("method").asString()).isEqualTo(method);
        assertThat(Oracle.parse(offered).get("params").get(0)).isEqualTo(Oracle.texts(capabilities));
        assertThat(Oracle.parse(introduced).get("params").get(0))
                .hasToString(Oracle.clientVersion(version).toString());
    }

    @Property
    void encode_writesQuantitiesOfARange(@ForAll long start, @ForAll @IntRange(min = 1) int count) {
        UInt64 first = start == 0 ? UInt64.ONE : UInt64.fromLongBits(start);

        assertThat(params(1, EngineParams.payloadBodiesByRange(new BlockRange(first, count))))
                .isEqualTo("[\"0x%x\",\"0x%x\"]".formatted(first.longBits(), count));
    }

    private static List<String> hexOf(List<Hash32> hashes) {
        List<String> texts = new ArrayList<>();
        hashes.forEach(hash -> texts.add(hash.toHex()));
        return texts;
    }

    /** The params of a whole request, whose other parts are as they must be. */
    private static String params(long id, Params params) {
        String request = new String(JsonRpc.encode(id, "engine_x", params), StandardCharsets.ISO_8859_1);
        String begin = "{\"jsonrpc\":\"2.0\",\"method\":\"engine_x\",\"params\":";
        String end = ",\"id\":" + id + "}";
        assertThat(request).startsWith(begin).endsWith(end);
        return request.substring(begin.length(), request.length() - end.length());
    }
}
