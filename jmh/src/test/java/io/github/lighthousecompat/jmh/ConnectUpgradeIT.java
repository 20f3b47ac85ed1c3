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
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.telemetry.RoutingMeters;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.BeaconScript;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.threads.SystemTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
        ConnectIT.assertNoThreadIsLeft();
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
        for (String release : List.of(NEW, OLD, NEW)) {
            int before = answered.get();
            node.becomes(release);
            while (answered.get() < before + 50 && failures.isEmpty()) {
                Thread.onSpinWait();
            }
        }
        isOver.set(true);
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
        headSlot();

        assertThat(registry.get("lighthouse.calls")
                        .tags("operation", "beaconChain", "lighthouse", "v5", "outcome", "ok")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("lighthouse.calls")
                        .tags("operation", "beaconChain", "lighthouse", "v4", "outcome", "ok")
                        .timer()
                        .count())
                .isEqualTo(1);
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
    void nodeThatBecameSomethingElse_isUnsupported_andNotAskedAllTheTime() {
        headSlot();
        node.script()
                .on("GET", "/eth/v1/node/version")
                .answer(200, "{\"data\":{\"version\":\"Lighthouse/v7.0.0-0123456/x86_64-linux\"}}");
        node.script().onAny().header("Server", "Lighthouse/v7.0.0-0123456/x86_64-linux");

        CompletableFuture<?> call = client.beacon().chain().header(BlockId.HEAD);

        assertThat(failureOf(call))
                .isInstanceOfSatisfying(
                        Unsupported.class,
                        unsupported -> assertThat(unsupported).hasMessageContaining("v7.0.0"));
        assertThat(changes).isEmpty();
        int asked = node.requests().size();
        assertThat(failureOf(client.beacon().chain().header(BlockId.HEAD))).isInstanceOf(Unsupported.class);
        assertThat(node.requests()).as("it was asked just now").hasSize(asked);
    }

    @Test
    void changesToAndFro_leaveOneClientForEachDialect() {
        for (int i = 0; i < 50; i++) {
            for (String release : List.of(NEW, OLD)) {
                node.becomes(release);
                assertThat(headSlot()).contains(UInt64.of(33));
            }
        }

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
    void questionThatCannotBeAsked_failsItsCallAlone() {
        AtomicInteger left = new AtomicInteger(-1);
        try (SystemTime system = new SystemTime("connected-too")) {
            TimeSource failing = new FailingTime(system, left);
            LighthouseConfig.Builder config = node.clientConfig();
            config.name("connected").timeoutMultiplier(10).time(failing);
            try (RoutedLighthouse other = await(Lighthouse.connect(config.build()))) {
                await(other.beacon().chain().header(BlockId.HEAD));
                node.becomes(NEW);
                // the call and its wait have time left, the question of what the node is has none
                left.set(3);

                assertThat(failureOf(other.beacon().chain().header(BlockId.HEAD)))
                        .isInstanceOf(LighthouseException.class)
                        .hasMessageContaining("no timer");
                assertThat(await(other.beacon().chain().header(BlockId.HEAD))).isPresent();
                assertThat(other.version()).isEqualTo(LighthouseVersion.V5);
            }
        }
    }

    /** Fails once, with an error as where the system gives no more threads. */
    private record FailingTime(TimeSource time, AtomicInteger left) implements TimeSource {
        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            if (left.decrementAndGet() == 0) {
                throw new OutOfMemoryError("no timer");
            }
            return time.schedule(delay, task);
        }
    }

    @Test
    void listenerThatBlocks_holdsUpNoCall() {
        CountDownLatch over = new CountDownLatch(1);
        RoutingListener blocking = new RoutingListener() {
            @Override
            public void onVersion(Backend backend, LighthouseVersion from, String found) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        LighthouseConfig.Builder config = node.clientConfig();
        config.name("connected").timeoutMultiplier(10);
        try (RoutedLighthouse other = await(Lighthouse.connect(config.build(), blocking))) {
            node.becomes(NEW);

            assertThat(await(other.beacon().chain().header(BlockId.HEAD))).isPresent();
            assertThat(await(other.beacon().chain().header(BlockId.HEAD))).isPresent();
            over.countDown();
        }
    }
}
