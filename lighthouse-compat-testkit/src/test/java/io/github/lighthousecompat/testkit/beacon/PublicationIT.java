package io.github.lighthousecompat.testkit.beacon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.ssz.BlockCodec;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.beacon.BeaconClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of blocks that are published, in all the forms that a release takes. */
class PublicationIT {
    private static final String BLOCKS = "/eth/v2/beacon/blocks";
    private static final String BLINDED = "/eth/v2/beacon/blinded_blocks";
    private static final String RANDAO = "?randao_reveal=0x" + "11".repeat(96);
    private static final Bytes96 SIGNATURE = Bytes96.parse("0x" + "33".repeat(96));

    private final BlockCodec codec = BlockCodec.of(Preset.MINIMAL);
    private final List<FakeBeaconNode> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(FakeBeaconNode::close);
    }

    private FakeBeaconNode like(String release) {
        FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/" + release);
        nodes.add(node);
        return node;
    }

    /** The next block of Deneb, as a validator would send it back. */
    private static SignedBlockContents contents(BeaconClient client) throws Exception {
        JsonNode data = client.data("/eth/v2/validator/blocks/34" + RANDAO);
        String signed = "{\"signed_block\":{\"message\":" + data.get("block") + ",\"signature\":\"" + SIGNATURE
                + "\"},\"kzg_proofs\":" + data.get("kzg_proofs") + ",\"blobs\":" + data.get("blobs") + '}';
        return BlockCodec.of(Preset.MINIMAL).contentsFromJson(signed.getBytes(UTF_8));
    }

    /** The next block of Capella, signed. */
    private static SignedBlock block(BeaconClient client) throws Exception {
        String signed = "{\"message\":" + client.data("/eth/v2/validator/blocks/34" + RANDAO) + ",\"signature\":\""
                + SIGNATURE + "\"}";
        return BlockCodec.of(Preset.MINIMAL).blockFromJson(Fork.CAPELLA, signed.getBytes(UTF_8));
    }

    private static void assertImported(Answer answer, FakeBeaconNode node, SignedBlock block) {
        assertThat(answer.text()).isEmpty();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(node.head()).isEqualTo(block);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v4.6.0", "v5.3.0"})
    void contents_areImportedAndThenADuplicate(String release) throws Exception {
        FakeBeaconNode node = like(release);
        BeaconClient client = new BeaconClient(node);
        SignedBlockContents contents = contents(client);
        String json = new String(codec.toJson(contents), UTF_8);

        assertImported(client.post(BLOCKS, json), node, contents.signedBlock());

        Answer again = client.post(BLOCKS, json);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo("{\"code\":202,\"message\":\"duplicate block\",\"stacktraces\":[]}");
        assertThat(client.data("/eth/v1/beacon/blob_sidecars/head")).hasSize(1);
    }

    @Test
    void contents_ofSsz_areImported() throws Exception {
        FakeBeaconNode node = like("v5.3.0");
        BeaconClient client = new BeaconClient(node);
        SignedBlockContents contents = contents(client);

        assertImported(
                client.send(client.request(BLOCKS)
                        .header("Content-Type", BeaconClient.SSZ)
                        .header("Eth-Consensus-Version", "deneb")
                        .POST(BodyPublishers.ofByteArray(codec.toSsz(contents)))),
                node,
                contents.signedBlock());
    }

    @ParameterizedTest
    @CsvSource({"v4.0.1, 415", "v4.5.0, 200", "v4.6.0, 400", "v5.2.1, 400", "v5.3.0, 415"})
    void ssz_withoutTheHeader_isTakenAsTheReleaseDoes(String release, int status) throws Exception {
        FakeBeaconNode node = FakeBeaconNode.builder("Lighthouse/" + release)
                .chain(BeaconChainSpec.capella())
                .start();
        nodes.add(node);
        BeaconClient client = new BeaconClient(node);

        assertThat(client.post("/eth/v1/beacon/blocks", BeaconClient.SSZ, codec.toSsz(block(client)))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void block_ofCapella_isImportedByAnOldRelease() throws Exception {
        FakeBeaconNode node = like("v4.3.0");
        BeaconClient client = new BeaconClient(node);
        SignedBlock block = block(client);

        assertImported(client.post("/eth/v1/beacon/blocks", new String(codec.toJson(block), UTF_8)), node, block);
    }

    @Test
    void json_ofDeneb_isUnknownToAnOldRelease() throws Exception {
        BeaconClient old = new BeaconClient(like("v4.5.0"));
        SignedBlockContents contents = contents(new BeaconClient(like("v5.3.0")));

        for (byte[] body : List.of(codec.toJson(contents), codec.toJson(contents.signedBlock()))) {
            Answer answer = old.post(BLOCKS, BeaconClient.JSON, body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message()).startsWith("BAD_REQUEST: body deserialize error: ");
        }
    }

    @ParameterizedTest
    @CsvSource({"gossip, 202, ACCEPTED: ", "consensus, 400, BAD_REQUEST: "})
    void block_withoutItsBlobs_isNotImported(String validation, int status, String message) throws Exception {
        FakeBeaconNode node = like("v5.3.0");
        BeaconClient client = new BeaconClient(node);
        SignedBlock bare = contents(client).signedBlock();

        Answer answer =
                client.post(BLOCKS + "?broadcast_validation=" + validation, BeaconClient.JSON, codec.toJson(bare));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message()).startsWith(message).contains("Missing parts of block");
        assertThat(node.head()).isNotEqualTo(bare);
    }

    @Test
    void block_thatNoneFollowsOrThatIsNotTheOnly_isRefused() throws Exception {
        FakeBeaconNode node = like("v4.5.0");
        BeaconClient client = new BeaconClient(node);
        CapellaBlock good = (CapellaBlock) block(client).message();
        CapellaBlock orphan =
                CapellaBlock.builder().from(good).parentRoot(Hash32.ZERO).build();
        CapellaBlock second =
                CapellaBlock.builder().from(good).slot(UInt64.of(33)).build();

        assertThat(post(client, orphan).message()).startsWith("BAD_REQUEST: ParentUnknown(");
        assertThat(post(client, second).message())
                .isEqualTo("BAD_REQUEST: proposal for this slot and proposer has already been seen");
        assertThat(client.post(BLOCKS, "{}").message()).startsWith("BAD_REQUEST: body deserialize error: ");
        assertThat(client.post(BLOCKS + "?broadcast_validation=none", "{}").message())
                .startsWith("BAD_REQUEST: invalid query: ");
    }

    @Test
    void refusal_ofAReleaseThatMasksErrors_saysNothingOfTheBlock() throws Exception {
        BeaconClient client = new BeaconClient(like("v4.3.0"));
        CapellaBlock orphan = CapellaBlock.builder()
                .from((CapellaBlock) block(client).message())
                .parentRoot(Hash32.ZERO)
                .build();

        assertThat(post(client, orphan).message()).isEqualTo("BAD_REQUEST: Unsupported endpoint version: v2");
    }

    private Answer post(BeaconClient client, CapellaBlock block) throws Exception {
        return client.post(BLOCKS, BeaconClient.JSON, codec.toJson(SignedBlock.of(block, SIGNATURE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {BeaconClient.JSON, BeaconClient.SSZ})
    void blindedBlock_isFilledInByItsProducerOnly(String type) throws Exception {
        FakeBeaconNode producer = like("v5.3.0");
        producer.blinding(true);
        BeaconClient client = new BeaconClient(producer);
        Answer produced = client.get("/eth/v3/validator/blocks/34" + RANDAO);
        assertThat(produced.header("Eth-Execution-Payload-Blinded")).isEqualTo("true");
        String json = "{\"message\":" + produced.json().get("data") + ",\"signature\":\"" + SIGNATURE + "\"}";
        byte[] body = type.equals(BeaconClient.JSON)
                ? json.getBytes(UTF_8)
                : codec.toSsz(codec.blindedBlockFromJson(Fork.DENEB, json.getBytes(UTF_8)));

        assertThat(new BeaconClient(like("v5.3.0")).post(BLINDED, type, body).message())
                .startsWith("INTERNAL_SERVER_ERROR: Blind block proposal failed");
        assertThat(client.post(BLINDED, type, body).status()).isEqualTo(200);
        assertThat(producer.head().signature()).isEqualTo(SIGNATURE);
        assertThat(client.data("/eth/v1/beacon/blob_sidecars/head")).hasSize(1);
    }

    @Test
    void production_isOfContentsInBothEncodings() throws Exception {
        BeaconClient client = new BeaconClient(like("v5.3.0"));
        String path = "/eth/v3/validator/blocks/34" + RANDAO + "&graffiti=0x" + "44".repeat(32);

        JsonNode data = client.data(path);
        byte[] ssz = client.getSsz(path).bytes();

        assertThat(data.at("/block/body/graffiti").asString()).isEqualTo("0x" + "44".repeat(32));
        assertThat(data.propertyNames()).containsExactly("block", "kzg_proofs", "blobs");
        // the blobs end the bytes, and the proofs stand before them
        assertThat("0x" + HexFormat.of().formatHex(ssz, ssz.length - 131_072, ssz.length))
                .isEqualTo(data.at("/blobs/0").asString());
        assertThat("0x" + HexFormat.of().formatHex(ssz, ssz.length - 131_072 - 48, ssz.length - 131_072))
                .isEqualTo(data.at("/kzg_proofs/0").asString());
    }

    @ParameterizedTest
    @CsvSource({"'', true", "&builder_boost_factor=100, true", "&builder_boost_factor=0, false"})
    void builder_thatCountsForNothing_isNotAsked(String factor, boolean isBlinded) throws Exception {
        FakeBeaconNode node = like("v5.3.0");
        node.blinding(true);

        Answer answer = new BeaconClient(node).get("/eth/v3/validator/blocks/34" + RANDAO + factor);

        assertThat(answer.header("Eth-Execution-Payload-Blinded")).isEqualTo(String.valueOf(isBlinded));
        assertThat(answer.json().get("execution_payload_blinded").asBoolean()).isEqualTo(isBlinded);
        assertThat(answer.json().get("data").has("blobs")).isEqualTo(!isBlinded);
    }

    @Test
    void attestations_ofUnknownBlocks_areListedAsFailures() throws Exception {
        BeaconClient client = new BeaconClient(like("v5.3.0"));
        JsonNode good = client.data("/eth/v1/beacon/blocks/head/attestations").get(0);
        String bad = good.toString().replace(good.at("/data/beacon_block_root").asString(), Hash32.ZERO.toString());

        assertThat(client.post("/eth/v1/beacon/pool/attestations", "[" + good + "]")
                        .text())
                .isEqualTo("null");
        JsonNode failed = JsonMapper.shared()
                .readTree(client.post("/eth/v1/beacon/pool/attestations", "[" + good + "," + bad + "]")
                        .text());
        assertThat(failed.get("code").asInt()).isEqualTo(400);
        assertThat(failed.get("failures")).hasSize(1);
        assertThat(failed.at("/failures/0/index").asInt()).isEqualTo(1);
    }
}
