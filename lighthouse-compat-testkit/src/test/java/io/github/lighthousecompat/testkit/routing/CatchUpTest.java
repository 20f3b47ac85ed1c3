package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.Eventually;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A backend that missed calls comes back, and only then answers; one that can't follow the chain is out for good. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CatchUpTest {
    @Test
    void attach_replaysWhatWasMissed() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.keep(
                    two.builder().backends(two.old).router(Router.only(two.old)).build());
            ChainDriver driver = two.driver(routed);
            driver.advance(70);

            routed.attach(two.young).join();

            assertThat(two.caughtUp).containsExactly(70);
            assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
            routed.router(Router.only(two.young));
            driver.advance(2);
            assertThat(two.primaries(EngineOperations.NEW_PAYLOAD).subList(70, 72))
                    .containsOnly("v5");
        }
    }

    @Test
    void attach_toAChainWithoutBlocksIsReadyAtOnce() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.keep(
                    two.builder().backends(two.old).router(Router.only(two.old)).build());

            routed.attach(two.young).join();

            assertThat(routed.states().values()).containsOnly(BackendState.READY);
        }
    }

    @Test
    void attach_ofAnotherChainNeverAnswers() {
        try (TwoBackends two = TwoBackends.onCapella();
                TwoBackends others = TwoBackends.onAnotherChain()) {
            RoutedLighthouse routed = two.keep(
                    two.builder().backends(two.old).router(Router.only(two.old)).build());
            two.driver(routed).advance(2);

            CompletableFuture<Void> ready = routed.attach(others.young);
            Eventually.until(
                    () -> !others.v5.calls(EngineOperations.BLOCK_BY_NUMBER).isEmpty());
            routed.close();

            assertThatThrownBy(ready::join).hasCauseInstanceOf(LighthouseException.Cancelled.class);
            assertThat(others.v5.calls(EngineOperations.NEW_PAYLOAD)).isEmpty();
        }
    }

    @Test
    void attach_ofAnotherLongChain_asksForTheGenesisBlockOnly() {
        try (TwoBackends two = TwoBackends.onCapella();
                TwoBackends others = TwoBackends.onAnotherChain()) {
            RoutedLighthouse own = others.keep(others.builder()
                    .backends(others.young)
                    .router(Router.only(others.young))
                    .build());
            others.driver(own).advance(40);
            int reads = others.v5.calls(EngineOperations.BLOCK_BY_NUMBER).size();
            RoutedLighthouse routed = two.keep(
                    two.builder().backends(two.old).router(Router.only(two.old)).build());
            two.driver(routed).advance(40);

            CompletableFuture<Void> ready = routed.attach(Backend.borrowed("other", others.v5));
            Eventually.until(
                    () -> others.v5.calls(EngineOperations.BLOCK_BY_NUMBER).size() != reads);
            routed.close();

            assertThatThrownBy(ready::join).hasCauseInstanceOf(LighthouseException.Cancelled.class);
            assertThat(others.v5.calls(EngineOperations.BLOCK_BY_NUMBER)).hasSize(reads + 1);
        }
    }

    @Test
    void attach_ofOneThatWentAnotherWay_findsTheLastCommonBlockInFewReads() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            Backend young = Backend.borrowed("v5", two.v5);
            RoutedLighthouse routed = two.keep(two.builder()
                    .backends(two.old, young)
                    .router(Router.parallel(two.old, young))
                    .build());
            ChainDriver driver = two.driver(routed);
            driver.advance(40);
            routed.router(Router.only(two.old));
            routed.detach("v5");
            RoutedLighthouse alone = two.keep(
                    two.builder().backends(young).router(Router.only(young)).build());
            two.driver(alone).advance(20);
            driver.advance(9);
            int reads = two.v5.calls(EngineOperations.BLOCK_BY_NUMBER).size();

            routed.attach(young).join();

            assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
            assertThat(two.caughtUp).containsExactly(9);
            assertThat(two.v5.calls(EngineOperations.BLOCK_BY_NUMBER)).hasSizeLessThan(reads + 12);
        }
    }

    @Test
    void attach_withoutATopology_isRefused() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.keep(RoutedLighthouse.builder()
                    .backends(two.old)
                    .router(Router.only(two.old))
                    .time(two.time)
                    .build());

            assertThatThrownBy(() -> routed.attach(two.young))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("topology(SHARED) or topology(SEPARATE)");
            assertThat(routed.states()).containsOnlyKeys("v4");
        }
    }

    @Test
    void attach_ofARoutedClient_isRefused() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.keep(
                    two.builder().backends(two.old).router(Router.only(two.old)).build());
            RoutedLighthouse other = two.keep(two.builder()
                    .backends(two.young)
                    .router(Router.only(two.young))
                    .build());

            assertThatThrownBy(() -> routed.attach(Backend.borrowed("r", other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("compose routers instead");
        }
    }

    @Test
    void attach_ofOneThatCannotFollowTheChain_failsAndIsOutForGood() {
        try (TwoBackends two = TwoBackends.forkingAfter(1)) {
            RoutedLighthouse routed = two.keep(two.builder()
                    .backends(two.young)
                    .router(Router.only(two.young))
                    .build());
            two.driver(routed).advance(3);

            CompletableFuture<Void> ready = routed.attach(two.old);

            assertThatThrownBy(ready::join).hasCauseInstanceOf(LighthouseException.Rejected.class);
            assertThat(routed.states()).containsEntry("v4", BackendState.OUTDATED);
            assertThatThrownBy(() -> routed.router(Router.only(two.old)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the chain is past");
        }
    }

    @Test
    void serverError_isACallThatWasMissed() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.route(Router::parallel);
            ChainDriver driver = two.driver(routed);
            driver.advance(1);
            two.v5
                    .script()
                    .on(EngineOperations.NEW_PAYLOAD)
                    .times(1)
                    .fail((site, operation) ->
                            new LighthouseException.Rpc(site, operation, -32603, "database is locked"));
            two.v5.script().on(EngineOperations.BLOCK_BY_HASH).times(1).fail(TwoBackends.unreachable());

            driver.importBlock(driver.build());
            assertThat(two.transitions)
                    .contains(new TwoBackends.Transition("v5", BackendState.READY, BackendState.LAGGING));

            two.untilReady(routed, "v5");
            assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
        }
    }

    @Test
    void contradictionWhileCatchingUp_suspendsTheOneThatIsTrustedLess() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.route(
                    (old, young) -> Router.canary(old, young, WeightSource.of(Weight.ALL), Assignment.hash("salt")));
            ChainDriver driver = two.driver(routed);
            driver.advance(2);
            two.v4.script().on(EngineOperations.NEW_PAYLOAD).times(1).fail(TwoBackends.unreachable());
            two.v4
                    .script()
                    .on(EngineOperations.NEW_PAYLOAD)
                    .answerWith(block -> PayloadStatus.invalid(
                            Optional.of(block.payload().parentHash()), "it does not follow the rules"));

            routed.engine().newPayload(driver.build()).join();
            two.until(() -> routed.states().get("v5") == BackendState.SUSPENDED);
            // nobody contradicts it any more
            two.untilReady(routed, "v4");

            assertThat(routed.states()).containsEntry("v5", BackendState.SUSPENDED);
            assertThat(routed.weight()).isEqualTo(Weight.NONE);
            assertThat(routed.primary().alias()).isEqualTo("v4");
            // it is told after what it brings
            two.until(() -> two.count(EngineOperations.NEW_PAYLOAD, Verdict.CONFLICT) > 0);
        }
    }

    @Test
    void missedCall_isMadeUpFor() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.route(Router::parallel);
            ChainDriver driver = two.driver(routed);
            driver.advance(2);
            two.v5.kill();
            driver.advance(3);
            assertThat(routed.states()).containsEntry("v5", BackendState.LAGGING);

            two.v5.revive();
            two.untilReady(routed, "v5");

            assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
            driver.advance(1);
            assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
        }
    }

    @Test
    void lostDatabase_isFilledAgain() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.route(Router::parallel);
            ChainDriver driver = two.driver(routed);
            driver.advance(5);

            two.v5.wipe();
            driver.advance(1);
            two.untilReady(routed, "v5");

            assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
            Eventually.until(() -> !two.caughtUp.isEmpty());
            // it begins when the sixth block is built: that one is fed if it is quick, and some come twice if it is not
            assertThat(two.caughtUp)
                    .singleElement(InstanceOfAssertFactories.INTEGER)
                    .isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void laggingPrimary_isNotAskedWhileAnotherIsReady() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
            ChainDriver driver = two.driver(routed);
            driver.advance(1);
            two.v5.wipe();
            two.v5.script().on(EngineOperations.BLOCK_BY_HASH).fail(TwoBackends.unreachable());

            assertThatThrownBy(() -> driver.advance(1)).hasMessageContaining("SYNCING");
            driver.advance(2);

            assertThat(two.primaries(EngineOperations.FORKCHOICE_BUILD)).containsExactly("v5", "v5", "v4", "v4");
        }
    }

    @Test
    void forkchoice_isNeverOlderThanTheOneBefore() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.route(Router::parallel);
            ChainDriver driver = two.driver(routed);
            List<NewPayloadRequest> chain = driver.advance(4);
            for (int round = 0; round < 8; round++) {
                two.v5.kill();
                driver.advance(1);
                two.v5.revive();
                driver.advance(1);
                two.untilReady(routed, "v5");
            }
            List<Long> numbers = two.v5.calls(EngineOperations.FORKCHOICE_UPDATED).stream()
                    .map(ForkchoiceState::headBlockHash)
                    .map(two::numberOf)
                    .toList();
            assertThat(numbers).isSorted();
            assertThat(chain).hasSize(4);
        }
    }

    @Test
    void fork_thatAVersionDoesNotSpeakRetiresIt() {
        try (TwoBackends two = TwoBackends.forkingAfter(3)) {
            RoutedLighthouse routed = two.route(Router::parallel);
            ChainDriver driver = two.driver(routed);

            List<NewPayloadRequest> chain = driver.advance(6);

            assertThat(chain).extracting(NewPayloadRequest::fork).containsSubsequence(Fork.CAPELLA, Fork.DENEB);
            assertThat(routed.states()).containsEntry("v4", BackendState.OUTDATED);
            assertThat(two.primaries(EngineOperations.NEW_PAYLOAD))
                    .startsWith("v4")
                    .endsWith("v5");
            assertThatThrownBy(() -> routed.router(Router.only(two.old)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("v4 (v4)")
                    .hasMessageContaining("Capella (Shanghai)");
        }
    }

    @Test
    void detach_endsTheFeeding() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
            ChainDriver driver = two.driver(routed);
            driver.advance(1);

            routed.detach("v5");
            driver.advance(1);

            assertThat(two.v5.calls(EngineOperations.NEW_PAYLOAD)).hasSize(1);
            assertThatThrownBy(() -> routed.detach("v4")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> routed.router(Router.only(two.young))).hasMessageContaining("attach it first");
        }
    }

    @Test
    void close_endsTheWaitForReadiness() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.keep(
                    two.builder().backends(two.old).router(Router.only(two.old)).build());
            two.driver(routed).advance(1);
            two.v5.kill();

            CompletableFuture<Void> ready = routed.attach(two.young);
            routed.close();

            assertThatThrownBy(ready::join).isInstanceOf(CompletionException.class);
        }
    }
}
