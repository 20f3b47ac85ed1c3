package io.github.lighthousecompat.testkit.beacon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.VersionedHash;
import io.github.lighthousecompat.ssz.BlockCodec;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.beacon.BeaconClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The chain of a node: that its blocks are right, and that all endpoints tell of the same ones. */
class BeaconChainIT {
    private static final int FIRST_OF_DENEB = 16;
    private static final int HEAD = 33;

    private final FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
    private final BeaconClient client = new BeaconClient(node);
    private final BlockCodec codec = BlockCodec.of(node.chain().preset());

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void blocks_hashRightAndFollowEachOther() {
        SignedBlock parent = node.block(0).orElseThrow();
        for (int slot = 1; slot <= HEAD; slot++) {
            SignedBlock block = node.block(slot).orElseThrow();
            assertThat(block.message().parentRoot()).isEqualTo(codec.root(parent.message()));
            assertThat(block.fork()).isEqualTo(slot < FIRST_OF_DENEB ? Fork.CAPELLA : Fork.DENEB);
            assertThat(block.message().body().executionPayload().parentHash())
                    .isEqualTo(parent.message().body().executionPayload().blockHash());
            assertThat(hash(block))
                    .isEqualTo(block.message().body().executionPayload().blockHash());
            parent = block;
        }
        assertThat(node.head()).isEqualTo(parent);
        assertThat(node.headRoot()).isEqualTo(codec.root(parent.message()));
    }

    private static Hash32 hash(SignedBlock block) {
        return block.message().body().executionPayload() instanceof DenebPayload deneb
                ? BlockHash.of(deneb, block.message().parentRoot())
                : BlockHash.of((CapellaPayload) block.message().body().executionPayload());
    }

    @Test
    void blobs_belongToTheTransactionsOfTheirBlock() throws Exception {
        DenebBlock block = (DenebBlock) node.head().message();

        assertThat(block.body().blobKzgCommitments())
                .hasSize(1)
                .map(VersionedHash::of)
                .isEqualTo(VersionedHash.in(block.body().executionPayload().transactions()));
        JsonNode sidecars = client.data("/eth/v1/beacon/blob_sidecars/head");
        assertThat(sidecars).hasSize(1);
        assertThat(sidecars.get(0).get("kzg_commitment").asString())
                .isEqualTo(block.body().blobKzgCommitments().get(0).toString());
        assertThat(client.data("/eth/v1/beacon/blob_sidecars/head?indices=1")).isEmpty();
        assertThat(client.data("/eth/v1/beacon/blob_sidecars/1")).isEmpty();
    }

    @Test
    void block_isTheSameInBothEncodings() throws Exception {
        for (int slot : List.of(0, 5, FIRST_OF_DENEB, HEAD)) {
            Answer ssz = client.getSsz("/eth/v2/beacon/blocks/" + slot);
            Fork fork = slot < FIRST_OF_DENEB ? Fork.CAPELLA : Fork.DENEB;

            assertThat(ssz.header("Content-Type")).isEqualTo(BeaconClient.SSZ);
            assertThat(ssz.header("Eth-Consensus-Version")).isEqualToIgnoringCase(fork.consensusName());
            assertThat(codec.blockFromSsz(fork, ssz.bytes()))
                    .isEqualTo(node.block(slot).orElseThrow());
            assertThat(codec.blockFromJson(
                            fork,
                            client.data("/eth/v2/beacon/blocks/" + slot)
                                    .toString()
                                    .getBytes(UTF_8)))
                    .isEqualTo(node.block(slot).orElseThrow());
        }
    }

    @Test
    void blindedBlock_hasTheRootOfItsBlock() throws Exception {
        for (int slot : List.of(5, HEAD)) {
            Fork fork = slot < FIRST_OF_DENEB ? Fork.CAPELLA : Fork.DENEB;
            byte[] blinded =
                    client.getSsz("/eth/v1/beacon/blinded_blocks/" + slot).bytes();

            assertThat(codec.root(codec.blindedBlockFromSsz(fork, blinded).message()))
                    .isEqualTo(codec.root(node.block(slot).orElseThrow().message()));
        }
    }

    @Test
    void head_isTheSameWhateverItIsCalled() throws Exception {
        String root = node.headRoot().toString();

        for (String id : List.of("head", String.valueOf(HEAD), root)) {
            assertThat(client.data("/eth/v1/beacon/blocks/" + id + "/root")
                            .get("root")
                            .asString())
                    .isEqualTo(root);
            assertThat(client.data("/eth/v1/beacon/headers/" + id).get("root").asString())
                    .isEqualTo(root);
        }
        String parent = node.head().message().parentRoot().toString();
        assertThat(client.data("/eth/v1/beacon/headers?parent_root=" + parent)
                        .get(0)
                        .get("root")
                        .asString())
                .isEqualTo(root);
        assertThat(client.get("/eth/v1/beacon/headers?slot=999").status()).isEqualTo(404);
        assertThat(client.data("/eth/v1/beacon/states/" + node.head().message().stateRoot() + "/root")
                        .get("root")
                        .asString())
                .isEqualTo(node.head().message().stateRoot().toString());
    }

    @Test
    void finality_isWhatTheTestSays() throws Exception {
        assertThat(client.data("/eth/v1/beacon/states/head/finality_checkpoints")
                        .at("/finalized/epoch")
                        .asString())
                .isEqualTo("2");
        assertThat(client.get("/eth/v1/beacon/headers/24")
                        .json()
                        .get("finalized")
                        .asBoolean())
                .isFalse();

        node.finalizeEpoch(3);

        JsonNode finality = client.data("/eth/v1/beacon/states/head/finality_checkpoints");
        assertThat(finality.at("/finalized/epoch").asString()).isEqualTo("3");
        assertThat(finality.at("/finalized/root").asString())
                .isEqualTo(codec.root(node.block(24).orElseThrow().message()).toString());
        assertThat(client.get("/eth/v1/beacon/headers/24")
                        .json()
                        .get("finalized")
                        .asBoolean())
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> node.finalizeEpoch(5));
    }

    @Test
    void optimistic_isSaidOfWhatIsNotFinalized() throws Exception {
        node.optimistic(true);

        assertThat(client.get("/eth/v1/beacon/headers/head")
                        .json()
                        .get("execution_optimistic")
                        .asBoolean())
                .isTrue();
        assertThat(client.get("/eth/v1/beacon/headers/1")
                        .json()
                        .get("execution_optimistic")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void forkSchedule_agreesWithTheSpecification() throws Exception {
        JsonNode forks = client.data("/eth/v1/config/fork_schedule");
        JsonNode spec = client.data("/eth/v1/config/spec");

        assertThat(forks.get(forks.size() - 1).get("current_version")).isEqualTo(spec.get("DENEB_FORK_VERSION"));
        assertThat(forks.get(forks.size() - 1).get("epoch")).isEqualTo(spec.get("DENEB_FORK_EPOCH"));
        assertThat(spec.get("DENEB_FORK_EPOCH").asString()).isEqualTo("2");
        assertThat(client.data("/eth/v1/beacon/states/head/fork").get("current_version"))
                .isEqualTo(spec.get("DENEB_FORK_VERSION"));
        assertThat(client.data("/eth/v1/beacon/states/1/fork").get("current_version"))
                .isEqualTo(spec.get("CAPELLA_FORK_VERSION"));
    }

    @Test
    void validators_areFilteredByNumberKeyAndStatus() throws Exception {
        String key = node.validators().get(3).validator().pubkey().toString();
        String path = "/eth/v1/beacon/states/head/validators";

        assertThat(client.data(path)).hasSize(64);
        assertThat(client.data(path + "?id=1,2&id=" + key + "&id=9999")).hasSize(3);
        assertThat(client.data(path + "?status=active")).hasSize(63);
        assertThat(client.data(path + "?status=withdrawal_done")).hasSize(1);
        assertThat(client.post(path, "{\"ids\":[\"1\",\"" + key + "\"],\"statuses\":[\"active_ongoing\"]}")
                        .json()
                        .get("data"))
                .hasSize(2);
        assertThat(client.post(path, "{\"ids\":[]}").json().get("data")).isEmpty();
        assertThat(client.post(path, "{\"ids\":null}").json().get("data")).hasSize(64);
        assertThat(client.post(path, "{\"id\":[]}").message()).startsWith("BAD_REQUEST: body deserialize error: ");
        assertThat(client.data(path + "/" + key).get("index").asString()).isEqualTo("3");
        assertThat(client.get(path + "/9999").status()).isEqualTo(404);
        assertThat(client.post("/eth/v1/beacon/states/head/validator_balances", "[\"1\"]")
                        .json()
                        .get("data")
                        .toString())
                .isEqualTo("[{\"index\":\"1\",\"balance\":\"32000000001\"}]");
    }

    @Test
    void validators_areThoseThatTheTestGives() throws Exception {
        node.validators(node.validators().subList(0, 2));

        assertThat(client.data("/eth/v1/beacon/states/head/validators")).hasSize(2);
    }

    @Test
    void aggregate_isOfTheDataThatTheNodeGives() throws Exception {
        String data = client.data("/eth/v1/validator/attestation_data?slot=33&committee_index=0")
                .toString();
        JsonNode attestation = client.data("/eth/v2/beacon/blocks/33").at("/message/body/attestations/0");

        assertThat(data).contains("\"slot\":\"33\"").contains(node.headRoot().toString());
        assertThat(attestation.at("/data/beacon_block_root").asString())
                .isEqualTo(node.head().message().parentRoot().toString());
    }

    @Test
    void chains_ofEqualSpecifications_areEqual() {
        try (FakeBeaconNode same = FakeBeaconNode.like("Lighthouse/v4.6.0");
                FakeBeaconNode capella = FakeBeaconNode.like("Lighthouse/v4.0.1");
                FakeBeaconNode other = FakeBeaconNode.builder("Lighthouse/v5.3.0")
                        .chain(BeaconChainSpec.builder().seed(2).build())
                        .start()) {
            assertThat(same.head()).isEqualTo(node.head());
            assertThat(capella.block(15)).isEqualTo(node.block(15));
            assertThat(capella.head()).isNotEqualTo(node.head());
            assertThat(other.block(1)).isNotEqualTo(capella.block(1));
        }
    }

    @Test
    void slot_thatWasSkipped_hasNoBlockAndTheStateBefore() throws Exception {
        BeaconChainSpec spec = BeaconChainSpec.builder()
                .headSlot(UInt64.of(9))
                .addSkippedSlots(UInt64.of(4))
                .build();
        try (FakeBeaconNode skipping =
                FakeBeaconNode.builder("Lighthouse/v5.3.0").chain(spec).start()) {
            BeaconClient other = new BeaconClient(skipping);

            assertThat(other.get("/eth/v1/beacon/blocks/4/root").message())
                    .isEqualTo("NOT_FOUND: beacon block at slot 4");
            assertThat(other.data("/eth/v1/beacon/states/4/root"))
                    .isEqualTo(other.data("/eth/v1/beacon/states/3/root"));
            assertThat(skipping.block(5).orElseThrow().message().parentRoot())
                    .isEqualTo(codec.root(skipping.block(3).orElseThrow().message()));
        }
    }

    @Test
    void release_thatDoesNotKnowDeneb_canNotFollowAChainOfIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> node.becomes("Lighthouse/v4.5.0"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeBeaconNode.builder("Lighthouse/v4.5.0")
                        .chain(BeaconChainSpec.deneb())
                        .start());
        assertThatIllegalArgumentException().isThrownBy(() -> FakeBeaconNode.like("Teku/v24.1.0"));
        assertThatIllegalArgumentException().isThrownBy(() -> FakeBeaconNode.like("Lighthouse/v3.9.0"));
    }
}
