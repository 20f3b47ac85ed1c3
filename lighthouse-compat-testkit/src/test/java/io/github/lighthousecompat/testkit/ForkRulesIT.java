package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.NodeClient.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which version of a method takes which structure at which timestamp, cell by cell. */
class ForkRulesIT {
    private static final String ZERO32 = '"' + "0x" + "00".repeat(32) + '"';
    private static final String ONE32 = '"' + "0x" + "01".repeat(32) + '"';
    private static final String WITHDRAWALS = "[]";

    private static final Map<String, Long> TIMES =
            Map.of("bellatrix", 999L, "capella", 1012L, "deneb", 2000L, "electra", 3000L);

    private final FakeExecutionNode node = FakeExecutionNode.start(ForkSchedule.builder()
            .shanghai(UInt64.of(1000))
            .cancun(UInt64.of(2000))
            .prague(UInt64.of(3000))
            .build());
    private final NodeClient client = new NodeClient(node, Instant.now());

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "V1, bellatrix, 0", "V2, bellatrix, -32602", "V3, bellatrix, -32602",
        "V1, capella, -32602", "V2, capella, 0", "V3, capella, -32602",
        "V1, deneb, -38005", "V2, deneb, -38005", "V3, deneb, -38005",
        "V2, electra, -38005", "V3, electra, -38005"
    })
    void newPayloadV2(String structure, String time, int code) throws Exception {
        assertThat(client.code("engine_newPayloadV2", payload(structure, time))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "V2, bellatrix, -32602", "V3, bellatrix, -38005",
        "V2, capella, -32602", "V3, capella, -38005",
        "V2, deneb, -32602", "V3, deneb, 0",
        "V3, electra, -38005"
    })
    void newPayloadV3(String structure, String time, int code) throws Exception {
        assertThat(client.code("engine_newPayloadV3", payload(structure, time), "[]", ZERO32))
                .isEqualTo(code);
    }

    @Test
    void newPayloadV3_withNullOrMissingOrSurplusParameters() throws Exception {
        String payload = payload("V3", "deneb");

        assertThat(client.code("engine_newPayloadV3", payload, "[]", "null")).isEqualTo(-32602);
        assertThat(client.code("engine_newPayloadV3", payload, "null", ZERO32)).isEqualTo(-32602);
        assertThat(client.code("engine_newPayloadV3", payload, "[]")).isEqualTo(-32602);
        assertThat(client.code("engine_newPayloadV3", payload, "[]", ZERO32, ZERO32))
                .isEqualTo(-32602);
    }

    @ParameterizedTest
    @CsvSource({"engine_newPayloadV2", "engine_newPayloadV3"})
    void newPayload_withAFieldOfNoVersion(String method) throws Exception {
        String payload = payload("V3", "deneb").replaceFirst("\\{", "{\"parentBeaconBlockRoot\":" + ZERO32 + ",");
        String[] params = method.endsWith("V2") ? new String[] {payload} : new String[] {payload, "[]", ZERO32};

        assertThat(client.call(method, params).path("error").path("message").asString())
                .contains("parentBeaconBlockRoot");
    }

    @ParameterizedTest
    @CsvSource({
        "gasUsed, 0x01",
        "gasUsed, 0x",
        "gasUsed, 1",
        "gasUsed, 0x10000000000000000",
        "gasUsed, 0xg",
        "parentHash, 0x00",
        "extraData, 0x0",
        "extraData, 00",
        "feeRecipient, 0xzz"
    })
    void newPayload_withAMalformedValue(String field, String value) throws Exception {
        String payload = payload("V2", "capella")
                .replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + value + "\"");

        assertThat(client.code("engine_newPayloadV2", payload)).isEqualTo(-32602);
    }

    @Test
    void forkchoiceUpdated_withoutAttributes_isTakenInAllVersions() throws Exception {
        for (String version : new String[] {"V2", "V3"}) {
            JsonNode result = client.result("engine_forkchoiceUpdated" + version, state(), "null");

            assertThat(result.path("payloadStatus").path("status").asString()).isEqualTo("VALID");
            assertThat(result.get("payloadId").isNull()).isTrue();
        }
        assertThat(client.code("engine_forkchoiceUpdatedV3", state())).isEqualTo(-32602);
    }

    @ParameterizedTest
    @CsvSource({
        "V1, bellatrix, -38003",
        "V2, bellatrix, -38003",
        "V3, bellatrix, -38003",
        "V1, capella, -38003",
        "V2, capella, 0",
        "V3, capella, -38003",
        "V2, deneb, -38005",
        "V3, deneb, -38003",
        "V2, electra, -38005"
    })
    void forkchoiceUpdatedV2(String structure, String time, int code) throws Exception {
        assertThat(client.code("engine_forkchoiceUpdatedV2", state(), attributes(structure, time)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "V2, bellatrix, -38003",
        "V3, bellatrix, -38005",
        "V1, capella, -38003",
        "V2, capella, -38003",
        "V3, capella, -38005",
        "V1, deneb, -38003",
        "V2, deneb, -38003",
        "V3, deneb, 0",
        "V3, electra, -38005"
    })
    void forkchoiceUpdatedV3(String structure, String time, int code) throws Exception {
        assertThat(client.code("engine_forkchoiceUpdatedV3", state(), attributes(structure, time)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"V2, capella, 0, -38005", "V3, deneb, -38005, 0"})
    void getPayload_takesPayloadsOfItsFork(String version, String time, int codeV2, int codeV3) throws Exception {
        String id = client.result("engine_forkchoiceUpdated" + version, state(), attributes(version, time))
                .get("payloadId")
                .toString();

        assertThat(client.code("engine_getPayloadV2", id)).isEqualTo(codeV2);
        assertThat(client.code("engine_getPayloadV3", id)).isEqualTo(codeV3);
    }

    @Test
    void getPayload_unknown() throws Exception {
        assertThat(client.code("engine_getPayloadV2", "\"0x0000000000000001\"")).isEqualTo(-38001);
        assertThat(client.code("engine_getPayloadV3", "\"0x0000000000000001\"")).isEqualTo(-38001);
        assertThat(client.code("engine_getPayloadV3", "\"0x01\"")).isEqualTo(-32602);
        assertThat(client.code("engine_getPayloadV3", "1")).isEqualTo(-32602);
    }

    @Test
    void attributes_notAfterTheHead() throws Exception {
        String late = attributes("V2", "capella").replace("0x3f4", "0x3e8");

        assertThat(client.code("engine_forkchoiceUpdatedV2", state(), late)).isEqualTo(-38003);
    }

    @Test
    void forkchoiceState_offTheChain() throws Exception {
        String head = '"' + node.forkchoice().headBlockHash().toHex() + '"';

        assertThat(client.code("engine_forkchoiceUpdatedV2", stateOf(head, ONE32, ZERO32), "null"))
                .isEqualTo(-38002);
        assertThat(client.code("engine_forkchoiceUpdatedV2", stateOf(head, ZERO32, ONE32), "null"))
                .isEqualTo(-38002);
        assertThat(client.result("engine_forkchoiceUpdatedV2", stateOf(ONE32, ZERO32, ZERO32), "null")
                        .path("payloadStatus")
                        .path("status")
                        .asString())
                .isEqualTo("SYNCING");
        assertThat(client.result("eth_syncing").has("highestBlock")).isTrue();
    }

    @Test
    void bodies_ofTooManyOrNone() throws Exception {
        String known = node.forkchoice().headBlockHash().toHex();
        Object[] many = Collections.nCopies(33, known).toArray();

        assertThat(client.code("engine_getPayloadBodiesByHashV1", quoted(many))).isEqualTo(-38004);
        assertThat(client.result("engine_getPayloadBodiesByHashV1", "[" + ONE32 + "]")
                        .toString())
                .isEqualTo("[null]");
        assertThat(client.code("engine_getPayloadBodiesByRangeV1", "\"0x1\"", "\"0x21\""))
                .isEqualTo(-38004);
        assertThat(client.code("engine_getPayloadBodiesByRangeV1", "\"0x0\"", "\"0x1\""))
                .isEqualTo(-32602);
        assertThat(client.code("engine_getPayloadBodiesByRangeV1", "\"0x1\"", "\"0x0\""))
                .isEqualTo(-32602);
        assertThat(client.result("engine_getPayloadBodiesByRangeV1", "\"0xffffffffffffffff\"", "\"0x20\"")
                        .toString())
                .isEqualTo("[]");
    }

    private String state() {
        String head = '"' + node.forkchoice().headBlockHash().toHex() + '"';
        return stateOf(head, ZERO32, ZERO32);
    }

    private static String stateOf(String head, String safe, String finalized) {
        return "{\"headBlockHash\":" + head + ",\"safeBlockHash\":" + safe + ",\"finalizedBlockHash\":" + finalized
                + "}";
    }

    private static String attributes(String structure, String time) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "timestamp",
                timestamp(time),
                "prevRandao",
                ONE32,
                "suggestedFeeRecipient",
                '"' + "0x" + "02".repeat(20) + '"'));
        if (!structure.equals("V1")) {
            fields.put("withdrawals", WITHDRAWALS);
        }
        if (structure.equals("V3")) {
            fields.put("parentBeaconBlockRoot", ONE32);
        }
        return object(fields);
    }

    /** A payload whose parent is unknown. Its hash is not its own, which is judged after its form. */
    private static String payload(String structure, String time) {
        Map<String, String> fields = new TreeMap<>();
        for (String hash : new String[] {"parentHash", "stateRoot", "receiptsRoot", "prevRandao", "blockHash"}) {
            fields.put(hash, ONE32);
        }
        for (String number : new String[] {"blockNumber", "gasLimit", "gasUsed", "baseFeePerGas"}) {
            fields.put(number, "\"0x7\"");
        }
        fields.put("feeRecipient", '"' + "0x" + "02".repeat(20) + '"');
        fields.put("logsBloom", '"' + "0x" + "00".repeat(256) + '"');
        fields.put("extraData", "\"0x\"");
        fields.put("timestamp", timestamp(time));
        fields.put("transactions", "[]");
        if (!structure.equals("V1")) {
            fields.put("withdrawals", WITHDRAWALS);
        }
        if (structure.equals("V3")) {
            fields.put("blobGasUsed", "\"0x0\"");
            fields.put("excessBlobGas", "\"0x0\"");
        }
        return object(fields);
    }

    private static String timestamp(String time) {
        return "\"0x" + Long.toHexString(TIMES.getOrDefault(time, 0L)) + '"';
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
