package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import io.github.lighthousecompat.testkit.ReceivedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckIT {
    private static final String SECRET = "5e".repeat(32);
    private static final UInt64 SHANGHAI = UInt64.of(1_700_000_000);
    private static final UInt64 CANCUN = UInt64.of(1_700_100_000);
    private static final ForkSchedule FORKS = ForkSchedule.of(SHANGHAI, CANCUN);
    private static final ChainSpec CHAIN = ChainSpec.of(FORKS);

    private final HurriedTime time = new HurriedTime();
    private final List<FakeExecutionNode> nodes = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path secret = Path.of("");

    @BeforeEach
    void writeSecret() throws Exception {
        secret = Files.writeString(directory.resolve("jwt.hex"), SECRET);
    }

    @AfterEach
    void close() {
        nodes.forEach(FakeExecutionNode::close);
        time.close();
    }

    @Test
    void check_twoNodesOfOneChain_isReadyAndOnlyReads() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        grow(40, v4, v5);
        int before = v4.requests().size();

        Run run = check(v4, v5);

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.AGREED);
        assertThat(run.out())
                .containsPattern("32 of 32 recomputed +32 of 32 recomputed")
                .contains("possible until 2023-11-16 02:00:00 UTC, when Deneb begins")
                .endsWith("ready\n")
                .doesNotContain("Mend first", "What differs");
        assertThat(v4.requests().stream().skip(before).map(ReceivedRequest::method))
                .isNotEmpty()
                .allMatch(method -> method.startsWith("eth_")
                        || method.startsWith("engine_getPayloadBodies")
                        || method.equals("engine_getClientVersionV1")
                        || method.equals("engine_exchangeCapabilities")
                        || method.isEmpty());
    }

    @Test
    @Tag("ask-21")
    void check_layerThatLacksWhatAPlannedForkNeeds_mustBeMendedBeforeTheFork() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        v5.capabilities(Set.of(
                "engine_exchangeCapabilities",
                "engine_newPayloadV2",
                "engine_getPayloadV2",
                "engine_forkchoiceUpdatedV2",
                "engine_getPayloadBodiesByRangeV1"));

        assertToMend(
                check(v4, v5),
                "v5's node lacks engine_newPayloadV3, engine_getPayloadV3, engine_forkchoiceUpdatedV3; update it");
    }

    @Test
    void check_v5Behind_isADifferenceThatCatchUpMends() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        grow(3, v4);

        Run run = check(v4, v5);

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.AGREED);
        assertThat(run.out()).contains("head: v4's node is at block 3, v5's node at 0");
    }

    @Test
    void check_v4Behind_mustBeMended() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        grow(3, v5);

        assertToMend(check(v4, v5), "v4's node is behind v5's");
    }

    @Test
    void check_anotherChain_isAContradiction() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 =
                node(ChainSpec.builder().from(CHAIN).chainId(UInt64.of(7)).build());

        Run run = check(v4, v5);

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.DISAGREEMENT);
        assertThat(run.out())
                .contains("chain id: v4's node has 1337, v5's node 7")
                .contains("genesis block: v4's node has 0x")
                .endsWith("not ready\n");
    }

    @Test
    void check_anotherBlockAtOneHeight_isAContradiction() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(ChainSpec.builder().from(CHAIN).seed(9).build());
        grow(2, v4);
        grow(2, v5);

        Run run = check(v4, v5);

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.DISAGREEMENT);
        assertThat(run.out()).contains("block 2: v4's node has 0x");
    }

    @Test
    void check_wrongSecret_saysThatItIsNotTheClock() throws Exception {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = FakeExecutionNode.builder(CHAIN).start();
        nodes.add(v5);

        assertToMend(
                check(v4, v5),
                "v5's node: it refuses the token: its clock agrees with ours to 60 s, so give the secret that it has");
    }

    @Test
    void check_clockFarAway_mustBeMended() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        time.shift(Duration.ofMinutes(-2));

        Run run = check(v4, v5);

        assertToMend(run, "v4's node: its clock is 1");
        // a node tells whole seconds, and its answer takes a while
        assertThat(run.out()).containsPattern("its clock is 1(1\\d|2[01]) s ahead of ours; set both by a time service");
    }

    @Test
    void check_nodeIsDown_saysWhatFailed() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        v5.kill();

        assertToMend(check(v4, v5), "v5's node: [client check-v5, eth_chainId] no connection to");
    }

    @Test
    void check_bodiesThatAreNotTheHeadersOwn_mustBeMended() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        grow(1, v4, v5);
        v5.script().on("engine_getPayloadBodiesByRangeV1").result("[{\"transactions\":[],\"withdrawals\":[]}]");

        Run run = check(v4, v5);

        assertToMend(run, "v5's node: block 1 has hash 0x");
        assertThat(run.out()).contains("1 of 1 recomputed").contains("0 of 1 recomputed");
    }

    @Test
    void check_pastDeneb_v4CanNotFollow() {
        ForkSchedule early = ForkSchedule.of(SHANGHAI, SHANGHAI.plus(24));
        FakeExecutionNode v4 = node(ChainSpec.of(early));
        FakeExecutionNode v5 = node(ChainSpec.of(early));
        List<NewPayloadRequest> blocks = drive(v5, early, 3);
        importAll(v4, early, blocks);

        Run run = check(
                v4,
                v5,
                "--shanghai",
                SHANGHAI.toString(),
                "--cancun",
                SHANGHAI.plus(24).toString());

        assertToMend(run, "the chain passed Deneb at 2023-11-14 22:13:44 UTC: v4 can't follow it");
    }

    @Test
    void check_anotherScheduleThanTheNodes_mustBeMended() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        grow(2, v4, v5);

        Run run = check(
                v4,
                v5,
                "--shanghai",
                SHANGHAI.toString(),
                "--cancun",
                SHANGHAI.plus(12).toString());

        assertToMend(run, "is of Capella (Shanghai), by the schedule it would be of Deneb (Cancun)");
    }

    @Test
    void check_genesisFile_saysWhenTheChainForks() throws Exception {
        Path genesis = Files.writeString(
                directory.resolve("genesis.json"),
                "{\"config\":{\"shanghaiTime\":" + SHANGHAI + ",\"cancunTime\":" + CANCUN + "}}");
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        grow(2, v4, v5);

        Run run = checkAsIs(v4, v5, "--genesis", genesis.toString());

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(Exit.AGREED);
        assertThat(run.out()).contains("possible until 2023-11-16 02:00:00 UTC, when Deneb begins");
    }

    @Test
    void check_genesisFileThatIsNotThere_isAConfigurationMistake() {
        String missing = directory.resolve("missing.json").toString();

        Run run = checkAsIs(node(CHAIN), node(CHAIN), "--genesis", missing);

        assertThat(run.exit()).isEqualTo(Exit.CONFIGURATION);
        assertThat(run.err()).contains(missing);
    }

    @Test
    void check_nobodySaysWhenTheChainForks_mustBeMended() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);

        assertToMend(checkAsIs(v4, v5), "nobody says when chain 1337 forks; give --genesis, --network or --shanghai");
    }

    @Test
    void driveChain_nobodyElseDrives_buildsOnBoth() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        grow(5, v4);

        Run run = check(v4, v5, "--drive-chain");

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.AGREED);
        assertThat(run.out()).contains("driven: 4 blocks, built by v4 and judged by both");
        assertThat(v4.forkchoice().headBlockHash()).isEqualTo(v5.forkchoice().headBlockHash());
        assertThat(run.out()).contains(v5.forkchoice().headBlockHash().toString());
    }

    @Test
    void driveChain_publicNetwork_isRefused() {
        ChainSpec mainnet = ChainSpec.builder().from(CHAIN).chainId(UInt64.ONE).build();
        FakeExecutionNode v4 = node(mainnet);
        FakeExecutionNode v5 = node(mainnet);

        assertToMend(
                check(v4, v5, "--drive-chain"), "--drive-chain is refused: chain id 1 is that of Ethereum mainnet");
        assertNothingBuilt(v4, v5);
    }

    @Test
    void driveChain_twoNamesOfOneNode_givesItOneDriver() {
        FakeExecutionNode node = node(CHAIN);
        String address = node.url().toString();
        String name = address.replace("127.0.0.1", "localhost");
        assertThat(name).isNotEqualTo(address);

        Run run = checkUrls(address, name, withForks("--drive-chain"));

        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.AGREED);
        assertThat(run.out()).contains("driven: 4 blocks");
        // v5 would say V3
        assertThat(node.requests())
                .extracting(ReceivedRequest::method)
                .filteredOn(method -> method.startsWith("engine_forkchoiceUpdated"))
                .isNotEmpty()
                .containsOnly("engine_forkchoiceUpdatedV2");
    }

    @Test
    void driveChain_tunnelToTheSameNode_isNoticedAfterTheFirstBlock() {
        FakeExecutionNode node = node(CHAIN);
        try (Tunnel tunnel = Tunnel.to(node.url())) {
            Run run = checkUrls(node.url().toString(), tunnel.url(), withForks("--drive-chain"));

            assertToMend(run, "--drive-chain was ended: both addresses lead to one execution layer");
        }
        assertThat(node.requests().stream().filter(request -> request.method().startsWith("engine_newPayload")))
                .hasSize(1);
    }

    @Test
    void driveChain_twoPathsOfOneServer_isRefused() {
        FakeExecutionNode node = node(CHAIN);
        String url = node.url().toString().replaceAll("/$", "");

        assertToMend(
                checkUrls(url + "/one", url + "/other", withForks("--drive-chain")),
                "--drive-chain is refused: both addresses lead to one server by different paths");
        assertNothingBuilt(node);
    }

    @Test
    void driveChain_headMoves_isRefused() {
        FakeExecutionNode v4 = node(CHAIN);
        FakeExecutionNode v5 = node(CHAIN);
        grow(1, v4, v5);
        time.meanwhile(() -> grow(1, v5));

        assertToMend(
                check(v4, v5, "--drive-chain", "--slot", "6"),
                "--drive-chain is refused: its head moved within 2 slots of 6 s, so someone else drives it");
        assertThat(time.waited()).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void driveChain_headStays_waitsForTwoSlots() {
        check(node(CHAIN), node(CHAIN), "--drive-chain", "--slot", "6");

        assertThat(time.waited()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void check_wrongCommandLine_isAConfigurationMistake() {
        Run run = Run.check(time, "--v4-engin", "http://localhost:8551");

        assertThat(run.exit()).isEqualTo(Exit.CONFIGURATION);
        assertThat(run.err()).contains("there is no option --v4-engin; did you mean --v4-engine?");
    }

    private static void assertToMend(Run run, String problem) {
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(Exit.TO_MEND);
        assertThat(run.out()).containsSubsequence("Mend first", "1. ", problem).endsWith("not ready\n");
    }

    private static void assertNothingBuilt(FakeExecutionNode... untouched) {
        assertThat(Arrays.stream(untouched).flatMap(node -> node.requests().stream()))
                .extracting(ReceivedRequest::method)
                .noneMatch(method -> method.startsWith("engine_newPayload") || method.startsWith("engine_forkchoice"));
    }

    private FakeExecutionNode node(ChainSpec chain) {
        FakeExecutionNode node = FakeExecutionNode.builder(chain)
                .jwtSecret(JwtSecret.fromHex(SECRET))
                .start();
        nodes.add(node);
        return node;
    }

    private Run check(FakeExecutionNode v4, FakeExecutionNode v5, String... more) {
        return checkAsIs(v4, v5, Arrays.asList(more).contains("--cancun") ? more : withForks(more));
    }

    private static String[] withForks(String... more) {
        String[] forks = {"--shanghai", SHANGHAI.toString(), "--cancun", CANCUN.toString()};
        return Stream.of(forks, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private Run checkAsIs(FakeExecutionNode v4, FakeExecutionNode v5, String... more) {
        return checkUrls(v4.url().toString(), v5.url().toString(), more);
    }

    private Run checkUrls(String v4, String v5, String... more) {
        String[] both = {
            "--v4-engine", v4, "--v4-jwt-secret", secret.toString(),
            "--v5-engine", v5, "--v5-jwt-secret", secret.toString()
        };
        return Run.check(time, Stream.of(both, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    /** The same blocks on all nodes, built by the first. */
    private static void grow(int count, FakeExecutionNode first, FakeExecutionNode... others) {
        List<NewPayloadRequest> blocks = drive(first, FORKS, count);
        for (FakeExecutionNode other : others) {
            importAll(other, FORKS, blocks);
        }
    }

    private static List<NewPayloadRequest> drive(FakeExecutionNode node, ForkSchedule forks, int count) {
        try (LighthouseApi client =
                Lighthouse.v5(node.clientConfig().timeoutMultiplier(10).build())) {
            return ChainDriver.over(client.engine(), forks).advance(count);
        }
    }

    private static void importAll(FakeExecutionNode node, ForkSchedule forks, List<NewPayloadRequest> blocks) {
        try (LighthouseApi client =
                Lighthouse.v5(node.clientConfig().timeoutMultiplier(10).build())) {
            ChainDriver driver = ChainDriver.over(client.engine(), forks);
            blocks.forEach(driver::importBlock);
        }
    }
}
