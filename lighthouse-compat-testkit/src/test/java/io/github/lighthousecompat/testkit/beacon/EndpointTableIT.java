package io.github.lighthousecompat.testkit.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.testkit.beacon.BeaconClient.Answer;
import io.github.lighthousecompat.testkit.beacon.Releases.Cell;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which release has which endpoint, and what it answers where it has none.
 *
 * <p>In the cells: {@code ok} is 200; {@code none} is 404 without any more words; {@code vN} is 400 with the words that
 * the version is not supported; {@code POST} is 405; numbers are a status with other words.
 */
class EndpointTableIT {
    private static Releases releases;

    @BeforeAll
    static void start() {
        releases = new Releases();
    }

    @AfterAll
    static void stop() {
        releases.close();
    }

    static Stream<Cell> endpoints() {
        return Releases.cells("""
                - request                                                      | 401| 430| 450| 460| 500| 521| 530
                GET  /eth/v1/beacon/genesis                                    | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/states/head/root                           | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/states/head/fork                           | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/states/head/finality_checkpoints           | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/states/head/committees                     | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/states/head/sync_committees                | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/states/head/randao                         | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/headers                                    | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/headers/head                               | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/states/head/validators                     | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/states/head/validator_balances             | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/states/head/validators/0                   | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/beacon/states/head/validators {}                  |none| v1 | v1 | ok | ok | ok | ok
                POST /eth/v1/beacon/states/head/validator_balances ["1"]       |none| v1 | v1 | ok | ok | ok | ok
                GET  /eth/v1/beacon/blocks/head                                | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v2/beacon/blocks/head                                | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v3/beacon/blocks/head                                | v3 | v3 | v3 | v3 | v3 | v3 | v3
                GET  /eth/v1/beacon/blinded_blocks/head                        | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/blocks/head/root                           | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/blocks/head/attestations                   | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v2/beacon/blocks/head/attestations                   | v2 | v2 | v2 | v2 | v2 | v2 | ok
                GET  /eth/v1/beacon/blob_sidecars/head                         |none|none|none| ok | ok | ok | ok
                POST /eth/v1/beacon/blocks {}                                  | 400| 400| 400| 400| 400| 400| 400
                POST /eth/v2/beacon/blocks {}                                  | v2 | 400| 400| 400| 400| 400| 400
                POST /eth/v1/beacon/blinded_blocks {}                          | 400| 400| 400| 400| 400| 400| 400
                POST /eth/v2/beacon/blinded_blocks {}                          | v2 | 400| 400| 400| 400| 400| 400
                GET  /eth/v1/beacon/pool/attestations                          | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v2/beacon/pool/attestations                          | v2 | v2 | v2 | v2 | v2 | v2 | ok
                POST /eth/v1/beacon/pool/attestations []                       | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v2/beacon/pool/attestations []                       | v2 | v2 | v2 | v2 | v2 | v2 | ok
                GET  /eth/v1/beacon/pool/attester_slashings                    | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v2/beacon/pool/attester_slashings                    | v2 | v2 | v2 | v2 | v2 | v2 | ok
                GET  /eth/v1/beacon/pool/proposer_slashings                    | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/pool/voluntary_exits                       | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/pool/bls_to_execution_changes              | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/beacon/pool/bls_to_execution_changes []           | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/beacon/pool/sync_committees []                    | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/deposit_snapshot                           | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/rewards/blocks/head                        | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/beacon/rewards/attestations/1 []                  | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/beacon/rewards/sync_committee/head []             | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/builder/states/head/expected_withdrawals          | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/beacon/light_client/optimistic_update             |none|none|none|none|none|none|none
                GET  /eth/v1/config/fork_schedule                              | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/config/spec                                       | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/config/deposit_contract                           | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/debug/beacon/states/head                          | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v2/debug/beacon/states/head                          | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/debug/beacon/heads                                | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v2/debug/beacon/heads                                | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/debug/fork_choice                                 | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/node/identity                                     | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/node/version                                      | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/node/syncing                                      | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/node/health                                       | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/node/peers                                        | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/node/peer_count                                   | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/validator/duties/proposer/4                       | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/validator/duties/attester/4 ["0","1"]             | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/validator/duties/sync/4 ["0","1"]                 | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/validator/duties/sync/4 ["0","9999"]              | ok | ok | ok | ok | ok | 400| 400
                GET  /eth/v1/validator/blocks/34?$randao                       | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v2/validator/blocks/34?$randao                       | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v3/validator/blocks/34?$randao                       | v3 | v3 | v3 | ok | ok | ok | ok
                GET  /eth/v1/validator/blinded_blocks/34?$randao               | ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/validator/attestation_data?slot=33&committee_index=0| ok | ok | ok | ok | ok | ok | ok
                GET  /eth/v1/validator/aggregate_attestation?$aggregate        | 404| 404| 404| 404| 404| 404| 404
                GET  /eth/v2/validator/aggregate_attestation?$aggregate        | v2 | v2 | v2 | v2 | v2 | v2 | 404
                GET  /eth/v1/validator/sync_committee_contribution?$contribution| 404| 404| 404| 404| 404| 404| 404
                POST /eth/v1/validator/aggregate_and_proofs []                 | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v2/validator/aggregate_and_proofs []                 | v2 | v2 | v2 | v2 | v2 | v2 | ok
                POST /eth/v1/validator/contribution_and_proofs []              | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/validator/beacon_committee_subscriptions []       | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/validator/sync_committee_subscriptions []         | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/validator/prepare_beacon_proposer []              | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/validator/register_validator []                   | ok | ok | ok | ok | ok | ok | ok
                POST /eth/v1/validator/liveness/4 [1]                          |none| v1 | ok | ok | ok | ok | ok
                POST /eth/v1/validator/liveness/4 ["1"]                        |none| v1 | 400| 400| ok | ok | ok
                - lighthouse                                                   | 401| 430| 450| 460| 500| 521| 530
                GET  /lighthouse/health                                        | ok | ok | ok | ok | ok | ok | ok
                GET  /lighthouse/ui/health                                     | ok | ok | ok | ok | ok | ok | ok
                GET  /lighthouse/ui/validator_count                            | ok | ok | ok | ok | ok | ok | ok
                POST /lighthouse/ui/validator_metrics {}                       | ok | ok | ok | ok | ok | ok | ok
                GET  /lighthouse/syncing                                       | ok | ok | ok | ok | ok | ok | ok
                GET  /lighthouse/nat                                           | ok | ok | ok | ok | ok | ok | ok
                GET  /lighthouse/peers                                         | ok | ok | ok | ok | ok | ok | ok
                GET  /lighthouse/proto_array                                   | ok | ok | ok | ok | ok | ok | ok
                GET  /lighthouse/validator_inclusion/3/global                  | ok | ok | ok | ok | ok | ok | ok
                POST /lighthouse/liveness {}                                   | ok | ok | ok | ok | ok | ok | ok
                GET  /lighthouse/database/info                                 | ok | ok | ok | ok | ok | ok | ok
                POST /lighthouse/database/reconstruct {}                       | ok | ok | ok | ok | ok | ok | ok
                POST /lighthouse/database/historical_blocks []                 | ok | ok | ok |none|none|none|none
                GET  /lighthouse/beacon/states/head/ssz                        | ok | ok | ok | ok |none|none|none
                GET  /lighthouse/analysis/block_packing_efficiency             | ok | ok | ok | ok | ok | ok | ok
                - what is not there                                            | 401| 430| 450| 460| 500| 521| 530
                GET  /eth/v1/beacon/unknown                                    |none|none|none|none|none|none|none
                GET  /eth/v2/node/version                                      | v2 | v2 | v2 | v2 | v2 | v2 | v2
                GET  /eth/v2/unknown                                           | v2 | v2 | v2 | v2 | v2 | v2 | v2
                POST /eth/v1/unknown {}                                        |none| v1 | v1 | v1 | v1 | v1 | v1
                POST /eth/v1/node/version {}                                   |none| v1 | v1 | v1 | v1 | v1 | v1
                GET  /eth/vx/node/version                                      | 400| 400| 400| 400| 400| 400| 400
                GET  /eth/v1/validator/liveness/4                              |none|none|POST|POST|POST|POST|POST
                GET  /metrics                                                  |none|none|none|none|none|none|none
                GET  /eth/v1/beacon/blocks/999999                              | 404| 404| 404| 404| 404| 404| 404
                GET  /eth/v2/beacon/blocks/999999                              | 404| 404| 404| 404| 404| 404| 404
                GET  /eth/v1/beacon/headers/999999                             | 404| 404| 404| 404| 404| 404| 404
                GET  /eth/v1/beacon/states/999999/root                         | 404| 404| 404| 404| 404| 404| 404
                GET  /eth/v1/beacon/headers/nonsense                           | 400| 400| 400| 400| 400| 400| 400
                - errors that hide                                             | 401| 430| 450| 460| 500| 521| 530
                GET  /eth/v2/beacon/blocks/nonsense                            | v2 | v2 | 400| 400| 400| 400| 400
                GET  /eth/v2/validator/blocks/34?$randao&skip_randao_verification| v2 | v2 | 400| 400| 400| 400| 400
                POST /eth/v1/validator/duties/attester/99 ["0"]                | 400| v1 | 400| 400| 400| 400| 400
                - a block that can't be built                                  | 401| 430| 450| 460| 500| 521| 530
                GET  /eth/v2/validator/blocks/3?$randao                        | 500| 500| 500| 500| 500| 500| 500
                GET  /eth/v3/validator/blocks/3?$randao                        | 500| 500| 500| 400| 400| 400| 400
                """);
    }

    @ParameterizedTest
    @Tag("ask-34")
    @MethodSource("endpoints")
    void release_answersAsItsRowSays(Cell cell) throws Exception {
        Answer answer = answer(cell);

        switch (cell.expected()) {
            case "ok" -> assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            case "none" -> assertError(answer, 404, "NOT_FOUND");
            case "POST" -> assertError(answer, 405, "METHOD_NOT_ALLOWED");
            case "v1", "v2", "v3" ->
                assertError(answer, 400, "BAD_REQUEST: Unsupported endpoint version: " + cell.expected());
            default -> {
                assertThat(answer.status()).as(answer.text()).isEqualTo(Integer.parseInt(cell.expected()));
                assertThat(answer.message()).contains(": ").doesNotContain("Unsupported");
            }
        }
        assertThat(answer.header("Server"))
                .isEqualTo(releases.node(cell.release()).version());
    }

    private static void assertError(Answer answer, int status, String message) {
        assertThat(answer.text())
                .isEqualTo("{\"code\":" + status + ",\"message\":\"" + message + "\",\"stacktraces\":[]}");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    private static Answer answer(Cell cell) throws Exception {
        String[] words = cell.request().split("\\s+", 3);
        String path = words[1].replace("$randao", "randao_reveal=0x" + "11".repeat(96))
                .replace("$aggregate", "slot=33&committee_index=0&attestation_data_root=0x" + "22".repeat(32))
                .replace("$contribution", "slot=33&subcommittee_index=0&beacon_block_root=0x" + "22".repeat(32));
        BeaconClient client = releases.client(cell.release());
        return words[0].equals("GET") ? client.get(path) : client.post(path, words[2]);
    }
}
