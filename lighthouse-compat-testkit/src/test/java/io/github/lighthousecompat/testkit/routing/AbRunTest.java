package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.rollout.AbReport;
import io.github.lighthousecompat.rollout.AbReport.Row;
import io.github.lighthousecompat.rollout.AbRun;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.ManualKillSwitch;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A canary with an end, and what it shows. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbRunTest {
    private final TwoBackends two = TwoBackends.onCapella();
    private final List<AbReport> ends = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        two.close();
    }

    @Tag("S10")
    @Test
    void expiry_isAStateWithAnEventAndGivesAllToTheControl() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        AbRun run = begin(routed, Weight.ALL);
        ChainDriver driver = two.driver(routed);
        driver.advance(3);
        assertThat(run.state()).isEqualTo(AbRun.State.RUNNING);
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsOnly("v5");

        two.time.advance(Duration.ofHours(2));
        two.until(() -> !ends.isEmpty());
        driver.advance(2);

        assertThat(run.state()).isEqualTo(AbRun.State.EXPIRED);
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD).subList(3, 5)).containsOnly("v4");
        assertThat(ends).singleElement().satisfies(report -> {
            assertThat(report.name()).isEqualTo("spring");
            assertThat(report.state()).isEqualTo(AbRun.State.EXPIRED);
            assertThat(report.elapsed()).isEqualTo(Duration.ofHours(1));
        });
        run.close();
        assertThat(ends).hasSize(1);
        assertThat(run.report().rows()).isEqualTo(ends.get(0).rows());
    }

    @Tag("S30")
    @Test
    void report_countsEachOperationAndSideByItself() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        AbRun run = begin(routed, Weight.percent(50));
        two.driver(routed).advance(40);
        // by one that is there: who is not would not be asked again
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).fail(EffectTable.Failure.HTTP_500::of);
        for (int i = 0; i < 40; i++) {
            routed.engine().blockNumber().handle((number, failure) -> number).join();
        }

        AbReport report = run.report();

        assertThat(report.rows())
                .extracting(Row::operation)
                .isSorted()
                .contains("newPayload", "getPayload", "blockNumber");
        Row imports = row(report, "newPayload");
        assertThat(imports.control().calls() + imports.treatment().calls()).isEqualTo(40);
        assertThat(imports.control().calls()).isBetween(5L, 35L);
        assertThat(imports.control().successes()).isEqualTo(imports.control().calls());
        assertThat(imports.mismatches()).isZero();
        assertThat(imports.verdict()).isEqualTo(AbReport.Verdict.INSUFFICIENT);
        Row reads = row(report, "blockNumber");
        assertThat(reads.control().successes()).isZero();
        assertThat(reads.control().successRate().orElseThrow().upper()).isLessThan(0.5);
        assertThat(reads.verdict()).isEqualTo(AbReport.Verdict.BETTER);
    }

    @Test
    void close_endsItBeforeItsTime() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        AbRun run = begin(routed, Weight.ALL);

        run.close();
        two.time.advance(Duration.ofHours(2));

        assertThat(run.state()).isEqualTo(AbRun.State.STOPPED);
        assertThat(ends).hasSize(1);
        assertThat(Lighthouse.await(routed.engine().blockNumber()).isZero()).isTrue();
        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER)).containsExactly("v4");
    }

    @Test
    void conflict_isCountedAndWorse() {
        RoutedLighthouse routed = two.route(Router::parallel);
        AbRun run = run(routed, Weight.NONE);
        ChainDriver driver = two.driver(routed);
        driver.advance(1);
        two.v5
                .script()
                .on(EngineOperations.NEW_PAYLOAD)
                .answerWith(block -> PayloadStatus.invalid(Optional.empty(), "scripted"));

        driver.importBlock(driver.build());

        two.until(() -> row(run.report(), "newPayload").mismatches() > 0);
        assertThat(row(run.report(), "newPayload").verdict()).isEqualTo(AbReport.Verdict.WORSE);
    }

    @Test
    void counts_beginWithTheRunAndEndWithIt() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        Lighthouse.await(routed.engine().blockNumber());
        AbRun run = begin(routed, Weight.NONE);
        Lighthouse.await(routed.engine().blockNumber());
        Lighthouse.await(routed.engine().blockNumber());

        run.close();
        Lighthouse.await(routed.engine().blockNumber());

        assertThat(row(run.report(), "blockNumber").control().calls()).isEqualTo(2);
    }

    /** The client may have more backends than the run is about. */
    @Test
    void counts_areOfItsTwoBackendsAlone() {
        FakeLighthouseV5 other = FakeLighthouseV5.builder()
                .chain(ChainSpec.builder().from(two.spec).seed(3).build())
                .time(two.time)
                .build();
        Backend third = Backend.of("third", other);
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young, third)
                .router(Router.parallel(two.old, third))
                .build());
        AbRun run = run(routed, Weight.ALL);
        two.v4.script().on(EngineOperations.CHAIN_ID).answer(UInt64.of(1));
        other.script().on(EngineOperations.CHAIN_ID).answer(UInt64.of(2));
        two.v5.script().on(EngineOperations.CHAIN_ID).answer(UInt64.of(3));

        Lighthouse.await(routed.engine().chainId());
        routed.router(Router.only(third));
        Lighthouse.await(routed.engine().blockNumber());
        assertThat(two.count(EngineOperations.CHAIN_ID, Verdict.MISMATCH)).isEqualTo(1);
        assertThat(run.report().rows()).extracting(Row::operation).containsExactly("chainId");
        assertThat(row(run.report(), "chainId").mismatches()).isZero();

        routed.router(Router.parallel(two.old, two.young));
        Lighthouse.await(routed.engine().chainId());
        assertThat(row(run.report(), "chainId").mismatches()).isEqualTo(1);
    }

    /** All deadlines of a client that shares the time source would be late. */
    @Test
    void atEnd_thatBlocks_doesNotHoldUpTheTimer() throws Exception {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        BlockingQueue<Thread> told = new LinkedBlockingQueue<>();
        CountDownLatch release = new CountDownLatch(1);
        AbRun run = builder(Weight.ALL)
                .atEnd(report -> {
                    told.add(Thread.currentThread());
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .begin(routed);
        AtomicBoolean timeout = new AtomicBoolean();
        two.time.schedule(Duration.ofHours(1), () -> timeout.set(true));

        two.time.advance(Duration.ofHours(1));

        assertThat(timeout).isTrue();
        assertThat(told.take().getName()).startsWith("lighthouse-default-routing-");
        assertThat(run.state()).isEqualTo(AbRun.State.EXPIRED);
        release.countDown();
    }

    @Test
    void close_ofTheClientStopsTheRun() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        AbRun run = begin(routed, Weight.ALL);

        routed.close();

        two.until(() -> !ends.isEmpty());
        assertThat(run.state()).isEqualTo(AbRun.State.STOPPED);
        assertThat(run.report().elapsed()).isZero();
    }

    @Test
    void router_mayBePartOfAComposedOne() {
        ManualKillSwitch kill = KillSwitch.manual();
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        AbRun run = run(routed, Weight.ALL);
        routed.router(run.router().killable(two.old, kill));

        Lighthouse.await(routed.engine().blockNumber());
        kill.on();
        Lighthouse.await(routed.engine().blockNumber());

        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER)).containsExactly("v5", "v4");
        Row row = row(run.report(), "blockNumber");
        assertThat(List.of(row.treatment().calls(), row.control().calls())).containsExactly(1L, 1L);
    }

    @Test
    void begin_withoutWhatItNeeds_isRefused() {
        RoutedLighthouse routed = two.keep(
                two.builder().backends(two.old).router(Router.only(two.old)).build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AbRun.builder("spring").begin(routed))
                .withMessageContaining("give control, treatment and duration");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(routed, Weight.ALL))
                .withMessageContaining("v5 (v5) is not a backend of client default; attach it first");
        // calls are counted by who answers them, not by name
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Weight.ALL)
                        .treatment(Backend.of("v5", two.v5))
                        .begin(two.route((old, young) -> Router.only(old))))
                .withMessageContaining("give the very one that is attached");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Weight.ALL).treatment(two.old).begin(routed))
                .withMessageContaining("one backend");
        assertThatIllegalArgumentException().isThrownBy(() -> AbRun.builder(" "));
    }

    private AbRun.Builder builder(Weight weight) {
        return AbRun.builder("spring")
                .control(two.old)
                .treatment(two.young)
                .weight(weight)
                .duration(Duration.ofHours(1))
                .atEnd(ends::add);
    }

    private AbRun run(RoutedLighthouse routed, Weight weight) {
        return builder(weight).begin(routed);
    }

    /** Begins a run that also decides. */
    private AbRun begin(RoutedLighthouse routed, Weight weight) {
        AbRun run = run(routed, weight);
        routed.router(run.router());
        return run;
    }

    private static Row row(AbReport report, String operation) {
        return report.rows().stream()
                .filter(row -> row.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    /** As long as there is time: more than a clock counts. */
    @Test
    void close_endsARunWithoutAnEnd() {
        RoutedLighthouse routed = two.keep(RoutedLighthouse.builder()
                .topology(Topology.SEPARATE)
                .backends(two.old, two.young)
                .router(Router.only(two.old))
                .build());
        AbRun run =
                builder(Weight.ALL).duration(Duration.ofSeconds(Long.MAX_VALUE)).begin(routed);

        run.close();

        assertThat(run.state()).isEqualTo(AbRun.State.STOPPED);
        assertThat(ends).hasSize(1);
    }
}
