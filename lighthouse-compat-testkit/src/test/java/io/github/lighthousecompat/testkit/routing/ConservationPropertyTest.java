package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.testkit.routing.Misbehaving.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * Under load, whatever both backends do: offered is compared plus failed plus dropped, and the caller sees the primary.
 */
class ConservationPropertyTest {
    @Property(tries = 1_000)
    void everyOffer_isCountedOnce_andEveryCallerHasThePrimarysAnswer(
            @ForAll @Size(min = 1, max = 100) List<Behaviour> others,
            @ForAll @Size(100) List<@From("ownBehaviours") Behaviour> own,
            @ForAll boolean isShared,
            @ForAll boolean isParallel) {
        Misbehaving primary = new Misbehaving();
        Misbehaving other = new Misbehaving();
        own.forEach(primary::then);
        others.stream()
                .filter(behaviour -> isWithinTheContract(behaviour, isParallel))
                .forEach(other::then);
        Backend old = Backend.of("v4", primary);
        Backend young = Backend.of("v5", other);
        ManualTime time = ManualTime.create();
        AtomicInteger ends = new AtomicInteger();
        List<Object> expected = new ArrayList<>();
        List<CompletableFuture<Object>> answers = new ArrayList<>();
        RoutedLighthouse routed = RoutedLighthouse.builder()
                .backends(old, young)
                .router(isParallel ? Router.parallel(old, young) : Router.shadow(old, young))
                .topology(isShared ? Topology.SHARED : Topology.SEPARATE)
                .time(time)
                .build();
        for (int call = 0; call < others.size(); call++) {
            // with execution layers of their own a block would be fed, and its failure a reason to catch up
            boolean isPayload = isShared && call % 2 == 0;
            CompletableFuture<?> made = isPayload
                    ? routed.engine().newPayload(NewPayloadRequest.of(ErraticBackend.payload(call)))
                    : routed.engine().blockNumber();
            expected.add(answer(own.get(call), isPayload));
            answers.add(made.handle((value, failure) -> failure == null ? value : failure.getClass()));
            made.whenComplete((value, failure) -> ends.incrementAndGet());
        }
        time.advance(Duration.ofSeconds(9));
        other.letGo();
        routed.close();

        assertThat(answers)
                .extracting(answer -> answer.getNow("nothing yet"))
                .as("whatever the other does; no conflict is resolved against who is trusted most")
                .containsExactlyElementsOf(expected);
        assertThat(ends).hasValue(others.size());
        assertThat(primary.calls()).isEqualTo(others.size());
        assertThat(routed.stats().operations())
                .allSatisfy(row -> assertThat(Conservation.counted(row)).isEqualTo(row.offered()));
        assertThat(routed.stats().offered()).isEqualTo(others.size());
    }

    @Provide
    Arbitrary<Behaviour> ownBehaviours() {
        return Arbitraries.of(Behaviour.ANSWERS, Behaviour.DIFFERS, Behaviour.FAILS);
    }

    /** What a caller of the primary alone would have. */
    private static Object answer(Behaviour behaviour, boolean isPayload) {
        return switch (behaviour) {
            case ANSWERS -> isPayload ? PayloadStatus.valid(Hash32.ZERO) : UInt64.ONE;
            case DIFFERS -> isPayload ? PayloadStatus.syncing() : UInt64.ZERO;
            default -> LighthouseException.Rpc.class;
        };
    }

    /** A parallel caller makes its calls itself: what hangs, hangs. */
    private static boolean isWithinTheContract(Behaviour behaviour, boolean isParallel) {
        return !isParallel
                || switch (behaviour) {
                    case HANGS, NEVER_ANSWERS -> false;
                    default -> true;
                };
    }
}
