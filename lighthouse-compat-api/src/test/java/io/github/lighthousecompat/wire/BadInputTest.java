package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.Bodies.failureOfResult;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.json.DecodeFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each answer that is wrong in one place, and the path that names the place. */
class BadInputTest {
    private static final String HASH = "0x" + "5a".repeat(32);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                    | $.result.status          | is missing",
                "{'latestValidHash':null}              | $.result.status          | is missing",
                "{'status':null}                       | $.result.status          | expected text, found null",
                "{'status':'valid'}                    | $.result.status          | is not a status",
                "{'status':'INVALID_TERMINAL_BLOCK'}   | $.result.status          | is not a status",
                "{'status':7}                          | $.result.status          | expected text, found a number",
                "{'status':'VALID','status':'VALID'}   | $.result.status          | is there twice",
                "{'status':'VALID','latestValidHash':{}} | $.result.latestValidHash | expected hex text of 32 bytes, found an object",
                "{'status':'VALID','latestValidHash':'0x'} | $.result.latestValidHash | has 0 bytes, not 32",
                "{'status':'VALID','latestValidHash':'0x5a'} | $.result.latestValidHash | has 1 bytes, not 32",
                "{'status':'VALID','validationError':5} | $.result.validationError | expected text, found a number",
                "[]                                    | $.result                 | expected an object, found an array",
            })
    void payloadStatus(String result, String path, String problem) {
        check(result, EngineAnswers.PAYLOAD_STATUS, path, problem);
    }

    @Test
    void hash_isExactlyItsHexText() {
        String before = "{'status':'VALID','latestValidHash':'";
        String path = "$.result.latestValidHash";

        check(before + HASH.substring(2) + "'}", EngineAnswers.PAYLOAD_STATUS, path, "does not begin with 0x");
        check(before + HASH.replace("0x", "0X") + "'}", EngineAnswers.PAYLOAD_STATUS, path, "does not begin with 0x");
        check(
                before + HASH.substring(0, 65) + "'}",
                EngineAnswers.PAYLOAD_STATUS,
                path,
                "odd number of hex digits, 63");
        check(before + HASH + "5'}", EngineAnswers.PAYLOAD_STATUS, path, "odd number of hex digits, 65");
        check(before + HASH + "5a'}", EngineAnswers.PAYLOAD_STATUS, path, "has 33 bytes, not 32");
        check(before + HASH.replaceFirst("a5", "g5") + "'}", EngineAnswers.PAYLOAD_STATUS, path, "not a hex digit");
        check(
                before + HASH.replaceFirst("a5", "\\\\u0061") + "'}",
                EngineAnswers.PAYLOAD_STATUS,
                path,
                "not a hex digit");
        check(before + HASH.substring(0, 64) + " '}", EngineAnswers.PAYLOAD_STATUS, path, "not a hex digit");
        check(before + HASH.substring(0, 50), EngineAnswers.PAYLOAD_STATUS, path, "does not end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                          | $.result.payloadStatus        | is missing",
                "{'payloadStatus':null}                      | $.result.payloadStatus        | found null",
                "{'payloadStatus':{}}                        | $.result.payloadStatus.status | is missing",
                "{'payloadStatus':{'status':'VALID'},'payloadId':'0x1'} | $.result.payloadId | odd number of hex digits",
                "{'payloadStatus':{'status':'VALID'},'payloadId':'0x01020304050607'} | $.result.payloadId | has 7 bytes, not 8",
                "{'payloadStatus':{'status':'VALID'},'payloadId':'0x01020304050607zz'} | $.result.payloadId | not a hex digit",
                "{'payloadStatus':{'status':'VALID'},'payloadId':5} | $.result.payloadId     | expected hex text of 8 bytes",
            })
    void forkchoice(String result, String path, String problem) {
        check(result, EngineAnswers.FORKCHOICE, path, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'5'                     | does not begin with 0x",
                "''                      | does not begin with 0x",
                "'0'                     | does not begin with 0x",
                "'0X5'                   | does not begin with 0x",
                "'0x'                    | has no digits after 0x",
                "'0x05'                  | has leading zeros",
                "'0x00'                  | has leading zeros",
                "'0x10000000000000000'   | is a number of more than 64 bits",
                "'0xg'                   | not a hex digit",
                "'0x5 '                  | not a hex digit",
                "'0x-5'                  | not a hex digit",
                "5                       | expected a hex number of 64 bits, found a number",
                "null                    | expected a hex number of 64 bits, found null",
                "[]                      | expected a hex number of 64 bits, found an array",
            })
    void quantity(String result, String problem) {
        check(result, EngineAnswers.QUANTITY, "$.result", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                     | $.result                     | expected an array, found an object",
                "[5]                                    | $.result[0]                  | expected an object, found a number",
                "[null,{}]                              | $.result[1].transactions     | is missing",
                "[{'transactions':null}]                | $.result[0].transactions     | expected an array, found null",
                "[{'transactions':['0x01','0x2']}]      | $.result[0].transactions[1]  | odd number of hex digits, 1",
                "[{'transactions':['01']}]              | $.result[0].transactions[0]  | does not begin with 0x",
                "[{'transactions':['0x01','0x0g']}]     | $.result[0].transactions[1]  | not a hex digit",
                "[{'transactions':['0x01',5]}]          | $.result[0].transactions[1]  | expected hex text of any number of bytes",
                "[{'transactions':['0x01' '0x02']}]     | $.result[0].transactions[0]  | expected a comma or ]",
                "[{'transactions':['0x01               | $.result[0].transactions[0]  | does not end",
                "[{'transactions':[],'withdrawals':[{}]}] | $.result[0].withdrawals[0].index | is missing",
                "[{'transactions':[],'withdrawals':[{'index':'0x0','validatorIndex':'0x00'}]}] | $.result[0].withdrawals[0].validatorIndex | has leading zeros",
            })
    void payloadBodies(String result, String path, String problem) {
        check(result, EngineAnswers.PAYLOAD_BODIES, path, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{'name':'n','version':'1','commit':'01020304'}]         | $.result[0].code    | is missing",
                "[{'code':'GE','version':'1'}]                            | $.result[0].commit  | is missing",
                "[{'code':'GE','version':'1','commit':'010203'}]          | $.result[0].commit  | is not 8 hex digits",
                "[{'code':'GE','version':'1','commit':'0x010203040'}]     | $.result[0].commit  | is not 8 hex digits",
                "[{'code':'GE','version':'1','commit':'0102030g'}]        | $.result[0].commit  | is not 8 hex digits",
                "[{'code':'GE','version':'1','commit':null}]              | $.result[0].commit  | expected text, found null",
            })
    void clientVersions(String result, String path, String problem) {
        check(result, EngineAnswers.CLIENT_VERSIONS, path, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "null                    | $.result              | expected true or false, found null",
                "'false'                 | $.result              | expected true or false, found text",
                "{'currentBlock':5}      | $.result.currentBlock | expected a hex number of 64 bits, found a number",
                "fals                    | $.result              | is not a JSON value",
            })
    void syncing(String result, String path, String problem) {
        check(result, EngineAnswers.SYNCING, path, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "['a',5]   | $.result[1] | expected text, found a number",
                "['a',null]| $.result[1] | expected text, found null",
                "'a'       | $.result    | expected an array, found text",
            })
    void capabilities(String result, String path, String problem) {
        check(result, EngineAnswers.CAPABILITIES, path, problem);
    }

    static Stream<Arguments> payloadFields() {
        return Stream.of(
                Arguments.of("parentHash", "0x00", "has 1 bytes, not 32"),
                Arguments.of("feeRecipient", HASH, "has 32 bytes, not 20"),
                Arguments.of("stateRoot", "0x", "has 0 bytes, not 32"),
                Arguments.of("receiptsRoot", "0x0", "odd number of hex digits"),
                Arguments.of("logsBloom", HASH, "has 32 bytes, not 256"),
                Arguments.of("prevRandao", "zz", "does not begin with 0x"),
                Arguments.of("blockNumber", "0x01", "has leading zeros"),
                Arguments.of("gasLimit", "0x", "has no digits"),
                Arguments.of("gasUsed", "21000", "does not begin with 0x"),
                Arguments.of("timestamp", "0x1ffffffffffffffff", "more than 64 bits"),
                Arguments.of("extraData", "0x" + "00".repeat(33), "has 33 bytes, not at most 32"),
                Arguments.of("baseFeePerGas", "0x1" + "0".repeat(64), "more than 256 bits"),
                Arguments.of("blockHash", "0x" + "g".repeat(64), "not a hex digit"),
                Arguments.of("transactions", "0x", "expected an array, found text"),
                Arguments.of("withdrawals", "0x", "expected an array, found text"),
                Arguments.of("blobGasUsed", "0x00", "has leading zeros"),
                Arguments.of("excessBlobGas", "", "does not begin with 0x"));
    }

    @ParameterizedTest
    @MethodSource("payloadFields")
    void payload_namesTheFieldThatIsWrong(String field, String value, String problem) {
        JsonNode built = Oracle.built(new WireValues(3).builtDeneb());
        ObjectNode payload = (ObjectNode) built.get("executionPayload");
        String path = "$.result.executionPayload." + field;

        payload.put(field, value);
        check(built.toString(), EngineAnswers.DENEB_PAYLOAD, path, problem);
        payload.put(field, 5);
        check(built.toString(), EngineAnswers.DENEB_PAYLOAD, path, "found a number");
        payload.putNull(field);
        check(built.toString(), EngineAnswers.DENEB_PAYLOAD, path, "found null");
        payload.remove(field);
        check(built.toString(), EngineAnswers.DENEB_PAYLOAD, path, "is missing");
    }

    @Test
    @Tag("ask-24")
    void payload_ofAnEarlierForkHasTooLittle() {
        ObjectNode capella = Oracle.built(new WireValues(3).builtCapella());
        ObjectNode beforeShanghai = capella.deepCopy();
        ((ObjectNode) beforeShanghai.get("executionPayload")).remove("withdrawals");

        check(
                beforeShanghai.toString(),
                EngineAnswers.CAPELLA_PAYLOAD,
                "$.result.executionPayload.withdrawals",
                "is missing");
        check(capella.toString(), EngineAnswers.DENEB_PAYLOAD, "$.result.executionPayload.blobGasUsed", "is missing");
    }

    @Test
    void payload_hasAtMostSixteenWithdrawals() {
        ObjectNode built = Oracle.built(new WireValues(3).builtCapella());
        ArrayNode withdrawals = ((ObjectNode) built.get("executionPayload")).putArray("withdrawals");
        for (int i = 0; i < 17; i++) {
            withdrawals
                    .addObject()
                    .put("index", "0x0")
                    .put("validatorIndex", "0x0")
                    .put("address", Address.ZERO.toHex())
                    .put("amount", "0x0");
        }

        check(
                built.toString(),
                EngineAnswers.CAPELLA_PAYLOAD,
                "$.result.executionPayload.withdrawals[16]",
                "more than the 16 withdrawals");
    }

    static Stream<Arguments> bundles() {
        String bytes48 = "\"0x" + "00".repeat(48) + "\"";
        return Stream.of(
                Arguments.of("{}", ".commitments", "is missing"),
                Arguments.of("{\"commitments\":[],\"proofs\":[]}", ".blobs", "is missing"),
                Arguments.of("{\"commitments\":[\"0x00\"]}", ".commitments[0]", "has 1 bytes, not 48"),
                Arguments.of("{\"commitments\":[],\"proofs\":[],\"blobs\":[\"0x00\"]}", ".blobs[0]", "not 131072"),
                Arguments.of(
                        "{\"commitments\":[" + bytes48 + "],\"proofs\":[],\"blobs\":[]}",
                        "",
                        "as many commitments and proofs as blobs"),
                Arguments.of("[]", "", "expected an object, found an array"));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void blobsBundle(String bundle, String path, String problem) {
        ObjectNode built = Oracle.built(new WireValues(3).builtDeneb());
        built.set("blobsBundle", Oracle.parse(bundle));

        check(built.toString(), EngineAnswers.DENEB_PAYLOAD, "$.result.blobsBundle" + path, problem);
    }

    @Test
    void builtPayload_needsEveryMember() {
        for (Map.Entry<String, JsonNode> member :
                Oracle.built(new WireValues(3).builtDeneb()).properties()) {
            ObjectNode built = Oracle.built(new WireValues(3).builtDeneb());
            built.remove(member.getKey());
            check(built.toString(), EngineAnswers.DENEB_PAYLOAD, "$.result." + member.getKey(), "is missing");
        }
    }

    @Test
    void block_needsEveryMemberOfAllForks() {
        ObjectNode block = block();
        List<String> later = List.of(
                "baseFeePerGas",
                "withdrawalsRoot",
                "withdrawals",
                "blobGasUsed",
                "excessBlobGas",
                "parentBeaconBlockRoot");
        for (Map.Entry<String, JsonNode> member : block.properties()) {
            ObjectNode changed = block.deepCopy();
            changed.put(member.getKey(), 5);
            check(changed.toString(), EngineAnswers.BLOCK, "$.result." + member.getKey(), "found a number");
            if (!later.contains(member.getKey())) {
                changed.remove(member.getKey());
                check(changed.toString(), EngineAnswers.BLOCK, "$.result." + member.getKey(), "is missing");
            }
        }
    }

    @Test
    void block_needsTheHashOfAWholeTransaction() {
        ObjectNode block = block();
        block.putArray("transactions").addObject().put("type", "0x2");

        check(block.toString(), EngineAnswers.BLOCK, "$.result.transactions[0].hash", "is missing");
    }

    private static ObjectNode block() {
        return LongStream.range(0, 100)
                .mapToObj(seed -> new WireValues(seed).block())
                .filter(Optional::isPresent)
                .map(block -> (ObjectNode) Oracle.block(block))
                .findFirst()
                .orElseThrow();
    }

    private static void check(String result, ResultReader<?> reader, String path, String problem) {
        DecodeFailure failure = failureOfResult(result, reader);

        assertThat(failure.path()).isEqualTo(path);
        assertThat(failure.problem()).contains(problem);
    }
}
