package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.NodeIdentity;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the contract that is about calls to a node as such: futures, threads, failures and the end. */
abstract class BeaconCallContract extends ContractResources {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String IDENTITY = "/eth/v1/node/identity";

    /**
     * A client of {@code node}, which a call reaches unless it is told otherwise; with several nodes behind the client
     * it is the first. The client is closed after the test; what else must be, goes to {@link #closeAfterwards}.
     *
     * @param node of one of {@link #releases()}
     */
    protected abstract LighthouseApi create(FakeBeaconNode node);

    /** The releases whose nodes the client speaks to, such as {@code v4.5.0}. */
    protected abstract List<String> releases();

    /** Runs {@code test} on a node of its own for each release. */
    final void onEachRelease(BiConsumer<LighthouseApi, FakeBeaconNode> test) {
        releases().forEach(release -> on(release, test));
    }

    /** Runs {@code test} on a node of the first release. */
    final void onOneRelease(BiConsumer<LighthouseApi, FakeBeaconNode> test) {
        on(releases().get(0), test);
    }

    private void on(String release, BiConsumer<LighthouseApi, FakeBeaconNode> test) {
        FakeBeaconNode node = closeAfterwards(FakeBeaconNode.like("Lighthouse/" + release));
        test.accept(open(node), node);
        // at once, as clients of two releases may have the same name
        closeAll();
    }

    private LighthouseApi open(FakeBeaconNode node) {
        LighthouseApi api = create(node);
        String threads = "lighthouse-" + api.name() + '-';
        // closed after the client: no thread of it may be left then
        closeAfterwards(() -> assertThreadsEnd(threads));
        return closeAfterwards(api);
    }

    private static void assertThreadsEnd(String prefix) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(prefix)) {
                thread.join(LIMIT.toMillis());
                assertThat(thread.isAlive()).as("%s lives on", thread).isFalse();
            }
        }
    }

    @Test
    void everyOperation_isAnsweredOrUnsupported_andNeverWithNull() {
        onEachRelease((api, node) -> {
            for (BeaconCalls.Call call : new BeaconCalls(api.beacon(), node).all()) {
                CompletableFuture<?> future = call.start().get();
                assertThat(future).as("%s", call).isNotNull();
                Object end = future.handle((answer, failure) -> failure == null ? answer : failure)
                        .join();

                assertThat(end)
                        .as("%s of %s", call, node.version())
                        .isNotNull()
                        .matches(what -> !(what instanceof Throwable) || what instanceof Unsupported);
                if (end instanceof EventSubscription subscription) {
                    subscription.close();
                }
            }
        });
    }

    @Test
    void continuation_ofEveryCall_mayBlock() {
        onOneRelease((api, node) -> {
            List<BeaconCalls.Call> calls = new BeaconCalls(api.beacon(), node).all();
            CountDownLatch blocked = new CountDownLatch(calls.size());
            CountDownLatch gate = new CountDownLatch(1);
            try {
                for (BeaconCalls.Call call : calls) {
                    Thread host = new Thread(() -> call.start().get().handle((answer, failure) -> {
                        blocked.countDown();
                        return waitFor(gate);
                    }));
                    host.setDaemon(true);
                    host.start();
                }
                assertThat(waitFor(blocked))
                        .as("every continuation runs, though the others block")
                        .isTrue();
                assertThat(await(api.beacon().node().version()).text()).isEqualTo(node.version());
            } finally {
                gate.countDown();
            }
        });
    }

    @Test
    void failure_isTheLibrarysOwn_andNamesTheCall() {
        onEachRelease((api, node) -> {
            node.script().on("GET", IDENTITY).error(500, "INTERNAL_SERVER_ERROR: out of luck");
            LighthouseException failure = failure(api.beacon().node().identity());

            assertThat(failure)
                    .isInstanceOf(LighthouseException.Http.class)
                    .hasMessageContaining(api.name())
                    .hasMessageContaining("nodeIdentity")
                    .hasMessageContaining("out of luck");
            assertThat(failure.client()).isEqualTo(api.name());
        });
    }

    @Test
    void nodeThatTalksNonsense_isNotUnderstood_andAskedAgain() {
        onOneRelease((api, node) -> {
            for (String nonsense : List.of("", "{", "[]", "<html>no</html>", "{\"data\":null}", "{\"data\":{}}")) {
                node.script().on("GET", IDENTITY).times(1).answer(200, nonsense);

                assertThat(failure(api.beacon().node().identity()))
                        .as(nonsense)
                        .isInstanceOf(LighthouseException.Decode.class);
            }
            assertThat(await(api.beacon().node().identity()).peerId()).isNotBlank();
        });
    }

    @Test
    void calls_atOnce_areAllAnswered() {
        onOneRelease((api, node) -> {
            List<CompletableFuture<NodeIdentity>> calls = IntStream.range(0, 50)
                    .mapToObj(i -> api.beacon().node().identity())
                    .toList();

            assertThat(calls)
                    .allSatisfy(call -> assertThat(await(call).peerId()).isNotBlank());
        });
    }

    @Test
    void cancel_endsACallThatHangs() {
        onEachRelease((api, node) -> {
            BeaconScript.Rule held = node.script().on("GET", IDENTITY).hold();
            CompletableFuture<?> call = api.beacon().node().identity();

            assertThat(call.cancel(true)).isTrue();

            assertThat(call.isCancelled()).isTrue();
            assertThat(failure(call)).isInstanceOf(Cancelled.class);
            held.release();
            assertThat(await(api.beacon().node().identity()).peerId()).isNotBlank();
        });
    }

    @Test
    void deadline_endsACallThatHangs() {
        onOneRelease((api, node) -> {
            BeaconScript.Rule held = node.script().on("GET", IDENTITY).hold();

            assertThat(failure(api.beacon(CallOptions.DEFAULT.within(Duration.ofMillis(300)))
                            .node()
                            .identity()))
                    .isInstanceOf(Timeout.class);
            held.release();
            assertThat(await(api.beacon().node().identity()).peerId()).isNotBlank();
        });
    }

    @Test
    void close_endsCallsAndStreams() {
        onEachRelease((api, node) -> {
            EventSubscription subscription =
                    await(api.beacon().events().subscribe(List.of(EventTopic.HEAD), event -> {}));
            node.script().on("GET", IDENTITY).hold();
            CompletableFuture<?> call = api.beacon().node().identity();

            api.close();

            assertThat(failure(call)).isInstanceOf(Cancelled.class);
            subscription.ended().join();
            assertThat(subscription.isConnected()).isFalse();
            node.script().clear();
        });
    }

    @Test
    void close_again_doesNothing_andLaterCallsAreRejected() {
        onOneRelease((api, node) -> {
            List<BeaconCalls.Call> calls = new BeaconCalls(api.beacon(), node).all();
            api.close();
            api.close();

            assertThat(calls)
                    .allSatisfy(call -> assertThat(failure(call.start().get()))
                            .isInstanceOfSatisfying(
                                    Rejected.class,
                                    rejected -> assertThat(rejected.reason()).isEqualTo(Rejected.Reason.CLOSED)));
        });
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
