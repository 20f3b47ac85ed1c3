package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.BeaconRequest;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckBeaconIT {
    private static final String V4 = "Lighthouse/v4.5.0";
    private static final String V5 = "Lighthouse/v5.3.0";
    private static final String FORK_SCHEDULE = "/eth/v1/config/fork_schedule";

    /** Deneb is planned, and far away. */
    private static final BeaconChainSpec CHAIN =
            BeaconChainSpec.builder().denebEpoch(UInt64.of(100)).build();

    private static final ForkSchedule FORKS = ForkSchedule.of(CHAIN.genesisTime(), ForkSchedule.NEVER);

    private final HurriedTime time = new HurriedTime();
    private final List<AutoCloseable> nodes = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable node : nodes) {
            node.close();
        }
        time.close();
    }

    @Test
    void check_twoNodesOfOneChain_isReadyAndOnlyReads() {
        FakeBeaconNode v4 = node(V4, CHAIN);
        FakeBeaconNode v5 = node(V5, CHAIN);

        Run run = check(v4, v5);

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(Exit.AGREED);
        assertThat(run.out())
                .containsPattern("release +Lighthouse v4.5.0 +Lighthouse v5.3.0")
                .containsPattern("Capella +from 2023-11-14 22:13:20 UTC +from 2023-11-14 22:13:20 UTC")
                .containsPattern("Deneb +not planned +from 2023-11-15 00:53:20 UTC")
                .containsPattern("preset +minimal +minimal")
                .containsPattern("head +slot 33 +slot 33")
                .containsPattern("health +ready, 0 slots behind +ready, 0 slots behind")
                .contains("beacon operations at slot 32: 10 of 10 agree")
                .contains("only v5's beacon node plans fork 0x04000001 from epoch 100")
                .contains("possible until 2023-11-15 00:53:20 UTC, when Deneb begins")
                .endsWith("ready\n")
                .doesNotContain("Mend first", "not ready");
        assertThat(Stream.of(v4, v5).flatMap(node -> node.requests().stream()))
                .extracting(BeaconRequest::method)
                .isNotEmpty()
                .containsOnly("GET");
    }

    @Test
    void check_slotsWithoutBlocks_comparesTheLastOneThatHasOne() {
        BeaconChainSpec chain = BeaconChainSpec.builder()
                .skippedSlots(Stream.of(29, 30, 31, 32).map(UInt64::of).toList())
                .build();

        Run run = check(node(V4, chain), node(V5, chain));

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.AGREED);
        assertThat(run.out()).contains("beacon operations at slot 28: 10 of 10 agree");
    }

    @Test
    void check_anotherGenesis_isAContradictionAndNothingIsCompared() {
        Run run = check(
                node(V4, CHAIN),
                node(V5, BeaconChainSpec.builder().from(CHAIN).seed(9).build()));

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.DISAGREEMENT);
        assertThat(run.out())
                .contains("genesis: v4's beacon node has 0x")
                .doesNotContain("beacon operations")
                .endsWith("not ready\n");
    }

    @Test
    void check_anotherForkSchedule_isAContradiction() {
        FakeBeaconNode v4 = node(V4, CHAIN);
        v4.script().on("GET", FORK_SCHEDULE).answer(200, """
                {"data":[
                  {"previous_version":"0x00000001","current_version":"0x00000001","epoch":"0"},
                  {"previous_version":"0x00000001","current_version":"0x01000001","epoch":"3"}]}""");

        Run run = check(v4, node(V5, CHAIN));

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.DISAGREEMENT);
        assertThat(run.out())
                .contains("fork 1 of the schedule: v4's beacon node has 0x01000001 from epoch 3, v5's beacon node"
                        + " 0x01000001 from epoch 0");
    }

    @Test
    void check_anotherSlotTime_mustBeMended() {
        BeaconChainSpec slower = BeaconChainSpec.builder()
                .from(CHAIN)
                .slotTime(Duration.ofSeconds(13))
                .build();

        Run run = check(node(V4, CHAIN), node(V5, slower));

        assertThat(run.out())
                .contains("spec: SECONDS_PER_SLOT is 12 at v4's beacon node, 13 at v5's beacon node; give both one"
                        + " configuration");
        assertThat(run.exit()).isNotEqualTo(Exit.AGREED);
    }

    @Test
    void check_anotherScheduleThanTheGenesisFile_mustBeMended() throws Exception {
        Path genesis = Files.writeString(
                directory.resolve("genesis.json"),
                "{\"config\":{\"shanghaiTime\":1700000000,\"cancunTime\":1700000001}}");

        Run run = check(node(V4, CHAIN), node(V5, CHAIN), "--genesis", genesis.toString());

        assertToMend(
                run,
                "v5's beacon node: Deneb begins at 1700009600, by the schedule that is given at 1700000001; give the"
                        + " schedule that the node has");
        assertThat(run.out()).as("v4.5.0 does not know Deneb").doesNotContain("v4's beacon node: Deneb");
    }

    @Test
    void check_syncing_mustBeMended() {
        FakeBeaconNode v5 = node(V5, CHAIN);
        v5.syncing(40);

        Run run = check(node(V4, CHAIN), v5);

        assertToMend(run, "v5's beacon node is catching up, 40 slots behind; wait until it has");
        assertThat(run.out()).contains("10 of 10 agree");
    }

    @Test
    void check_everythingWrongWithANode_isOneLineEach() {
        FakeBeaconNode v4 = node(V4, CHAIN);
        v4.stalled(0);
        FakeBeaconNode v5 = node(V5, CHAIN);
        v5.optimistic(true);
        v5.executionOffline(true);

        Run run = check(v4, v5);

        assertToMend(run, "v4's beacon node has no peers; connect it to those of its chain");
        assertThat(run.out())
                .contains("v5's beacon node has a head that its execution layer has not verified; wait until it has")
                .contains("v5's beacon node gets no answer from its execution layer; start that, and compare address"
                        + " and secret");
    }

    @Test
    void check_anotherClient_mustBeMended() {
        FakeBeaconNode v4 = node(V4, CHAIN);
        v4.script()
                .on("GET", "/eth/v1/node/version")
                .header("Server", "teku/v23.10.0")
                .answer(200, "{\"data\":{\"version\":\"teku/v23.10.0/linux-x86_64/-eclipseadoptium-17\"}}");

        assertToMend(
                check(v4, node(V5, CHAIN)),
                "v4's beacon node: it says that it is teku/v23.10.0/linux-x86_64/-eclipseadoptium-17; give the address"
                        + " of a Lighthouse from v4.0.0 to v5.3.0");
    }

    @Test
    void check_theOtherVersionInItsPlace_mustBeMended() {
        Run run = check(node(V5, CHAIN), node(V4, CHAIN));

        assertToMend(
                run,
                "v4's beacon node is Lighthouse v5.3.0, which is of v5; give the address of one of v4, from v4.0.0 to"
                        + " v4.5.0");
        assertThat(run.out())
                .contains("v5's beacon node is Lighthouse v4.5.0, which is of v4; give the address of one of v5")
                .contains("10 of 10 agree");
    }

    @Test
    void check_nodeIsDown_saysWhatFailed() {
        FakeBeaconNode v5 = node(V5, CHAIN);
        v5.kill();

        Run run = check(node(V4, CHAIN), v5);

        assertToMend(run, "v5's beacon node: [client check-v5-beacon, nodeVersion] no connection to");
        assertThat(run.out()).containsPattern("release +Lighthouse v4.5.0 +-");
    }

    @Test
    void check_anotherBlockInOneSlot_isAContradictionWithItsPaths() {
        BeaconChainSpec other = BeaconChainSpec.builder()
                .from(CHAIN)
                .addSkippedSlots(UInt64.of(20))
                .build();

        Run run = check(node(V4, CHAIN), node(V5, other));

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.DISAGREEMENT);
        assertThat(run.out())
                .contains("beacon operations at slot 32: 0 of 2 agree")
                .contains("block root at slot 32 differs: root: 0x")
                .containsPattern("block at slot 32 differs: message\\.\\S+: \\S+ and \\S+")
                .contains("message.parent_root: 0x");
    }

    @Test
    void check_aBlockThatOnlyOneHas_isAContradiction() {
        FakeBeaconNode v4 = node(V4, CHAIN);
        BeaconChainSpec other = BeaconChainSpec.builder()
                .from(CHAIN)
                .addSkippedSlots(UInt64.of(32))
                .build();

        Run run = check(v4, node(V5, other));

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.DISAGREEMENT);
        assertThat(run.out()).containsPattern("block root at slot 32 differs: root: 0x[0-9a-f]+\\.\\. and no block");
    }

    @Test
    void check_oneAnswerThatDiffers_isNamedByItsPath() {
        FakeBeaconNode v5 = node(V5, CHAIN);
        v5.script().on("GET", "/eth/v1/beacon/states/*/fork").answer(200, """
                {"execution_optimistic":false,"finalized":false,"data":
                {"previous_version":"0x02000001","current_version":"0x03000001","epoch":"1"}}""");

        Run run = check(node(V4, CHAIN), v5);

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.DISAGREEMENT);
        assertThat(run.out())
                .contains("fork at slot 32 differs: epoch: 0 and 1\n")
                .contains("9 of 10 agree");
    }

    @Test
    void check_anOperationThatFails_isNamed() {
        FakeBeaconNode v5 = node(V5, CHAIN);
        v5.script().on("GET", "/eth/v1/beacon/states/*/validators").error(500, "out of disk");

        assertToMend(
                check(node(V4, CHAIN), v5),
                "v5's beacon node does not answer for the validators at slot 32: [client check-v5-beacon, validators");
    }

    @Test
    void check_aStateThatOneHasNoMore_isADifference() {
        FakeBeaconNode v4 = node(V4, CHAIN);
        v4.script().on("GET", "/eth/v1/beacon/states/*/root").error(404, "NOT_FOUND: state");

        Run run = check(v4, node(V5, CHAIN));

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.AGREED);
        assertThat(run.out()).contains("state root at slot 32: only v5's beacon node has it");
    }

    @Test
    void check_allFourNodes_takesTheForksFromTheBeaconNodes() throws Exception {
        Run run = checkAll(CHAIN.chainId());

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(Exit.AGREED);
        assertThat(run.out())
                .contains("chain id", "beacon operations at slot 32")
                .contains("possible until 2023-11-15 00:53:20 UTC, when Deneb begins");
    }

    @Test
    void check_executionNodesOfAnotherChain_mustBeMended() throws Exception {
        assertToMend(
                checkAll(UInt64.of(7)),
                "v4's beacon node is for chain id 1337, v4's node has 7; give the addresses of one chain");
    }

    @Test
    void driveChain_whereBeaconNodesDrive_isRefused() throws Exception {
        assertToMend(
                checkAll(CHAIN.chainId(), "--drive-chain"),
                "--drive-chain is refused: the beacon nodes drive the execution layers");
    }

    @Test
    void check_executionNodesWithOtherBlocks_isAContradiction() throws Exception {
        Run run = checkAll(
                BeaconChainSpec.builder().headSlot(UInt64.of(2)).build(),
                node -> {
                    try (LighthouseApi client = Lighthouse.v4(
                            node.clientConfig().timeoutMultiplier(10).build())) {
                        ChainDriver.over(client.engine(), FORKS).advance(1);
                    }
                },
                CHAIN.chainId());

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.DISAGREEMENT);
        assertThat(run.out())
                .containsPattern("block 1: v4's node has 0x[0-9a-f]{64}, v4's beacon node 0x[0-9a-f]{64} in slot 1")
                .containsPattern("block 1: v5's node has 0x[0-9a-f]{64}, v5's beacon node 0x[0-9a-f]{64} in slot 1");
    }

    private Run checkAll(UInt64 chainId, String... more) throws Exception {
        return checkAll(CHAIN, node -> {}, chainId, more);
    }

    private Run checkAll(BeaconChainSpec beacons, Consumer<FakeExecutionNode> prepared, UInt64 chainId, String... more)
            throws Exception {
        String key = "5e".repeat(32);
        String secret = Files.writeString(directory.resolve("jwt.hex"), key).toString();
        ChainSpec chain =
                ChainSpec.builder().from(ChainSpec.of(FORKS)).chainId(chainId).build();
        List<String> engines = new ArrayList<>();
        for (String version : List.of("v4", "v5")) {
            FakeExecutionNode node = FakeExecutionNode.builder(chain)
                    .jwtSecret(JwtSecret.fromHex(key))
                    .start();
            nodes.add(node);
            prepared.accept(node);
            engines.addAll(
                    List.of("--" + version + "-engine", node.url().toString(), "--" + version + "-jwt-secret", secret));
        }
        engines.addAll(Arrays.asList(more));
        return check(node(V4, beacons), node(V5, beacons), engines.toArray(String[]::new));
    }

    private static void assertToMend(Run run, String problem) {
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(Exit.TO_MEND);
        assertThat(run.out()).containsSubsequence("Mend first", "1. ", problem).endsWith("not ready\n");
    }

    private FakeBeaconNode node(String release, BeaconChainSpec chain) {
        FakeBeaconNode node = FakeBeaconNode.builder(release).chain(chain).start();
        nodes.add(node);
        return node;
    }

    private Run check(FakeBeaconNode v4, FakeBeaconNode v5, String... more) {
        String[] both = {
            "--v4-beacon", v4.url().toString(), "--v5-beacon", v5.url().toString()
        };
        return Run.check(time, Stream.of(both, more).flatMap(Arrays::stream).toArray(String[]::new));
    }
}
