package io.github.lighthousecompat.testkit.beacon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.beacon.BeaconClient.Answer;
import io.github.lighthousecompat.testkit.beacon.Releases.Cell;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the releases do otherwise than each other where they have the same endpoints. */
class ReleaseBehaviourIT {
    private static final String JSON_ONLY = "/eth/v1/validator/register_validator";
    private static final String RANDAO = "?randao_reveal=0x" + "11".repeat(96);

    private static Releases releases;

    @BeforeAll
    static void start() {
        releases = new Releases();
    }

    @AfterAll
    static void stop() {
        releases.close();
    }

    @AfterEach
    void recover() {
        for (String release : Releases.ALL) {
            FakeBeaconNode node = releases.node(release);
            node.synced();
            node.optimistic(false);
            node.executionOffline(false);
        }
    }

    static Stream<Cell> conditions() {
        return Releases.cells("""
                - health: the status                 | 401| 430| 450| 460| 500| 521| 530
                health synced                        | 200| 200| 200| 200| 200| 200| 200
                health syncing                       | 206| 206| 206| 206| 206| 206| 206
                health stalled                       | 503| 206| 206| 206| 206| 206| 206
                health optimistic                    | 206| 206| 206| 206| 206| 206| 206
                health offline                       | 200| 503| 503| 503| 503| 503| 503
                - syncing: the member is_syncing     | 401| 430| 450| 460| 500| 521| 530
                is_syncing synced                    |false|false|false|false|false|false|false
                is_syncing syncing                   |true|true|true|true|true|true|true
                is_syncing stalled                   |false|false|false|false|false|false|true
                is_syncing offline                   |false|false|false|false|false|false|false
                - the members that are there at all  | 401| 430| 450| 460| 500| 521| 530
                is_optimistic synced                 |false|false|false|false|false|false|false
                is_optimistic optimistic             |true|true|true|true|true|true|true
                el_offline synced                    | -  |false|false|false|false|false|false
                el_offline offline                   | -  |true|true|true|true|true|true
                - whether validators are served      | 401| 430| 450| 460| 500| 521| 530
                duties synced                        | 200| 200| 200| 200| 200| 200| 200
                duties syncing                       | 503| 503| 503| 503| 503| 503| 503
                duties stalled                       | 503| 503| 503| 503| 503| 200| 200
                attesters syncing                    | 503| 400| 400| 400| 400| 503| 503
                attesters stalled                    | 503| 400| 400| 400| 400| 200| 200
                produce syncing                      | 400| 400| 400| 400| 400| 503| 503
                produce stalled                      | 400| 400| 400| 400| 400| 200| 200
                blinded syncing                      | 503| 503| 503| 503| 503| 503| 503
                """);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void condition_isReportedAsItsRowSays(Cell cell) throws Exception {
        String[] words = cell.request().split(" ", 2);
        FakeBeaconNode node = releases.node(cell.release());
        BeaconClient client = releases.client(cell.release());
        switch (words[1]) {
            case "syncing" -> node.syncing(100);
            case "stalled" -> node.stalled(100);
            case "optimistic" -> node.optimistic(true);
            case "offline" -> node.executionOffline(true);
            default -> node.synced();
        }

        String found = switch (words[0]) {
            case "health" -> status(client.get("/eth/v1/node/health"));
            case "duties" -> status(client.get("/eth/v1/validator/duties/proposer/4"));
            case "attesters" -> status(client.post("/eth/v1/validator/duties/attester/4", "[\"1\"]"));
            case "produce" -> status(client.get("/eth/v2/validator/blocks/34" + RANDAO));
            case "blinded" -> status(client.get("/eth/v1/validator/blinded_blocks/34" + RANDAO));
            default -> client.data("/eth/v1/node/syncing").path(words[0]).asString("-");
        };

        assertThat(found).isEqualTo(cell.expected());
    }

    private static String status(Answer answer) {
        return String.valueOf(answer.status());
    }

    @Test
    void health_hasABodyOnlyWhereItSaysWhy() throws Exception {
        FakeBeaconNode node = releases.node("v5.3.0");
        BeaconClient client = releases.client("v5.3.0");

        assertThat(client.get("/eth/v1/node/health").bytes()).isEmpty();
        node.executionOffline(true);
        assertThat(client.get("/eth/v1/node/health").message())
                .isEqualTo("SERVICE_UNAVAILABLE: beacon node is syncing: execution layer is offline");
        releases.node("v4.0.1").stalled(3);
        assertThat(releases.client("v4.0.1").get("/eth/v1/node/health").bytes()).isEmpty();
    }

    @Test
    void syncing_hasItsMembersInTheOrderOfLighthouse() throws Exception {
        releases.node("v5.3.0").syncing(5);

        assertThat(releases.client("v5.3.0").get("/eth/v1/node/syncing").text())
                .isEqualTo("{\"data\":{\"is_syncing\":true,\"is_optimistic\":false,\"el_offline\":false,"
                        + "\"head_slot\":\"33\",\"sync_distance\":\"5\"}}");
    }

    static Stream<Cell> headers() {
        return Releases.cells("""
                - the header Eth-Consensus-Version            | 401 | 430 | 450 | 460 | 500 | 521 | 530
                /eth/v2/beacon/blocks/head                    | -   | -   | yes | yes | yes | yes | yes
                /eth/v1/beacon/blinded_blocks/head            | -   | -   | yes | yes | yes | yes | yes
                /eth/v2/debug/beacon/states/head              | -   | -   | yes | yes | yes | yes | yes
                /eth/v2/validator/blocks/34$                  | -   | -   | yes | yes | yes | yes | yes
                /eth/v1/validator/blinded_blocks/34$          | -   | -   | yes | yes | yes | yes | yes
                /eth/v1/beacon/blocks/head/attestations       | -   | -   | -   | -   | -   | -   | yes
                /eth/v1/beacon/pool/attestations              | -   | -   | -   | -   | -   | -   | yes
                /eth/v1/beacon/headers/head                   | -   | -   | -   | -   | -   | -   | -
                """);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void consensusVersion_isInTheHeaderAsItsRowSays(Cell cell) throws Exception {
        Answer answer = releases.client(cell.release()).get(cell.request().replace("$", RANDAO));

        assertThat(answer.header("Eth-Consensus-Version"))
                .isEqualTo(cell.expected().equals("yes") ? "capella" : "");
        assertThat(answer.status()).isEqualTo(200);
    }

    static Stream<Cell> contentTypes() {
        return Releases.cells("""
                - JSON under a content type           | 401| 430| 450| 460| 500| 521| 530
                application/json                      | 200| 200| 200| 200| 200| 200| 200
                application/json; charset=utf-8       | 200| 200| 200| 200| 200| 200| 200
                text/plain                            | 415| 400| 400| 400| 200| 200| 200
                application/octet-stream              | 415| 400| 400| 400| 200| 200| 415
                """);
    }

    @ParameterizedTest
    @MethodSource("contentTypes")
    void contentType_ofJson_isTakenAsItsRowSays(Cell cell) throws Exception {
        Answer answer = releases.client(cell.release()).post(JSON_ONLY, cell.request(), "[]".getBytes(UTF_8));

        assertThat(status(answer)).isEqualTo(cell.expected());
        if (cell.expected().equals("400")) {
            assertThat(answer.message()).isEqualTo("BAD_REQUEST: Unsupported endpoint version: v1");
        }
    }

    @Test
    void contentType_missing_isJson() throws Exception {
        for (String release : Releases.ALL) {
            BeaconClient client = releases.client(release);

            assertThat(client.send(client.request(JSON_ONLY).POST(HttpRequest.BodyPublishers.ofString("[]")))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void ssz_sentWhereOnlyJsonIsTaken_isABodyErrorFromV5OnAndThenAMediaTypeError() throws Exception {
        byte[] ssz = {0, 1, 2, 3};

        assertThat(releases.client("v5.2.1")
                        .post(JSON_ONLY, BeaconClient.SSZ, ssz)
                        .message())
                .startsWith("BAD_REQUEST: body deserialize error: ");
        assertThat(releases.client("v5.3.0")
                        .post(JSON_ONLY, BeaconClient.SSZ, ssz)
                        .text())
                .isEqualTo("{\"code\":415,\"message\":\"UNSUPPORTED_MEDIA_TYPE\",\"stacktraces\":[]}");
    }

    static Stream<Cell> accepts() {
        return Releases.cells("""
                - the kind of a snapshot                       | 401 | 430 | 450 | 460 | 500 | 521 | 530
                application/json                               | json| json| json| json| json| json| json
                application/octet-stream                       | ssz | ssz | ssz | ssz | ssz | ssz | ssz
                */*                                            | ssz | ssz | ssz | ssz | ssz | json| json
                application/json;q=0.5,application/octet-stream| ssz | ssz | ssz | ssz | ssz | ssz | ssz
                application/octet-stream;q=0.5,application/json| json| json| json| json| json| json| json
                """);
    }

    @ParameterizedTest
    @MethodSource("accepts")
    void accept_ofDepositSnapshot_isHonouredAsItsRowSays(Cell cell) throws Exception {
        BeaconClient client = releases.client(cell.release());

        Answer answer =
                client.send(client.request("/eth/v1/beacon/deposit_snapshot").header("Accept", cell.request()));

        assertThat(answer.header("Content-Type"))
                .isEqualTo(cell.expected().equals("ssz") ? BeaconClient.SSZ : BeaconClient.JSON);
    }

    @Test
    void accept_ofNothingThatThereIs_isRefused() throws Exception {
        BeaconClient client = releases.client("v5.3.0");

        assertThat(client.send(client.request("/eth/v2/beacon/blocks/head").header("Accept", "text/html"))
                        .message())
                .isEqualTo("BAD_REQUEST: invalid accept header");
    }

    static Stream<Cell> members() {
        return Releases.cells("""
                - whether the member is there                                                | 401| 430| 450| 460| 500| 521| 530
                /eth/v1/config/spec /data/CAPELLA_FORK_EPOCH                                 | yes| yes| yes| yes| yes| yes| yes
                /eth/v1/config/spec /data/GOSSIP_MAX_SIZE                                    | -  | -  | yes| yes| yes| yes| yes
                /eth/v1/config/spec /data/DENEB_FORK_EPOCH                                   | -  | -  | -  | yes| yes| yes| yes
                /eth/v1/config/spec /data/MAX_BLOBS_PER_BLOCK                                | -  | -  | -  | yes| yes| yes| yes
                /eth/v1/config/spec /data/ELECTRA_FORK_EPOCH                                 | -  | -  | -  | -  | -  | yes| yes
                /eth/v1/config/spec /data/EIP7594_FORK_EPOCH                                 | -  | -  | -  | -  | -  | -  | yes
                /eth/v1/config/spec /data/NUMBER_OF_COLUMNS                                  | -  | -  | -  | -  | -  | -  | yes
                /lighthouse/health /data/pid_mem_shared_memory_size                          | -  | -  | -  | yes| yes| yes| yes
                /lighthouse/validator_inclusion/3/global /data/previous_epoch_active_gwei    | yes| yes| yes| yes| yes| -  | -
                /lighthouse/database/info /blob_info                                         | -  | -  | -  | yes| yes| yes| yes
                /lighthouse/database/info /split/slot                                        | yes| yes| yes| yes| yes| yes| yes
                /eth/v1/beacon/blocks/head /version                                          | -  | -  | -  | -  | -  | -  | -
                /eth/v2/beacon/blocks/head /version                                          | yes| yes| yes| yes| yes| yes| yes
                /eth/v1/beacon/blinded_blocks/head /version                                  | yes| yes| yes| yes| yes| yes| yes
                /eth/v2/validator/blocks/34$ /version                                        | yes| yes| yes| yes| yes| yes| yes
                /eth/v2/validator/blocks/34$ /execution_optimistic                           | -  | -  | -  | -  | -  | -  | -
                /eth/v1/validator/duties/proposer/4 /dependent_root                          | yes| yes| yes| yes| yes| yes| yes
                """);
    }

    @ParameterizedTest
    @MethodSource("members")
    void member_isThereAsItsRowSays(Cell cell) throws Exception {
        String[] words = cell.request().split(" ", 2);
        JsonNode json = releases.client(cell.release())
                .get(words[0].replace("$", RANDAO))
                .json();

        assertThat(json.at(words[1]).isMissingNode()).isEqualTo(cell.expected().equals("-"));
    }

    static Stream<Cell> topics() {
        return Releases.cells("""
                - whether the topic is known     | 401| 430| 450| 460| 500| 521| 530
                head                             | yes| yes| yes| yes| yes| yes| yes
                block                            | yes| yes| yes| yes| yes| yes| yes
                attestation                      | yes| yes| yes| yes| yes| yes| yes
                voluntary_exit                   | yes| yes| yes| yes| yes| yes| yes
                contribution_and_proof           | yes| yes| yes| yes| yes| yes| yes
                finalized_checkpoint             | yes| yes| yes| yes| yes| yes| yes
                chain_reorg                      | yes| yes| yes| yes| yes| yes| yes
                payload_attributes               | yes| yes| yes| yes| yes| yes| yes
                late_head                        | yes| yes| yes| yes| yes| yes| yes
                block_reward                     | yes| yes| yes| yes| yes| yes| yes
                blob_sidecar                     | -  | -  | -  | yes| yes| yes| yes
                light_client_finality_update     | -  | -  | -  | yes| yes| yes| yes
                light_client_optimistic_update   | -  | -  | -  | yes| yes| yes| yes
                attester_slashing                | -  | -  | -  | -  | -  | yes| yes
                proposer_slashing                | -  | -  | -  | -  | -  | yes| yes
                bls_to_execution_change          | -  | -  | -  | -  | -  | yes| yes
                block_gossip                     | -  | -  | -  | -  | -  | -  | yes
                head,unheard_of                  | -  | -  | -  | -  | -  | -  | -
                """);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void topic_isKnownAsItsRowSays(Cell cell) throws Exception {
        boolean isKnown = cell.expected().equals("yes");

        HttpResponse<InputStream> response =
                releases.client(cell.release()).open("/eth/v1/events?topics=" + cell.request());
        response.body().close();

        assertThat(response.statusCode()).isEqualTo(isKnown ? 200 : 400);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains(isKnown ? "text/event-stream" : "application/json");
    }

    static Stream<Cell> databases() {
        return Releases.cells("schema_version | 17 | 17 | 17 | 19 | 19 | 19 | 21");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void database_hasTheSchemaOfItsRelease(Cell cell) throws Exception {
        JsonNode info =
                releases.client(cell.release()).get("/lighthouse/database/info").json();

        assertThat(info.get(cell.request()).asString()).isEqualTo(cell.expected());
    }

    @Test
    void version_hasReleaseCommitAndPlatform() throws Exception {
        for (String release : Releases.ALL) {
            assertThat(releases.client(release)
                            .data("/eth/v1/node/version")
                            .get("version")
                            .asString())
                    .startsWith("Lighthouse/" + release + "-")
                    .matches("Lighthouse/v\\d\\.\\d\\.\\d-[0-9a-f]{7}/x86_64-linux");
        }
    }

    @Test
    void produce_ofVersion3BeforeV46_givesSszThatIsOfVersion2() throws Exception {
        BeaconClient client = releases.client("v4.5.0");

        Answer answer = client.getSsz("/eth/v3/validator/blocks/34" + RANDAO);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes())
                .isEqualTo(client.getSsz("/eth/v2/validator/blocks/34" + RANDAO).bytes());
        assertThat(answer.header("Eth-Execution-Payload-Blinded")).isEmpty();
    }

    @Test
    void produce_ofVersion3_hasItsFourHeaders() throws Exception {
        Answer answer = releases.client("v5.3.0").get("/eth/v3/validator/blocks/34" + RANDAO);

        assertThat(List.of("Eth-Consensus-Version", "Eth-Execution-Payload-Blinded"))
                .map(answer::header)
                .containsExactly("capella", "false");
        assertThat(answer.header("Eth-Execution-Payload-Value"))
                .isEqualTo(answer.json().get("execution_payload_value").asString())
                .matches("\\d+");
        assertThat(answer.header("Eth-Consensus-Block-Value"))
                .isEqualTo(answer.json().get("consensus_block_value").asString())
                .matches("\\d+");
        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "version",
                        "execution_payload_blinded",
                        "execution_payload_value",
                        "consensus_block_value",
                        "data");
    }

    @Test
    void node_thatBecomesAnotherRelease_answersAsThatOne() throws Exception {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v4.3.0")) {
            BeaconClient client = new BeaconClient(node);
            String root = client.data("/eth/v1/beacon/blocks/head/root").toString();
            assertThat(client.get("/eth/v1/beacon/blob_sidecars/head").status()).isEqualTo(404);

            node.becomes("Lighthouse/v5.3.0");

            assertThat(client.get("/eth/v1/beacon/blob_sidecars/head").text()).isEqualTo("{\"data\":[]}");
            assertThat(client.get("/eth/v1/node/health").header("Server")).startsWith("Lighthouse/v5.3.0-");
            assertThat(client.data("/eth/v1/beacon/blocks/head/root").toString())
                    .isEqualTo(root);
        }
    }
}
