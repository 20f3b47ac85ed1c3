package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.ImportResult;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.Eventually;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What goes on, and with whom, when a backend is detached while others still name it. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class DetachTest {
    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    /** A router that says that it names v5 alone, whatever it decides. */
    private Router toYoung(Supplier<Route> decision) {
        return new Router() {
            @Override
            public Route route(CallContext context) {
                return decision.get();
            }

            @Override
            public Set<Backend> backends() {
                return Set.of(two.young);
            }
        };
    }

    @Test
    void router_thatThrowsFromTheBeginning_leavesNobodyInForceWhomItDoesNotName() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        two.driver(routed).advance(1);
        routed.router(toYoung(() -> {
            throw new IllegalStateException("the flag service is away");
        }));
        routed.detach("v4");

        two.driver(routed).advance(2);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v4", "v5", "v5");
    }

    @Test
    void route_toOneThatWasRemoved_goesToWhomItNamesBesides() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        two.driver(routed).advance(1);
        Route decidedBefore = Route.to(two.old, "stable").orElse(two.young);
        routed.router(toYoung(() -> decidedBefore));
        routed.detach("v4");

        two.driver(routed).advance(2);
        routed.engine().blockNumber().join();

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v4", "v5", "v5");
        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER)).containsExactly("v5");
    }

    @Test
    void importOfABlock_whosePrimaryIsRemovedBetweenItsSteps_isEndedByAnother() {
        // what is under way there goes on when it is detached
        Backend borrowed = Backend.borrowed("v4", two.v4);
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(borrowed, two.young)
                .router(Router.only(borrowed))
                .build());
        NewPayloadRequest block = two.driver(routed).build();
        Hash32 head = two.v4.forkchoice().headBlockHash();
        var held = two.v4.script().on(EngineOperations.NEW_PAYLOAD).hold();
        CompletableFuture<ImportResult> result = routed.engine().importPayload(ImportRequest.of(block, head, head));
        routed.router(Router.only(two.young));
        routed.detach("v4");
        int before = two.v4.calls(EngineOperations.FORKCHOICE_UPDATED).size();

        held.release();

        assertThat(Lighthouse.await(result))
                .isEqualTo(new ImportResult.Imported(block.payload().blockHash()));
        assertThat(two.v5.forkchoice().headBlockHash())
                .isEqualTo(block.payload().blockHash());
        assertThat(two.v4.calls(EngineOperations.FORKCHOICE_UPDATED)).hasSize(before);
    }

    @Test
    void detach_whoseListenerWaitsForAnotherThreadsWrite_holdsUpNobody() {
        Misbehaving hanging = new Misbehaving().then(Misbehaving.Behaviour.HANGS);
        Backend hung = Backend.of("hung", hanging);
        CompletableFuture<RoutedLighthouse> built = new CompletableFuture<>();
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        RoutedLighthouse routed = two.keep(two.builder()
                .listener(new RoutingListener() {
                    @Override
                    public void onDropped(Operation<?, ?> operation, Backend backend, DropReason reason) {
                        written.complete(isWritten(built.join().engine(), two.v4.forkchoice()));
                    }
                })
                .backends(two.old, hung)
                .router(Router.shadow(two.old, hung))
                .build());
        built.complete(routed);
        // one hangs in the backend, and one waits for its turn
        Lighthouse.await(routed.engine().blockNumber());
        Eventually.until(() -> hanging.calls() == 1);
        Lighthouse.await(routed.engine().blockNumber());
        routed.router(Router.only(two.old));

        routed.detach("hung");

        assertThat(written.join()).isTrue();
        hanging.letGo();
    }

    @Test
    void backendThatIsDetachedOnceItWasChosen_isSentNothing() {
        Backend borrowed = Backend.borrowed("v5", two.v5);
        CompletableFuture<RoutedLighthouse> built = new CompletableFuture<>();
        RoutedLighthouse routed = two.keep(two.builder()
                .listener(new RoutingListener() {
                    @Override
                    public void onDecision(Operation<?, ?> operation, Backend backend, String reason) {
                        if (operation == EngineOperations.NEW_PAYLOAD && backend == borrowed) {
                            built.join().router(Router.only(two.old));
                            built.join().detach("v5");
                        }
                    }
                })
                .backends(two.old, borrowed)
                .router(Router.only(two.old))
                .build());
        built.complete(routed);
        NewPayloadRequest block = two.driver(routed).build();
        routed.router(Router.only(borrowed));

        assertThat(Lighthouse.await(routed.engine().newPayload(block)).isValid())
                .isTrue();

        assertThat(two.v5.calls(EngineOperations.NEW_PAYLOAD)).isEmpty();
        assertThat(two.v4.calls(EngineOperations.NEW_PAYLOAD)).hasSize(1);
    }

    @Test
    void writeThatWaitsForItsTurn_whoseBackendIsDetachedMeanwhile_isNotSent() {
        Backend borrowed = Backend.borrowed("v5", two.v5);
        RoutedLighthouse routed = two.keep(RoutedLighthouse.builder()
                .backends(two.old, borrowed)
                .router(Router.only(two.old))
                .topology(Topology.SHARED)
                .time(two.time)
                .build());
        var held =
                two.v4.script().on(EngineOperations.FORKCHOICE_UPDATED).times(1).hold();
        CompletableFuture<?> first = routed.engine().forkchoiceUpdated(two.v4.forkchoice());
        routed.router(Router.only(borrowed));
        CompletableFuture<?> waiting = routed.engine().forkchoiceUpdated(two.v5.forkchoice());
        routed.router(Router.only(two.old));
        routed.detach("v5");

        held.release();

        Lighthouse.await(first);
        assertThatThrownBy(() -> Lighthouse.await(waiting)).isInstanceOf(Rejected.class);
        assertThat(two.v5.calls(EngineOperations.FORKCHOICE_UPDATED)).isEmpty();
        Lighthouse.await(routed.engine().forkchoiceUpdated(two.v4.forkchoice()));
    }

    private RoutedLighthouse oldAlone() {
        return two.keep(
                two.builder().backends(two.old).router(Router.only(two.old)).build());
    }

    private static boolean isReplaying(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith(".Replay"));
    }

    @Test
    void catchUp_ofOneThatIsDetached_handsOverNothingMore() {
        RoutedLighthouse routed = oldAlone();
        two.driver(routed).advance(40);
        CompletableFuture<Thread> feeder = new CompletableFuture<>();
        var held = two.v5
                .script()
                .on(EngineOperations.NEW_PAYLOAD)
                .times(1)
                .change(status -> {
                    feeder.complete(Thread.currentThread());
                    return status;
                })
                .hold();
        CompletableFuture<Void> ready = routed.attach(Backend.borrowed("v5", two.v5));
        Eventually.until(() -> held.held() == 1);

        routed.detach("v5");

        assertThatThrownBy(ready::join)
                .as("it waits neither for the call that is under way nor for the clock")
                .hasCauseInstanceOf(Rejected.class);
        held.release();
        Eventually.until(() -> !isReplaying(feeder.join()));
        assertThat(two.v5.calls(EngineOperations.NEW_PAYLOAD)).hasSize(1);
    }

    @Test
    void catchUp_thatWaitsForItsNextTry_endsWhenItIsDetached() {
        RoutedLighthouse routed = oldAlone();
        two.driver(routed).advance(1);
        two.v5.script().on(EngineOperations.BLOCK_BY_HASH).fail(TwoBackends.unreachable());
        CompletableFuture<Void> ready = routed.attach(two.young);
        Eventually.until(() -> !two.v5.calls(EngineOperations.BLOCK_BY_HASH).isEmpty());

        routed.detach("v5");

        assertThatThrownBy(ready::join).hasCauseInstanceOf(Rejected.class);
    }

    private static boolean isWritten(EngineApi engine, ForkchoiceState state) {
        return CompletableFuture.supplyAsync(() -> engine.forkchoiceUpdated(state))
                .thenApply(sent -> true)
                .completeOnTimeout(false, 20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void router_thatWaitsForAnotherThreadsWrite_holdsUpNobody() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        List<Boolean> written = new CopyOnWriteArrayList<>();
        Router waiting = new Router() {
            @Override
            public Route route(CallContext context) {
                return Route.to(two.old, "mine");
            }

            @Override
            public Set<Backend> backends() {
                written.add(isWritten(routed.engine(), two.v4.forkchoice()));
                return Set.of(two.old);
            }
        };

        routed.router(waiting);
        assertThat(written).isNotEmpty().containsOnly(true);
        written.clear();
        routed.router(waiting, routed.revision());
        assertThat(written).isNotEmpty().containsOnly(true);
        written.clear();
        routed.detach("v5");

        assertThat(written).isNotEmpty().containsOnly(true);
    }
}
