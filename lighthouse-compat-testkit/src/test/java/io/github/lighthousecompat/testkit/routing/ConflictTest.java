package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException.Disagreement;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens when one backend calls a block valid that the other calls invalid. */
@Timeout(30)
class ConflictTest {
    private static final PayloadStatus INVALID = PayloadStatus.invalid(Optional.empty(), "injected");

    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    @Test
    void conflict_underTheTrustedPrimaryKeepsItsAnswerAndSuspendsTheOther() {
        RoutedLighthouse routed = two.route(Router::parallel);
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(INVALID);

        two.driver(routed).advance(1);

        assertThat(two.count(EngineOperations.NEW_PAYLOAD, Verdict.CONFLICT)).isEqualTo(1);
        assertThat(routed.states()).containsEntry("v4", BackendState.READY).containsEntry("v5", BackendState.SUSPENDED);
    }

    @Test
    void conflict_underTheOtherPrimaryShowsBothAnswersAndTurnsBack() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        ChainDriver driver = two.driver(routed);
        NewPayloadRequest block = driver.build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(INVALID);

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().newPayload(block)))
                .isInstanceOfSatisfying(Disagreement.class, disagreement -> {
                    assertThat(disagreement.backend()).isEqualTo("v5");
                    assertThat(disagreement.answer()).isEqualTo(INVALID);
                    assertThat(disagreement.other()).isEqualTo("v4");
                    assertThat(disagreement.otherAnswer())
                            .isEqualTo(PayloadStatus.valid(block.payload().blockHash()));
                });
        driver.importBlock(block);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v5", "v4");
    }

    @Test
    void conflict_bringsTheWeightToNone() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WeightDial dial = WeightDial.at(Weight.ALL);
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.canary(two.old, two.young, dial, Assignment.hash("salt")))
                .meterRegistry(registry)
                .build());
        ChainDriver driver = two.driver(routed);
        assertThat(registry.get("lighthouse.canary.ratio").gauge().value()).isEqualTo(1.0);
        NewPayloadRequest block = driver.build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(INVALID);

        assertThatThrownBy(() -> driver.importBlock(block)).isInstanceOf(Disagreement.class);
        driver.importBlock(block);
        driver.advance(2);

        assertThat(routed.weight()).isEqualTo(Weight.NONE);
        assertThat(registry.get("lighthouse.canary.ratio").gauge().value()).isZero();
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v5", "v4", "v4", "v4");
        assertThat(registry.get("lighthouse.comparisons")
                        .tags("operation", "newPayload", "verdict", "conflict")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void conflict_heardAfterTheAnswerActsBeforeTheNextCall() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        ChainDriver driver = two.driver(routed);
        NewPayloadRequest block = driver.build();
        var late = two.v4
                .script()
                .on(EngineOperations.NEW_PAYLOAD)
                .times(1)
                .answer(INVALID)
                .hold();
        assertThat(Lighthouse.await(routed.engine().newPayload(block)).isValid())
                .isTrue();

        CompletableFuture<?> compared = two.nextComparison();
        late.release();
        compared.join();

        assertThat(routed.primary()).isSameAs(two.old);
    }

    @Test
    void invalid_ofALessTrustedPrimaryWaitsForTheOther() throws Exception {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        NewPayloadRequest block = two.driver(routed).build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(INVALID);
        var late = two.v4.script().on(EngineOperations.NEW_PAYLOAD).times(1).hold();

        CompletableFuture<PayloadStatus> answer = routed.engine().newPayload(block);

        assertThat(answer).isNotDone();
        late.release();
        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(Disagreement.class);
    }

    @Test
    void invalid_ofALessTrustedPrimaryWaitsNoLongerThanTheLimit() throws Exception {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        NewPayloadRequest block = two.driver(routed).build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(INVALID);
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).times(1).hold();

        CompletableFuture<PayloadStatus> answer = routed.engine().newPayload(block);
        two.time.advance(Duration.ofMillis(249));
        assertThat(answer).isNotDone();
        two.time.advance(Duration.ofMillis(1));

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "10000, 0, 0, 250",
        "10000, 9000, 0, 100",
        "1000, 0, 0, 100",
        "1000, 600, 0, 40",
        "10000, 0, 99, 250",
        "10000, 0, 100, 31",
        "1000, 800, 100, 20",
    })
    void invalid_ofALessTrustedPrimary_waitsForTheSmallestOfItsLimits(
            int deadline, int spent, int knownCalls, int atMost) throws Exception {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        NewPayloadRequest block = two.driver(routed).build();
        two.v4
                .script()
                .on(EngineOperations.NEW_PAYLOAD)
                .times(knownCalls)
                .answerWith(any -> after(30, PayloadStatus.valid(block.payload().blockHash())));
        for (int call = 0; call < knownCalls; call++) {
            Lighthouse.await(routed.engine().newPayload(block));
        }
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).answerWith(any -> after(spent, INVALID));
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).times(1).hold();

        CompletableFuture<PayloadStatus> answer = routed.engine(CallOptions.DEFAULT.within(Duration.ofMillis(deadline)))
                .newPayload(block);
        two.time.advance(Duration.ofMillis(atMost - 2));
        assertThat(answer).isNotDone();
        two.time.advance(Duration.ofMillis(2));

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(INVALID);
    }

    private PayloadStatus after(int millis, PayloadStatus answer) {
        two.time.advance(Duration.ofMillis(millis));
        return answer;
    }

    @Test
    void parallel_waitsForAVerdictOnlyWithinItsLimit() throws Exception {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.parallel(two.young, two.old))
                .conflictWait(Duration.ofMillis(40))
                .build());
        NewPayloadRequest block = two.driver(routed).build();
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).times(1).hold();

        CompletableFuture<PayloadStatus> answer = routed.engine().newPayload(block);
        two.time.advance(Duration.ofMillis(39));
        assertThat(answer).isNotDone();
        two.time.advance(Duration.ofMillis(1));

        assertThat(answer.get(10, TimeUnit.SECONDS).isValid()).isTrue();
    }

    @Test
    void resume_letsTheOtherAnswerAgainAfterItCaughtUp() {
        RoutedLighthouse routed = two.route(Router::parallel);
        ChainDriver driver = two.driver(routed);
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(INVALID);
        driver.advance(3);
        assertThat(routed.states()).containsEntry("v5", BackendState.SUSPENDED);

        routed.resume("v5").join();

        assertThat(routed.states()).containsEntry("v5", BackendState.READY);
        assertThat(two.v5.forkchoice().headBlockHash())
                .isEqualTo(two.v4.forkchoice().headBlockHash());
        routed.router(Router.only(two.young));
        driver.advance(1);
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).endsWith("v5");
    }

    @Test
    void bothInvalid_isNoContradictionWhateverTheWords() {
        RoutedLighthouse routed = two.route(Router::parallel);
        NewPayloadRequest block = two.driver(routed).build();
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).answer(INVALID);
        two.v5
                .script()
                .on(EngineOperations.NEW_PAYLOAD)
                .answer(PayloadStatus.invalid(Optional.of(block.payload().parentHash()), "in other words"));

        assertThat(Lighthouse.await(routed.engine().newPayload(block))).isEqualTo(INVALID);
        assertThat(two.count(EngineOperations.NEW_PAYLOAD, Verdict.IGNORED)).isEqualTo(1);
    }
}
