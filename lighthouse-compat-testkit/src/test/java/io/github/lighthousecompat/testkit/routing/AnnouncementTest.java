package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.Acknowledged;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.FakeScript;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a host announces of its validators, all nodes know, also one that was away. */
@Timeout(30)
class AnnouncementTest {
    private static final Duration SLOT = Duration.ofSeconds(12);
    private static final List<Operation<?, ?>> ANNOUNCEMENTS = List.of(
            BeaconOperations.PREPARE_PROPOSERS,
            BeaconOperations.REGISTER_VALIDATORS,
            BeaconOperations.SUBSCRIBE_COMMITTEES,
            BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES);

    private final TwoBackends two = TwoBackends.onCapella();

    @BeforeEach
    void answer() {
        two.answerAsNodes();
    }

    @AfterEach
    void close() {
        two.close();
    }

    @SuppressWarnings("unchecked") // the samples are made for their operations
    private static <A, R> CompletableFuture<R> begin(
            RoutedLighthouse routed, Operation<A, R> operation, int validator) {
        return routed.call(operation, (A) BeaconSamples.announcement(operation, validator), CallOptions.DEFAULT);
    }

    private static <A, R> R announce(RoutedLighthouse routed, Operation<A, R> operation, int validator) {
        return Lighthouse.await(begin(routed, operation, validator));
    }

    private void down(RoutedLighthouse routed) {
        two.answerAsNode(two.v5, script -> {
            script.on(BeaconOperations.GENESIS).fail(Failure.NOT_SENT::of);
            script.on(BeaconOperations.NODE_SYNCING).fail(Failure.NOT_SENT::of);
        });
        for (int call = 0; call < 2; call++) {
            routed.beacon()
                    .chain()
                    .genesis()
                    .handle((genesis, failure) -> genesis)
                    .join();
        }
        assertThat(routed.health(Facet.BEACON)).containsEntry("v5", Health.DOWN);
    }

    @Tag("ask-9")
    @ParameterizedTest
    @EnumSource(Topology.class)
    void announcement_reachesAll(Topology topology) {
        RoutedLighthouse routed = two.keep(two.builder()
                .topology(topology)
                .backends(two.old, two.young)
                .router(Router.only(two.young))
                .build());
        for (Operation<?, ?> operation : ANNOUNCEMENTS) {
            assertThat(announce(routed, operation, 1)).isEqualTo(Acknowledged.ACKNOWLEDGED);
            assertThat(two.v4.calls(operation)).hasSize(1);
            assertThat(two.v5.calls(operation)).hasSize(1);
            assertThat(two.primaries(operation)).containsExactly("v5");
        }
        assertThat(routed.stats().count(Verdict.NOT_COMPARED)).isEqualTo(4);
        assertThat(Conservation.counted(routed.stats()))
                .isEqualTo(routed.stats().offered());
    }

    @Test
    void failureOfAnother_isCountedAndNobodyElses() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        two.answerAsNode(
                two.v4, script -> script.on(BeaconOperations.PREPARE_PROPOSERS).fail(Failure.HTTP_500::of));

        announce(routed, BeaconOperations.PREPARE_PROPOSERS, 1);

        assertThat(routed.stats().count(Verdict.OTHER_ERROR)).isEqualTo(1);
    }

    @Test
    void primaryThatFails_isAnsweredForByAnyWhoTookIt() {
        FakeLighthouseV5 third = third(script -> {});
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young, Backend.of("third", third))
                .router(Router.only(two.young))
                .build());
        two.answerAsNode(
                two.v4, script -> script.on(BeaconOperations.PREPARE_PROPOSERS).fail(Failure.HTTP_500::of));
        two.answerAsNode(
                two.v5, script -> script.on(BeaconOperations.PREPARE_PROPOSERS).fail(Failure.NOT_SENT::of));

        assertThat(announce(routed, BeaconOperations.PREPARE_PROPOSERS, 1)).isEqualTo(Acknowledged.ACKNOWLEDGED);
        third.script().clear();
        third.script().on(BeaconOperations.PREPARE_PROPOSERS).fail(Failure.HTTP_502::of);
        assertThatThrownBy(() -> announce(routed, BeaconOperations.PREPARE_PROPOSERS, 1))
                .isInstanceOf(Unreachable.class);
    }

    /** Who comes next is decided by who was asked before, not by where he stands among those that have answered. */
    @Test
    void oneThatFailsAfterAnotherTookIt_isAnsweredForByThatOne() {
        FakeLighthouseV5 third = third(script -> {});
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young, Backend.of("third", third))
                .router(Router.only(two.young))
                .build());
        two.answerAsNode(
                two.v5, script -> script.on(BeaconOperations.PREPARE_PROPOSERS).fail(Failure.NOT_SENT::of));
        two.v4.script().clear();
        FakeScript.Rule<?, ?> fails = two.v4
                .script()
                .on(BeaconOperations.PREPARE_PROPOSERS)
                .fail(Failure.HTTP_502::of)
                .hold();
        third.script().clear();
        FakeScript.Rule<?, ?> takes = third.script()
                .on(BeaconOperations.PREPARE_PROPOSERS)
                .answer(Acknowledged.ACKNOWLEDGED)
                .hold();
        CompletableFuture<Acknowledged> answer = begin(routed, BeaconOperations.PREPARE_PROPOSERS, 1);

        CompletableFuture<?> compared = two.nextComparison();
        takes.release();
        compared.join();
        assertThat(answer).isNotDone();
        fails.release();

        assertThat(Lighthouse.await(answer)).isEqualTo(Acknowledged.ACKNOWLEDGED);
    }

    @Test
    void nodeThatComesBack_isToldTheLastOfEachValidator() {
        RoutedLighthouse routed = two.route((old, young) -> Router.byHealth(young, old));
        down(routed);
        for (Operation<?, ?> operation : ANNOUNCEMENTS) {
            announce(routed, operation, 1);
            announce(routed, operation, 2);
            announce(routed, operation, 1);
        }
        assertThat(two.drops).hasSize(12).containsOnly(DropReason.DOWN);
        assertThat(two.v5.calls(BeaconOperations.PREPARE_PROPOSERS)).isEmpty();

        two.answerAsNodes();
        two.until(() -> two.healths.contains("v5 node DOWN HEALTHY"));

        for (Operation<?, ?> operation : ANNOUNCEMENTS) {
            two.until(() -> two.v5.calls(operation).size() == 1);
            assertThat(validators(two.v5, operation))
                    .containsExactly(
                            BeaconSamples.announcement(operation, 2), BeaconSamples.announcement(operation, 1));
        }
    }

    @Test
    void nodeThatIsAttached_isToldAtOnce() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        announce(routed, BeaconOperations.PREPARE_PROPOSERS, 1);
        FakeLighthouseV5 third = third(script -> {});

        routed.attach(Backend.of("third", third));

        assertThat(third.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
    }

    @Test
    void nodeThatIsResumed_isToldAgain() {
        RoutedLighthouse routed = two.route((old, young) -> Router.parallel(old, young));
        announce(routed, BeaconOperations.PREPARE_PROPOSERS, 1);
        two.answerAsNode(
                two.v5,
                script -> script.on(EngineOperations.NEW_PAYLOAD)
                        .times(1)
                        .answer(PayloadStatus.invalid(Optional.empty(), "no")));
        Lighthouse.await(routed.engine().newPayload(two.driver(routed).build()));
        assertThat(routed.states()).containsEntry("v5", BackendState.SUSPENDED);

        routed.resume("v5");

        assertThat(two.v5.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(2);
        assertThat(two.v4.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
    }

    @Test
    void tenThousandValidators_areAllToldAgainInBatches() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        for (int first = 1; first <= 10_000; first += 500) {
            prepare(routed, fees(1), IntStream.range(first, first + 500)).join();
        }
        prepare(routed, fees(2), IntStream.of(7, 9_999)).join();
        FakeLighthouseV5 third = third(script -> {});

        routed.attach(Backend.of("third", third));

        List<List<ProposerPreparation>> told = third.calls(BeaconOperations.PREPARE_PROPOSERS);
        assertThat(told).hasSize(20).allMatch(batch -> batch.size() == 500);
        assertThat(recipients(third)).hasSize(10_000);
        assertThat(recipients(third)).containsEntry(UInt64.of(7), fees(2)).containsEntry(UInt64.of(8), fees(1));
    }

    @Test
    void whatIsSaidOfSeveralCommittees_isAllToldAgain() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        List<CommitteeSubscription> both = Stream.of(64, 96)
                .map(slot -> CommitteeSubscription.builder()
                        .validatorIndex(UInt64.ONE)
                        .committeeIndex(UInt64.ONE)
                        .committeesAtSlot(UInt64.ONE)
                        .slot(UInt64.of(slot))
                        .isAggregator(false)
                        .build())
                .toList();
        Lighthouse.await(routed.call(BeaconOperations.SUBSCRIBE_COMMITTEES, both, CallOptions.DEFAULT));
        FakeLighthouseV5 third = third(script -> {});

        routed.attach(Backend.of("third", third));

        assertThat(third.calls(BeaconOperations.SUBSCRIBE_COMMITTEES)).containsExactly(both);
    }

    @Test
    void announcement_isToldAfterTheOneBeforeIt_andTheCallerDoesNotWaitForAnotherNode() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        FakeScript.Rule<?, ?> slow = holdPreparation(two.v4);
        CompletableFuture<Acknowledged> first = prepare(routed, fees(1), IntStream.of(1, 2));
        CompletableFuture<Acknowledged> second = prepare(routed, fees(2), IntStream.of(2));

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(two.v4.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
        slow.release();

        two.until(() -> two.v4.calls(BeaconOperations.PREPARE_PROPOSERS).size() == 2);
        assertThat(recipients(two.v4)).containsEntry(UInt64.of(2), fees(2));
    }

    @Test
    void repetition_andWhatIsAnnouncedMeanwhile_leaveTheLastWord() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        prepare(routed, fees(1), IntStream.of(1, 2)).join();
        prepare(routed, fees(2), IntStream.of(2)).join();
        FakeLighthouseV5 third =
                FakeLighthouseV5.builder().chainOf(two.v5).time(two.time).build();
        FakeScript.Rule<?, ?> slow = holdPreparation(third);
        routed.attach(Backend.of("third", third));
        prepare(routed, fees(3), IntStream.of(1)).join();
        assertThat(third.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);

        slow.release();

        two.until(() -> third.calls(BeaconOperations.PREPARE_PROPOSERS).size() == 2);
        assertThat(recipients(third))
                .containsExactlyInAnyOrderEntriesOf(Map.of(UInt64.ONE, fees(3), UInt64.of(2), fees(2)));
    }

    @Test
    void announcementsBesideAFullQueue_areToldWhenTheNodeIsFree() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        FakeScript.Rule<?, ?> slow = holdPreparation(two.v5);
        List<CompletableFuture<Acknowledged>> all = new ArrayList<>();
        for (int validator = 1; validator <= 70; validator++) {
            all.add(prepare(routed, fees(validator), IntStream.of(validator)));
        }
        assertThat(two.v5.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
        assertThat(all.subList(65, 70))
                .allSatisfy(
                        call -> assertThatThrownBy(() -> Lighthouse.await(call)).isInstanceOf(Rejected.class));

        slow.release();

        standStillUntil(() -> recipients(two.v5).size() == 70);
        assertThat(two.v5.calls(BeaconOperations.PREPARE_PROPOSERS))
                .as("one, sixty-four that waited, and five at once")
                .hasSize(66);
    }

    @Test
    void announcementThatHasNoTimeLeftToWait_isToldWithWhatHoldsThen() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        FakeScript.Rule<?, ?> slow = holdPreparation(two.v4);
        prepare(routed, fees(1), IntStream.of(1)).join();
        prepare(routed, fees(2), IntStream.of(1)).join();
        two.time.advance(BeaconOperations.PREPARE_PROPOSERS.limit().plusMillis(1));

        slow.release();

        two.until(() -> two.v4.calls(BeaconOperations.PREPARE_PROPOSERS).size() == 2);
        assertThat(recipients(two.v4)).containsEntry(UInt64.ONE, fees(2));
    }

    @Test
    void repetitionThatFails_isMadeAgainAfterASlot() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        prepare(routed, fees(1), IntStream.range(0, 1_500)).join();
        FakeLighthouseV5 third = third(
                script -> script.on(BeaconOperations.PREPARE_PROPOSERS).times(2).fail(Failure.HTTP_503::of));

        routed.attach(Backend.of("third", third));
        assertThat(third.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
        two.time.advance(SLOT.minusMillis(1));
        assertThat(third.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
        two.time.advance(Duration.ofMillis(1));
        two.until(() -> third.calls(BeaconOperations.PREPARE_PROPOSERS).size() == 5);

        assertThat(third.calls(BeaconOperations.PREPARE_PROPOSERS).subList(2, 5))
                .flatMap(told -> told)
                .extracting(ProposerPreparation::validatorIndex)
                .doesNotHaveDuplicates()
                .hasSize(1_500);
    }

    @Test
    void announcementThatAnotherNodeCouldNotTake_isToldItLater() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        two.answerAsNode(
                two.v4,
                script -> script.on(BeaconOperations.PREPARE_PROPOSERS).times(1).fail(Failure.HTTP_503::of));
        prepare(routed, fees(1), IntStream.of(1)).join();
        prepare(routed, fees(2), IntStream.of(2)).join();

        two.until(() -> two.v4.calls(BeaconOperations.PREPARE_PROPOSERS).size() == 3);

        assertThat(two.v4.calls(BeaconOperations.PREPARE_PROPOSERS).get(2))
                .containsExactly(ProposerPreparation.of(UInt64.ONE, fees(1)));
        assertThat(two.v5.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(2);
    }

    @Test
    void nodeThatIsFitAgain_isToldAtOnceWhatItCouldNotTake() {
        RoutedLighthouse routed = two.keep(
                two.builder().backends(two.young).router(Router.only(two.young)).build());
        two.answerAsNode(
                two.v5,
                script -> script.on(BeaconOperations.PREPARE_PROPOSERS).times(1).fail(AnnouncementTest::catchingUp));
        assertThatThrownBy(() -> announce(routed, BeaconOperations.PREPARE_PROPOSERS, 1))
                .isInstanceOf(Http.class);
        assertThat(routed.health(Facet.BEACON)).containsEntry("v5", Health.LAGGING);

        for (int answer = 0; answer < 2; answer++) {
            assertThat(two.v5.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
            Lighthouse.await(routed.beacon().node().syncing());
        }

        assertThat(routed.health(Facet.BEACON)).containsEntry("v5", Health.HEALTHY);
        assertThat(two.v5.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(2);
    }

    @Test
    void announcementThatIsWrong_isNotToldAgain() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        for (Operation<?, ?> operation : ANNOUNCEMENTS) {
            announce(routed, operation, 1);
        }
        FakeLighthouseV5 third = third(script -> {
            script.on(BeaconOperations.PREPARE_PROPOSERS)
                    .times(1)
                    .fail((site, name) -> new Http(site, name, 400, "validator index"));
            script.on(BeaconOperations.SUBSCRIBE_COMMITTEES).times(1).fail(Failure.RPC::of);
            script.on(BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES).times(1).fail(Failure.UNSUPPORTED::of);
            script.on(BeaconOperations.REGISTER_VALIDATORS).times(2).fail(Failure.HTTP_429::of);
        });
        routed.attach(Backend.of("third", third));

        two.until(() -> third.calls(BeaconOperations.REGISTER_VALIDATORS).size() == 3);

        assertThat(third.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
        assertThat(third.calls(BeaconOperations.SUBSCRIBE_COMMITTEES)).hasSize(1);
        assertThat(third.calls(BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES)).hasSize(1);
    }

    @Test
    void nodeThatIsOnlySuspected_isNotToldAgain() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        announce(routed, BeaconOperations.PREPARE_PROPOSERS, 1);
        two.answerAsNode(
                two.v5,
                script -> script.on(BeaconOperations.NODE_SYNCING).times(1).fail(Failure.HTTP_502::of));

        for (int call = 0; call < 3; call++) {
            routed.beacon().node().syncing().handle((status, failure) -> status).join();
        }

        assertThat(two.healths).containsExactly("v5 node HEALTHY SUSPECT", "v5 node SUSPECT HEALTHY");
        assertThat(two.v5.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
    }

    @Test
    void repetitionsThatFail_sayNothingOfTheNode_andEnd() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        for (Operation<?, ?> operation : ANNOUNCEMENTS) {
            announce(routed, operation, 1);
        }
        prepare(routed, fees(1), IntStream.range(0, 2_000)).join();
        FakeLighthouseV5 third = third(script ->
                ANNOUNCEMENTS.forEach(operation -> script.on(operation).times(1).fail(Failure.HTTP_502::of)));

        routed.attach(Backend.of("third", third));
        two.until(() -> third.calls(BeaconOperations.PREPARE_PROPOSERS).size() == 5);
        two.time.advance(SLOT.multipliedBy(3));

        assertThat(two.healths).isEmpty();
        assertThat(third.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(5);
    }

    @Test
    void registrationThatHangs_saysNothingOfTheNode() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        for (FakeLighthouse node : List.of(two.v4, two.v5)) {
            two.answerAsNode(
                    node,
                    script -> script.on(BeaconOperations.REGISTER_VALIDATORS).hold());
        }

        CompletableFuture<Acknowledged> answer = begin(routed, BeaconOperations.REGISTER_VALIDATORS, 1);
        two.until(answer::isDone);

        assertThatThrownBy(() -> Lighthouse.await(answer)).isInstanceOf(LighthouseException.Timeout.class);
        assertThat(two.healths).isEmpty();
    }

    @Test
    void all_isToldOnceInASlot() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        announce(routed, BeaconOperations.PREPARE_PROPOSERS, 1);

        for (int time = 0; time < 3; time++) {
            routed.resume("v4");
        }
        assertThat(two.v4.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(2);
        two.time.advance(SLOT.minusMillis(1));
        assertThat(two.v4.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(2);
        two.time.advance(Duration.ofMillis(1));

        two.until(() -> two.v4.calls(BeaconOperations.PREPARE_PROPOSERS).size() == 3);
    }

    @Test
    void hostThatBlocksInAContinuation_holdsUpNoOtherAnnouncement() {
        RoutedLighthouse routed = two.keep(
                two.builder().backends(two.young).router(Router.only(two.young)).build());
        two.v5.script().clear();
        List<FakeScript.Rule<?, ?>> held = new ArrayList<>();
        for (int call = 0; call < 2; call++) {
            held.add(two.v5
                    .script()
                    .on(BeaconOperations.PREPARE_PROPOSERS)
                    .times(1)
                    .answer(Acknowledged.ACKNOWLEDGED)
                    .hold());
        }
        BeaconSamples.teach(two.v5, "v5", 5);
        List<CompletableFuture<Acknowledged>> all = IntStream.range(0, 4)
                .mapToObj(number -> prepare(routed, fees(number), IntStream.of(number)))
                .toList();
        CompletableFuture<Void> end = new CompletableFuture<>();
        all.subList(0, 3).forEach(each -> each.whenComplete((value, failure) -> end.join()));

        held.forEach(rule -> CompletableFuture.runAsync(
                () -> {
                    standStillUntil(() -> rule.held() > 0);
                    rule.release();
                },
                task -> new Thread(task).start()));

        assertThat(Lighthouse.await(all.get(3))).isEqualTo(Acknowledged.ACKNOWLEDGED);
        end.complete(null);
    }

    @Test
    void announcementThatWaits_isCancelledWhenTheClientIsClosed() {
        List<String> outcomes = new CopyOnWriteArrayList<>();
        RoutedLighthouse routed = two.keep(two.builder()
                .listener(outcomesOf("v4", outcomes))
                .backends(two.old, two.young)
                .router(Router.only(two.young))
                .build());
        holdPreparation(two.v4);
        prepare(routed, fees(1), IntStream.of(1)).join();
        prepare(routed, fees(2), IntStream.of(2)).join();

        routed.close();
        standStillUntil(() -> outcomes.size() == 2);

        assertThat(outcomes).containsOnly("cancelled");
        assertThat(two.v4.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
    }

    @Test
    void announcementThatWaits_isNotMadeAtANodeThatWasDetached() {
        List<String> outcomes = new CopyOnWriteArrayList<>();
        RoutedLighthouse routed = two.keep(two.builder()
                .listener(outcomesOf("v4", outcomes))
                .backends(two.old, two.young)
                .router(Router.only(two.young))
                .build());
        holdPreparation(two.v4);
        prepare(routed, fees(1), IntStream.of(1)).join();
        prepare(routed, fees(2), IntStream.of(2)).join();

        // this ends what is under way there
        routed.detach("v4");
        standStillUntil(() -> outcomes.size() == 2);

        assertThat(outcomes).containsExactlyInAnyOrder("cancelled", "rejected");
        assertThat(two.v4.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
    }

    /** Waits until something holds, without the time passing that would run out for those who wait. */
    private static void standStillUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new IllegalStateException("interrupted");
            }
            Thread.onSpinWait();
        }
    }

    private static RoutingListener outcomesOf(String alias, List<String> outcomes) {
        return new RoutingListener() {
            @Override
            public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long nanos) {
                if (backend.alias().equals(alias)) {
                    outcomes.add(outcome);
                }
            }
        };
    }

    /** What a node says that is catching up. */
    private static Http catchingUp(CallSite site, String operation) {
        return Http.ofNode(site, operation, 503, "SERVICE_UNAVAILABLE: syncing");
    }

    /** One more node, which answers as others do but for what {@code otherwise} says. */
    private FakeLighthouseV5 third(Consumer<FakeScript> otherwise) {
        FakeLighthouseV5 third =
                FakeLighthouseV5.builder().chainOf(two.v5).time(two.time).build();
        otherwise.accept(third.script());
        BeaconSamples.teach(third, "third", 3);
        return third;
    }

    private static CompletableFuture<Acknowledged> prepare(
            RoutedLighthouse routed, Address recipient, IntStream validators) {
        return routed.call(
                BeaconOperations.PREPARE_PROPOSERS,
                validators
                        .mapToObj(validator -> ProposerPreparation.of(UInt64.of(validator), recipient))
                        .toList(),
                CallOptions.DEFAULT);
    }

    private static Address fees(int number) {
        return Address.of(ByteBuffer.allocate(Address.SIZE).putInt(number).array());
    }

    /** Lets a node answer the first preparation late, and all later ones at once. */
    private static FakeScript.Rule<?, ?> holdPreparation(FakeLighthouse node) {
        node.script().clear();
        FakeScript.Rule<?, ?> slow = node.script()
                .on(BeaconOperations.PREPARE_PROPOSERS)
                .times(1)
                .answer(Acknowledged.ACKNOWLEDGED)
                .hold();
        BeaconSamples.teach(node, "node", 1);
        return slow;
    }

    /** Who gets the fees by what a node heard, in the order in which it was sent. */
    private static Map<UInt64, Address> recipients(FakeLighthouse node) {
        Map<UInt64, Address> recipients = new HashMap<>();
        node.calls(BeaconOperations.PREPARE_PROPOSERS)
                .forEach(said -> said.forEach(
                        preparation -> recipients.put(preparation.validatorIndex(), preparation.feeRecipient())));
        return recipients;
    }

    /** What a node was told of each validator, as if it had been told of each alone. */
    private static List<Object> validators(FakeLighthouse node, Operation<?, ?> operation) {
        return node.calls(operation).stream()
                .flatMap(said -> ((List<?>) said).stream())
                .<Object>map(List::of)
                .toList();
    }
}
