package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.Acknowledged;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.FakeScript;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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
        FakeLighthouseV5 third =
                FakeLighthouseV5.builder().chainOf(two.v5).time(two.time).build();
        BeaconSamples.teach(third, "third", 3);
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
        FakeLighthouseV5 third =
                FakeLighthouseV5.builder().chainOf(two.v5).time(two.time).build();
        BeaconSamples.teach(third, "third", 3);
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
    void nodeThatComesBack_isToldTheLastOfEachSetOfValidators() {
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
            two.until(() -> two.v5.calls(operation).size() == 2);
            assertThat(List.<Object>copyOf(two.v5.calls(operation)))
                    .containsExactly(
                            BeaconSamples.announcement(operation, 2), BeaconSamples.announcement(operation, 1));
        }
    }

    @Test
    void nodeThatIsAttached_isToldAtOnce() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        announce(routed, BeaconOperations.PREPARE_PROPOSERS, 1);
        FakeLighthouseV5 third =
                FakeLighthouseV5.builder().chainOf(two.v5).time(two.time).build();
        BeaconSamples.teach(third, "third", 3);

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
    void sixteenSetsOfValidators_areRemembered() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        IntStream.rangeClosed(1, 40)
                .forEach(validator -> announce(routed, BeaconOperations.PREPARE_PROPOSERS, validator));
        FakeLighthouseV5 third =
                FakeLighthouseV5.builder().chainOf(two.v5).time(two.time).build();
        BeaconSamples.teach(third, "third", 3);

        routed.attach(Backend.of("third", third));

        assertThat(List.<Object>copyOf(third.calls(BeaconOperations.PREPARE_PROPOSERS)))
                .isEqualTo(IntStream.rangeClosed(25, 40)
                        .mapToObj(
                                validator -> BeaconSamples.announcement(BeaconOperations.PREPARE_PROPOSERS, validator))
                        .toList());
    }
}
