package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.Acknowledged;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.FakeScript;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node did not take is told to it again, and nobody is held up by it. */
@Timeout(30)
class UntoldAnnouncementTest extends AnnouncingHost {
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
                    Eventually.until(() -> rule.held() > 0);
                    rule.release();
                },
                task -> new Thread(task).start()));

        assertThat(Lighthouse.await(all.get(3))).isEqualTo(Acknowledged.ACKNOWLEDGED);
        end.complete(null);
    }

    /** One announcement is held on its way to v4, and one waits for it. */
    private RoutedLighthouse withOneThatWaitsAtV4(List<String> outcomes) {
        RoutedLighthouse routed = two.keep(two.builder()
                .listener(outcomesOf("v4", outcomes))
                .backends(two.old, two.young)
                .router(Router.only(two.young))
                .build());
        holdPreparation(two.v4);
        prepare(routed, fees(1), IntStream.of(1)).join();
        prepare(routed, fees(2), IntStream.of(2)).join();
        return routed;
    }

    @Test
    void announcementThatWaits_isCancelledWhenTheClientIsClosed() {
        List<String> outcomes = new CopyOnWriteArrayList<>();
        RoutedLighthouse routed = withOneThatWaitsAtV4(outcomes);

        routed.close();
        Eventually.until(() -> outcomes.size() == 2);

        assertThat(outcomes).containsOnly("cancelled");
        assertThat(two.v4.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
    }

    @Test
    void announcementThatWaits_isNotMadeAtANodeThatWasDetached() {
        List<String> outcomes = new CopyOnWriteArrayList<>();
        RoutedLighthouse routed = withOneThatWaitsAtV4(outcomes);

        // this ends what is under way there
        routed.detach("v4");
        Eventually.until(() -> outcomes.size() == 2);

        assertThat(outcomes).containsExactlyInAnyOrder("cancelled", "rejected");
        assertThat(two.v4.calls(BeaconOperations.PREPARE_PROPOSERS)).hasSize(1);
    }
}
