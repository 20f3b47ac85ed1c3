package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BlockEvent;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.telemetry.RoutingMeters;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.BeaconScript;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that is replaced by another release under a host that runs. */
@Timeout(60)
class ConnectUpgradeIT {
    private static final String OLD = "Lighthouse/v4.5.0";
    private static final String NEW = "Lighthouse/v5.3.0";
    private static final String HEADER = "/eth/v1/beacon/headers/head";

    private final FakeBeaconNode node =
            FakeBeaconNode.builder(OLD).chain(BeaconChainSpec.capella()).start();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RoutingMeters meters = new RoutingMeters(registry, "connected");
    private final RoutedLighthouse client = connect();

    private RoutedLighthouse connect() {
        LighthouseConfig.Builder config = node.clientConfig();
        config.name("connected").timeoutMultiplier(10);
        RoutingListener changed = new RoutingListener() {
            @Override
            public void onVersion(Backend backend, LighthouseVersion from, String found) {
                changes.add(from + " to " + backend.version() + " as " + found);
            }
        };
        return await(Lighthouse.connect(config.build(), meters, changed));
    }

    @AfterEach
    void close() {
        client.close();
        node.close();
        meters.close();
        ClientThreads.assertNoneLeft("connected");
    }

    private Optional<UInt64> headSlot() {
        return await(client.beacon().chain().header(BlockId.HEAD))
                .map(answer -> answer.data())
                .map(HeaderInfo::header)
                .map(header -> header.message().slot());
    }

    private static Throwable failureOf(CompletableFuture<?> call) {
        return call.handle((answer, failure) -> Optional.ofNullable(failure).orElseThrow())
                .join();
    }

    private long requests(String method, String path) {
        return node.requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().equals(path))
                .count();
    }

    @Test
    void read_isAnsweredByTheNewNode_afterOneRepetition() {
        headSlot();
        node.becomes(NEW);

        assertThat(headSlot()).contains(UInt64.of(33));

        assertThat(client.version()).isEqualTo(LighthouseVersion.V5);
        assertThat(requests("GET", HEADER)).isEqualTo(1 + 2);
        Meanwhile.until(() -> !changes.isEmpty());
        assertThat(changes).containsExactly("V4 to V5 as " + node.version());
        assertThat(headSlot()).isPresent();
        assertThat(requests("GET", HEADER)).isEqualTo(1 + 2 + 1);
    }

    @Test
    void downgrade_isFollowedToo() {
        node.becomes(NEW);
        headSlot();
        node.becomes(OLD);

        assertThat(headSlot()).contains(UInt64.of(33));

        assertThat(client.version()).isEqualTo(LighthouseVersion.V4);
        Meanwhile.until(() -> changes.size() > 1);
        assertThat(changes).hasSize(2).last().asString().startsWith("V5 to V4 as Lighthouse/v4.5.0");
    }

    @Test
    void callsAtOnce_areAllAnswered_andTheChangeIsToldOnce() throws InterruptedException {
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> hosts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread host = new Thread(() -> {
                while (!isOver.get()) {
                    try {
                        assertThat(headSlot()).isPresent();
                        answered.incrementAndGet();
                    } catch (RuntimeException | AssertionError e) {
                        failures.add(e);
                    }
                }
            });
            hosts.add(host);
            host.start();
        }
        try {
            for (String release : List.of(NEW, OLD, NEW)) {
                int before = answered.get();
                int told = changes.size() + 1;
                node.becomes(release);
                Meanwhile.until(() -> answered.get() >= before + 50 && changes.size() >= told || !failures.isEmpty());
            }
        } finally {
            isOver.set(true);
        }
        for (Thread host : hosts) {
            host.join();
        }

        assertThat(failures).isEmpty();
        assertThat(changes)
                .extracting(change -> change.substring(0, 8))
                .containsExactly("V4 to V5", "V5 to V4", "V4 to V5");
    }

    @Test
    void publication_thatFindsTheNewNode_isSentOnce() {
        CapellaSignedBlock block = produced();
        node.becomes(NEW);

        PublishResult result = await(client.beacon().production().publish(BlockPublication.of(block)));

        assertThat(result).isEqualTo(PublishResult.published());
        assertThat(requests("POST", "/eth/v2/beacon/blocks")).isEqualTo(1);
        assertThat(node.head()).isEqualTo(block);
        assertThat(headSlot()).contains(UInt64.of(34));
        assertThat(client.version()).isEqualTo(LighthouseVersion.V5);
    }

    @Test
    void publication_afterTheNewNodeWasSeen_isSentOnceByTheNewAdapter() {
        CapellaSignedBlock block = produced();
        node.becomes(NEW);
        await(client.beacon().pool().attestations(List.of()));

        assertThat(await(client.beacon().production().publish(BlockPublication.of(block))))
                .isEqualTo(PublishResult.published());

        assertThat(client.version()).isEqualTo(LighthouseVersion.V5);
        assertThat(requests("POST", "/eth/v2/beacon/blocks")).isEqualTo(1);
    }

    private CapellaSignedBlock produced() {
        ProductionRequest request =
                ProductionRequest.builder().slot(UInt64.of(34)).build();
        ProducedFullBlock block =
                (ProducedFullBlock) await(client.beacon().production().block(request));
        return SignedBlock.of((CapellaBlock) block.block(), Bytes96.ZERO);
    }

    @Test
    @Tag("ask-18")
    void events_goOnAtTheNewNode_behindAGap() throws InterruptedException {
        BlockingQueue<BeaconEvent> heard = new LinkedBlockingQueue<>();
        EventSubscription subscription =
                await(client.beacon().events().subscribe(List.of(EventTopic.BLOCK), heard::add));
        node.advance();
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isInstanceOf(BlockEvent.class);

        node.becomes(NEW);

        assertThat(heard.poll(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        EventGap.class,
                        gap -> assertThat(gap.cause().orElseThrow())
                                .isInstanceOf(LighthouseException.VersionChanged.class));
        assertThat(subscription.isConnected()).isTrue();
        assertThat(subscription.ended()).isNotDone();
        node.advance();
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isInstanceOf(BlockEvent.class);
        subscription.close();
        await(subscription.ended());
        assertThat(heard).isEmpty();
    }

    @Test
    void events_ofATopicThatTheNewNodeHas_areHeardThoughNothingElseWasAskedSince() throws InterruptedException {
        headSlot();
        node.becomes(NEW);
        BlockingQueue<BeaconEvent> heard = new LinkedBlockingQueue<>();

        EventSubscription subscription =
                await(client.beacon().events().subscribe(List.of(EventTopic.BLOCK_GOSSIP), heard::add));

        node.events().emit("block_gossip", "{\"slot\":\"1\",\"block\":\"0x" + "ab".repeat(32) + "\"}");
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isNotNull();
        Meanwhile.until(() -> !changes.isEmpty());
        assertThat(changes).hasSize(1);
        subscription.close();
    }

    @Test
    void events_ofATopicThatTheNodeHasNoMore_end() {
        node.becomes(NEW);
        headSlot();
        EventSubscription subscription =
                await(client.beacon().events().subscribe(List.of(EventTopic.BLOB_SIDECAR), event -> {}));

        node.becomes(OLD);

        Throwable failure = failureOf(subscription.ended());
        assertThat(failure)
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("v4.5.0")
                .hasMessageContaining("blob_sidecar");
    }

    @Test
    void meters_bearTheNewDialectFromThenOn() {
        headSlot();
        node.becomes(NEW);
        headSlot();
        Meanwhile.until(() -> !changes.isEmpty());
        // the call that found it out does not wait long for whoever listens, the meters among them
        long before = answered("v4");
        headSlot();
        headSlot();

        assertThat(before).isIn(1L, 2L);
        assertThat(answered("v4")).isEqualTo(before);
        assertThat(answered("v5")).isEqualTo(4 - before);
    }

    private long answered(String version) {
        return registry.get("lighthouse.calls")
                .tags("operation", "beaconChain", "lighthouse", version, "outcome", "ok")
                .timer()
                .count();
    }

    @Test
    void deadline_isThatOfTheWholeCall() {
        headSlot();
        node.becomes(NEW);
        BeaconScript.Rule held = node.script().on("GET", "/eth/v1/config/spec").hold();

        CompletableFuture<?> call = client.beacon(CallOptions.DEFAULT.within(Duration.ofMillis(500)))
                .chain()
                .header(BlockId.HEAD);

        assertThat(failureOf(call))
                .isInstanceOfSatisfying(
                        LighthouseException.Timeout.class,
                        timeout -> assertThat(timeout).hasMessageContaining("header"));
        held.release();
        node.script().clear();
        assertThat(headSlot()).isPresent();
    }

    @Test
    void changesToAndFro_leaveOneClientForEachDialect() {
        for (int i = 0; i < 50; i++) {
            for (String release : List.of(NEW, OLD)) {
                node.becomes(release);
                assertThat(headSlot()).contains(UInt64.of(33));
            }
        }

        Meanwhile.until(() -> changes.size() >= 100);
        assertThat(changes).hasSize(100);
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("lighthouse-connected"))
                .toList();
        assertThat(threads).hasSizeLessThan(20);
        // each client has a timer, and connections of its own
        assertThat(threads).filteredOn(name -> name.endsWith("-timer")).hasSizeBetween(2, 2 + 1);
    }

    @Test
    void nodeThatIsBackBeforeItIsAsked_isSpokenToAsBefore() {
        headSlot();
        // one of the other dialect answers once, as behind a load balancer
        node.script().on("GET", HEADER).header("Server", NEW).times(1);

        assertThat(headSlot()).contains(UInt64.of(33));
        assertThat(changes).isEmpty();
    }

    @Test
    void nodeThatChangesWhileItIsAsked_isFollowedThreeTimes() {
        headSlot();
        node.script().on("GET", HEADER).header("Server", NEW).times(3);

        assertThat(headSlot()).contains(UInt64.of(33));
        assertThat(requests("GET", HEADER)).isEqualTo(1 + 4);
    }

    @Test
    void callWhoseNodeIsAnotherEachTime_endsWithWhatItFound() {
        headSlot();
        node.script().on("GET", HEADER).header("Server", NEW).times(4);

        assertThat(failureOf(client.beacon().chain().header(BlockId.HEAD)))
                .isInstanceOf(LighthouseException.VersionChanged.class)
                .hasMessageContaining("v5.3.0");
        assertThat(requests("GET", HEADER)).isEqualTo(1 + 4);
    }

    @Test
    void answerOfTheOldNodeThatIsLate_saysNothingOfTheNewOne() {
        String attestations = "/eth/v1/beacon/pool/attestations";
        node.becomes(NEW);
        headSlot();
        BeaconScript.Rule late =
                node.script().on("POST", attestations).header("Server", OLD).hold();
        CompletableFuture<?> publication = client.beacon().pool().attestations(List.of());
        Meanwhile.until(() -> requests("POST", attestations) == 1);
        headSlot();
        late.release();
        await(publication);
        int asked = node.requests().size();

        assertThat(headSlot()).contains(UInt64.of(33));

        assertThat(node.requests()).as("the header and nothing else").hasSize(asked + 1);
        Meanwhile.until(() -> !changes.isEmpty());
        assertThat(changes).hasSize(1);
    }

    @Test
    void readThatTheNodeAnsweredAsBefore_counts_whateverAnotherAnswerSaid() {
        String genesis = "/eth/v1/beacon/genesis";
        headSlot();
        BeaconScript.Rule held = node.script().on("GET", genesis).hold();
        CompletableFuture<Optional<Genesis>> read = client.beacon().chain().genesis();
        Meanwhile.until(() -> requests("GET", genesis) == 2);
        // its answer is of another dialect, and what is published goes to whoever takes it
        node.script()
                .on("POST", "/eth/v1/beacon/pool/attestations")
                .header("Server", NEW)
                .times(1);
        await(client.beacon().pool().attestations(List.of()));

        held.release();

        assertThat(await(read)).isPresent();
        assertThat(requests("GET", genesis)).isEqualTo(2);
        assertThat(client.version()).isEqualTo(LighthouseVersion.V4);
    }
}
