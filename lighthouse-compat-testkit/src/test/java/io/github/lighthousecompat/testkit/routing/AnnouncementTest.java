package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.Acknowledged;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.FakeScript;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a host announces of its validators, all nodes know, also one that was away. */
@Timeout(30)
class AnnouncementTest extends AnnouncingHost {
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

        Eventually.until(() -> two.v4.calls(BeaconOperations.PREPARE_PROPOSERS).size() == 2);
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

        Eventually.until(() -> third.calls(BeaconOperations.PREPARE_PROPOSERS).size() == 2);
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

        Eventually.until(() -> recipients(two.v5).size() == 70);
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
}
