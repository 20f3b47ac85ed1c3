package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.AttestationDataRequest;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.ManualKillSwitch;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Nodes justify at different times: of what the host may sign no vote surrounds another. */
class SurroundVotePropertyTest {
    private static final int SLOTS = 32;

    /** A node that justifies some epochs late. */
    private static final class LateNode implements Caller {
        private final String alias;
        private final int number;
        private volatile int lag = 1;

        LateNode(String alias, int number) {
            this.alias = alias;
            this.number = number;
        }

        @Override
        public String name() {
            return alias;
        }

        @Override
        public LighthouseVersion version() {
            return LighthouseVersion.V5;
        }

        @Override
        public TimeSource.Scheduled after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("nothing waits here");
        }

        private AttestationData vote(UInt64 slot) {
            long target = slot.toLong() / SLOTS;
            return AttestationData.builder()
                    .from(BeaconSamples.data(slot, number))
                    .source(Checkpoint.of(UInt64.of(Math.max(0, target - lag)), BeaconSamples.hash(1)))
                    .target(Checkpoint.of(UInt64.of(target), BeaconSamples.hash(1)))
                    .build();
        }

        @Override
        @SuppressWarnings("unchecked") // each operation has its own kind of answer
        public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
            CallFuture<Object> answer = new CallFuture<>(options.site().orElse(CallSite.of(alias)), operation.name());
            answer.complete(
                    argument instanceof AttestationDataRequest request
                            ? vote(request.slot())
                            : BeaconSamples.answer(operation, argument, alias, number));
            return (CompletableFuture<R>) answer;
        }
    }

    private final LateNode first = new LateNode("v4", 4);
    private final LateNode second = new LateNode("v5", 5);
    private final Backend old = Backend.of("v4", first);
    private final Backend young = Backend.of("v5", second);

    private RoutedLighthouse route(Router router) {
        return RoutedLighthouse.builder()
                .topology(Topology.SEPARATE)
                .backends(old, young)
                .router(router)
                .time(ManualTime.create())
                .build();
    }

    private static CompletableFuture<AttestationData> ask(RoutedLighthouse routed, long slot) {
        return routed.beacon().production().attestationData(UInt64.of(slot), UInt64.ONE);
    }

    private static boolean surrounds(AttestationData one, AttestationData other) {
        return one.source().epoch().compareTo(other.source().epoch()) < 0
                && one.target().epoch().compareTo(other.target().epoch()) > 0;
    }

    @Property(tries = 1_000)
    void votes_thatAreHandedOut_neverSurroundEachOther(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 40) Integer> steps,
            @ForAll @Size(30) List<@IntRange(min = 1, max = 4) Integer> lags,
            @ForAll @Size(30) List<@IntRange(min = 1, max = 4) Integer> otherLags) {
        List<AttestationData> given = new ArrayList<>();
        try (RoutedLighthouse routed =
                route(Router.canary(old, young, WeightSource.of(Weight.percent(50)), Assignment.random()))) {
            long slot = 10L * SLOTS;
            for (int step = 0; step < steps.size(); step++) {
                // some ask for a slot that is over
                slot += steps.get(step) - 5;
                first.lag = lags.get(step);
                second.lag = otherLags.get(step);
                ask(routed, slot)
                        .handle((vote, failure) -> failure == null
                                ? given.add(vote)
                                : assertThat(failure).isInstanceOf(Refused.class))
                        .join();
            }
        }
        for (AttestationData one : given) {
            assertThat(given).noneMatch(other -> surrounds(one, other));
        }
    }

    @Property(tries = 1_000)
    void votes_ofNodesThatAgree_areAllHandedOut(@ForAll @Size(max = 30) List<@IntRange(max = 40) Integer> steps) {
        try (RoutedLighthouse routed =
                route(Router.canary(old, young, WeightSource.of(Weight.percent(50)), Assignment.random()))) {
            long slot = 10L * SLOTS;
            for (int step : steps) {
                slot += step;
                assertThat(ask(routed, slot)).isCompleted();
            }
        }
    }

    @Test
    void voteThatSurrounds_isAskedOfTheOtherNode() {
        try (RoutedLighthouse routed = route(Router.only(old))) {
            AttestationData before = Lighthouse.await(ask(routed, 6 * SLOTS));
            assertThat(before.source().epoch()).isEqualTo(UInt64.of(5));
            routed.router(Router.canary(old, young, WeightSource.of(Weight.ALL), Assignment.random()));
            second.lag = 3;

            AttestationData after = Lighthouse.await(ask(routed, 7 * SLOTS));

            assertThat(after.beaconBlockRoot()).isEqualTo(BeaconSamples.hash(4));
            assertThat(after.source().epoch()).isEqualTo(UInt64.of(6));
        }
    }

    private Stream<Router> routersThatKeepTheOtherOut() {
        ManualKillSwitch kill = KillSwitch.manual();
        kill.on();
        Router canary = Router.canary(old, young, WeightSource.of(Weight.ALL), Assignment.random());
        return Stream.of(Router.only(old), Router.shadow(old, young), canary.killable(old, kill));
    }

    @Test
    void voteThatSurrounds_isNotAskedOfOneThatIsKeptOut() {
        routersThatKeepTheOtherOut().forEach(alone -> {
            try (RoutedLighthouse routed =
                    route(Router.canary(old, young, WeightSource.of(Weight.ALL), Assignment.random()))) {
                assertThat(Lighthouse.await(ask(routed, 6 * SLOTS)).beaconBlockRoot())
                        .isEqualTo(BeaconSamples.hash(5));
                routed.router(alone);
                first.lag = 3;

                assertThatThrownBy(() -> Lighthouse.await(ask(routed, 7 * SLOTS)))
                        .as(alone.toString())
                        .isInstanceOf(Refused.class)
                        .hasMessageContaining("from epoch 4 to 7 surrounds the one from 5 to 6");
                first.lag = 1;
                assertThat(Lighthouse.await(ask(routed, 7 * SLOTS)).beaconBlockRoot())
                        .isEqualTo(BeaconSamples.hash(4));
            }
        });
    }

    @Test
    void voteThatSurrounds_isRefusedWithTheReasonWhereNobodySaysBetter() {
        try (RoutedLighthouse routed = route(Router.parallel(old, young))) {
            Lighthouse.await(ask(routed, 6 * SLOTS));
            first.lag = 3;
            second.lag = 3;

            assertThatThrownBy(() -> Lighthouse.await(ask(routed, 7 * SLOTS)))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("from epoch 4 to 7 surrounds the one from 5 to 6");
            second.lag = 2;
            assertThat(Lighthouse.await(ask(routed, 7 * SLOTS)).beaconBlockRoot())
                    .as("of the same source as the one before")
                    .isEqualTo(BeaconSamples.hash(5));
        }
    }
}
