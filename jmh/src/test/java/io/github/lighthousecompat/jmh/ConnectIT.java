package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.NotConfigured;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.ssz.BlockCodec;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.BeaconScript;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that finds out by itself what its node is, and what it does where that can't be. */
@Timeout(60)
class ConnectIT {
    private static final String NAME = "connected";
    private static final String VERSION = "/eth/v1/node/version";

    private static LighthouseConfig.Builder config(FakeBeaconNode node) {
        LighthouseConfig.Builder config = node.clientConfig();
        return config.name(NAME).timeoutMultiplier(10);
    }

    /** What the future itself failed with; there must be no wrapper around it. */
    private static <X extends LighthouseException> X failure(Class<X> type, CompletableFuture<?> future) {
        Throwable failure = future.handle(
                        (done, thrown) -> Optional.ofNullable(thrown).orElseThrow())
                .join();
        assertThat(failure).isInstanceOf(type);
        assertThat(failure).hasMessageContaining(NAME);
        return type.cast(failure);
    }

    private static BeaconScript.Rule saysItIs(FakeBeaconNode node, String version) {
        byte[] json = ("{\"data\":{\"version\":\"" + version + "\"}}").getBytes(StandardCharsets.UTF_8);
        return node.script().on("GET", VERSION).answer(200, "application/json", Bytes.of(json));
    }

    /** What a host does that knows nothing of versions. */
    private static List<String> hostReads(LighthouseApi api) {
        SignedBlock head = await(api.beacon().chain().block(BlockId.HEAD))
                .map(ChainAnswer::data)
                .orElseThrow();
        NodeHealth health = await(api.beacon().node().health());
        UInt64 genesis = await(api.beacon().chain().genesis()).orElseThrow().genesisTime();
        Optional<?> unknown = await(api.beacon().chain().block(BlockId.of(UInt64.of(999_999))));
        return List.of(
                "slot " + head.message().slot(),
                "proposer " + head.message().proposerIndex(),
                "troubles " + health.troubles(),
                "genesis " + genesis,
                "unknown " + unknown.isPresent());
    }

    @ParameterizedTest
    @Tag("ask-28")
    @CsvSource({"v4.0.1, V4", "v4.3.0, V4", "v4.5.0, V4", "v4.6.0, V5", "v5.0.0, V5", "v5.2.1, V5", "v5.3.0, V5"})
    void release_isSpokenToInItsDialect_byTheSameHost(String release, LighthouseVersion dialect) {
        FakeBeaconNode.Builder builder = FakeBeaconNode.builder("Lighthouse/" + release);
        try (FakeBeaconNode node = builder.chain(BeaconChainSpec.capella()).start();
                RoutedLighthouse client = await(Lighthouse.connect(config(node).build()))) {
            assertThat(client.version()).isEqualTo(dialect);
            assertThat(await(client.beacon().node().version()).text()).isEqualTo(node.version());
            assertThat(hostReads(client))
                    .containsExactly(
                            "slot 33",
                            "proposer " + node.head().message().proposerIndex(),
                            "troubles []",
                            "genesis 1700000000",
                            "unknown false");
        }
        ClientThreads.assertNoneLeft(NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lodestar/v1.5.1/abcdef1",
                "teku/v24.1.0/linux-x86_64/-eclipseadoptium-openjdk64bitservervm-java-21",
                "Lighthouse/v3.5.1-319cc61/x86_64-linux",
                "Lighthouse/v6.0.0-0d90135/x86_64-linux",
                "Lighthouse/v5.9.0-0d90135/x86_64-linux",
                "Lighthouse/v4.6.0-rc.0-abc1234/x86_64-linux",
                "Lighthouse/v5.3.0-rc.0-0d90135/x86_64-linux",
                "no words"
            })
    void nodeThatIsNotSpoken_isUnsupported_andNamedWithWhatIs(String found) {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0")) {
            saysItIs(node, found);

            Unsupported failure =
                    failure(Unsupported.class, Lighthouse.connect(config(node).build()));

            assertThat(failure)
                    .hasMessageContaining(found)
                    .hasMessageContaining("from v4.0.0 to v5.3.0")
                    .hasMessageContaining("nodeRelease");
            assertThat(failure.method()).isEqualTo(VERSION);
            assertThat(node.requests()).hasSize(1);
        }
        ClientThreads.assertNoneLeft(NAME);
    }

    @ParameterizedTest
    @CsvSource({"403, true", "404, true", "405, true", "403, false", "404, false", "405, false"})
    void nodeThatHidesItsVersion_isKnownByTheHeaderOfAnyAnswer(int status, boolean isSaidThere) {
        for (String release : List.of("Lighthouse/v4.5.0", "Lighthouse/v5.3.0")) {
            try (FakeBeaconNode node = FakeBeaconNode.like(release)) {
                node.script()
                        .on("GET", VERSION)
                        .error(status, "hidden")
                        .header("Server", isSaidThere ? node.version() : "nginx/1.25.3");

                try (RoutedLighthouse client =
                        await(Lighthouse.connect(config(node).build()))) {
                    assertThat(client.version().label()).isEqualTo(release.substring(11, 13));
                    assertThat(hostReads(client)).contains("slot 33");
                    if (!isSaidThere) {
                        node.becomes("Lighthouse/v5.2.1");
                        assertThat(hostReads(client)).contains("slot 33");
                        assertThat(client.version()).isEqualTo(LighthouseVersion.V5);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"403, Authentication", "404, Http", "405, Unsupported"})
    void nodeThatHidesItsVersionAndItsHeaders_isNotTakenForAnything(int status, String failure) {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0")) {
            node.script().on("GET", VERSION).error(status, "hidden").header("Server", "nginx/1.25.3");
            node.script().onAny().header("Server", "nginx/1.25.3");

            assertThat(failure(
                                    LighthouseException.class,
                                    Lighthouse.connect(config(node).build()))
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(failure);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 5, 0, V4", "5, 3, 0, V5"})
    void nodeThatIsTakenForARelease_isSpokenToAsThat(int major, int minor, int patch, LighthouseVersion dialect) {
        try (FakeBeaconNode node = FakeBeaconNode.builder("Lighthouse/v4.5.0").start()) {
            node.script().onAny().header("Server", "Lodestar/v1.5.1");
            saysItIs(node, "Lodestar/v1.5.1");
            LighthouseConfig config =
                    config(node).nodeRelease(Release.of(major, minor, patch)).build();

            try (RoutedLighthouse client = await(Lighthouse.connect(config))) {
                assertThat(client.version()).isEqualTo(dialect);
                assertThat(hostReads(client)).contains("slot 33");
            }
        }
    }

    @Test
    void forks_thatTheHostDoesNotGive_areThoseOfTheNode() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                FakeExecutionNode layer = FakeExecutionNode.start(node.chain().forks())) {
            LighthouseConfig config = config(node)
                    .engineUrl(layer.url())
                    .jwtSecret(layer.jwtSecret())
                    .build();
            try (RoutedLighthouse client = await(Lighthouse.connect(config))) {
                ChainDriver driver =
                        ChainDriver.over(client.engine(), node.chain().forks());

                assertThat(driver.advance(16))
                        .extracting(NewPayloadRequest::fork)
                        .startsWith(Fork.CAPELLA)
                        .endsWith(Fork.DENEB);
            }
        }
    }

    @Test
    void forks_thatContradictTheNode_areRefusedWithBothTimes() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0")) {
            ForkSchedule wrong = ForkSchedule.of(node.chain().genesisTime(), UInt64.of(1_800_000_000L));

            Refused failure = failure(
                    Refused.class, Lighthouse.connect(config(node).forks(wrong).build()));

            assertThat(failure.fault()).isEqualTo(Refused.Fault.FORK_SCHEDULE);
            assertThat(failure)
                    .hasMessageContaining("Deneb")
                    .hasMessageContaining("1800000000")
                    .hasMessageContaining(
                            node.chain().forks().startOf(Fork.DENEB).toString())
                    .hasMessageContaining(node.url().getAuthority());
        }
    }

    @Test
    void forks_thatTheReleaseDoesNotKnow_areNotContradicted() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v4.5.0")) {
            ForkSchedule planned = ForkSchedule.of(node.chain().genesisTime(), UInt64.of(1_800_000_000L));
            ForkSchedule wrong = ForkSchedule.of(UInt64.of(1_600_000_000L), UInt64.of(1_800_000_000L));

            await(Lighthouse.connect(config(node).forks(planned).build())).close();
            assertThat(failure(
                            Refused.class,
                            Lighthouse.connect(config(node).forks(wrong).build())))
                    .hasMessageContaining("Capella")
                    .hasMessageContaining("1600000000")
                    .hasMessageContaining("1700000000");
        }
    }

    @Test
    void slotTime_thatTheHostDoesNotGive_isThatOfTheNode() {
        BeaconChainSpec chain =
                BeaconChainSpec.builder().slotTime(Duration.ofSeconds(2)).build();
        try (FakeBeaconNode node =
                FakeBeaconNode.builder("Lighthouse/v5.3.0").chain(chain).start()) {
            LighthouseConfig.Builder config =
                    LighthouseConfig.builder().name(NAME).beaconUrl(node.url()).timeoutMultiplier(10);
            try (RoutedLighthouse taken = await(Lighthouse.connect(config.build()));
                    RoutedLighthouse given = await(Lighthouse.connect(
                            config.slotTime(Duration.ofSeconds(3)).build()))) {
                assertThat(taken.slotTime()).hasSeconds(2);
                assertThat(given.slotTime()).hasSeconds(3);
            }
        }
    }

    private static FakeBeaconNode gnosis(String release) {
        BeaconChainSpec chain = BeaconChainSpec.builder()
                .from(BeaconChainSpec.capella())
                .preset(Preset.GNOSIS)
                .build();
        return FakeBeaconNode.builder(release).chain(chain).start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lighthouse/v4.5.0", "Lighthouse/v5.3.0"})
    void preset_thatTheHostDoesNotGive_isThatOfTheNode(String release) {
        try (FakeBeaconNode node = gnosis(release)) {
            LighthouseConfig config = LighthouseConfig.builder()
                    .name(NAME)
                    .beaconUrl(node.url())
                    .timeoutMultiplier(10)
                    .build();
            try (RoutedLighthouse client = await(Lighthouse.connect(config))) {
                Preset preset = await(client.beacon().chain().spec()).preset();
                Optional<SignedBlock> head =
                        await(client.beacon().chain().block(BlockId.HEAD)).map(ChainAnswer::data);
                Optional<Hash32> root = await(client.beacon().chain().header(BlockId.HEAD))
                        .map(header -> header.data().root());

                assertThat(preset).isEqualTo(Preset.GNOSIS);
                assertThat(head.map(block -> BlockCodec.of(preset).root(block.message())))
                        .isEqualTo(root);
                assertThat(await(client.beacon().production().block(slot(34)))).isInstanceOf(ProducedFullBlock.class);
            }
        }
    }

    private static ProductionRequest slot(long slot) {
        return ProductionRequest.builder().slot(UInt64.of(slot)).build();
    }

    @Test
    void blockOfANodeThatIsTakenForALaterRelease_isBuiltAndPublishedOnce() {
        BeaconChainSpec chain = BeaconChainSpec.capella();
        try (FakeBeaconNode node =
                FakeBeaconNode.builder("Lighthouse/v4.0.1").chain(chain).start()) {
            node.script().onAny().header("Server", "Lodestar/v1.5.1");
            for (String path : List.of("/eth/v3/validator/blocks/*", "/eth/v2/beacon/blocks")) {
                node.script().on("*", path).error(404, "Route not found");
            }
            LighthouseConfig config =
                    config(node).nodeRelease(Release.of(5, 3, 0)).build();
            try (RoutedLighthouse client = await(Lighthouse.connect(config))) {
                for (long slot = 34; slot < 36; slot++) {
                    ProducedFullBlock block = (ProducedFullBlock)
                            await(client.beacon().production().block(slot(slot)));
                    CapellaSignedBlock signed = SignedBlock.of((CapellaBlock) block.block(), Bytes96.ZERO);
                    assertThat(await(client.beacon().production().publish(BlockPublication.of(signed))))
                            .isEqualTo(PublishResult.published());
                    assertThat(node.head()).isEqualTo(signed);
                }
            }
            assertThat(node.requests())
                    .extracting(request -> request.method() + " " + request.path())
                    .filteredOn(line -> line.contains("/blocks"))
                    .containsExactly(
                            "GET /eth/v3/validator/blocks/34",
                            "GET /eth/v2/validator/blocks/34",
                            "POST /eth/v2/beacon/blocks",
                            "POST /eth/v1/beacon/blocks",
                            "GET /eth/v2/validator/blocks/35",
                            "POST /eth/v1/beacon/blocks");
        }
    }

    @Test
    void preset_thatContradictsTheNode_isRefusedWithBothValues() {
        try (FakeBeaconNode node = gnosis("Lighthouse/v4.5.0")) {
            LighthouseConfig named = config(node).preset(Preset.MAINNET).build();
            Preset other = Preset.builder()
                    .from(Preset.GNOSIS)
                    .maxWithdrawalsPerPayload(16)
                    .build();
            LighthouseConfig sized = config(node).preset(other).build();

            Refused failure = failure(Refused.class, Lighthouse.connect(named));

            assertThat(failure.fault()).isEqualTo(Refused.Fault.PRESET);
            assertThat(failure)
                    .hasMessageContaining("PRESET_BASE is mainnet")
                    .hasMessageContaining("that it is gnosis")
                    .hasMessageContaining(node.url().getAuthority());
            assertThat(failure(Refused.class, Lighthouse.connect(sized)))
                    .hasMessageContaining("MAX_WITHDRAWALS_PER_PAYLOAD is 16")
                    .hasMessageContaining("that it is 8");
        }
    }

    @Test
    void forks_thatNobodyKnows_areMissedOnlyByAnExecutionLayer() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                FakeExecutionNode layer = FakeExecutionNode.start(node.chain().forks())) {
            node.script().on("GET", "/eth/v1/beacon/genesis").error(404, "NOT_FOUND: Chain has not yet started");
            LighthouseConfig.Builder both = config(node);
            both.engineUrl(layer.url()).jwtSecret(layer.jwtSecret());

            assertThat(failure(NotConfigured.class, Lighthouse.connect(both.build())))
                    .hasMessageContaining("forks");
            try (RoutedLighthouse client = await(Lighthouse.connect(config(node).build()))) {
                assertThat(await(client.beacon().chain().genesis())).isEmpty();
            }
        }
    }

    @Test
    void nodeThatIsNotThere_isUnreachable() {
        FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
        node.close();

        failure(Unreachable.class, Lighthouse.connect(config(node).build()));
    }

    @Test
    void noUrl_isAMistakeOfTheHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lighthouse.connect(LighthouseConfig.builder().build()))
                .withMessageContaining("beaconUrl is missing");
    }

    @Test
    void cancel_endsTheQuestions() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0")) {
            BeaconScript.Rule held = node.script().on("GET", VERSION).hold();
            CompletableFuture<RoutedLighthouse> connecting =
                    Lighthouse.connect(config(node).build());

            assertThat(connecting.cancel(true)).isTrue();

            failure(Cancelled.class, connecting);
            ClientThreads.assertNoneLeft(NAME);
            held.release();
        }
    }
}
