package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.rollout.AbReport;
import io.github.lighthousecompat.rollout.AbReport.Row;
import io.github.lighthousecompat.rollout.AbRun;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.testkit.ChainDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A canary with an end, and what it shows. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbRunTest {
    private final TwoBackends two = TwoBackends.onCapella();
    private final List<AbReport> ends = new ArrayList<>();

    @AfterEach
    void close() {
        two.close();
    }

    @Tag("S10")
    @Test
    void expiry_isAStateWithAnEventAndGivesAllToTheControl() {
        AbRun run = run("spring", Weight.ALL);
        RoutedLighthouse routed = client(run);
        ChainDriver driver = two.driver(routed);
        driver.advance(3);
        assertThat(run.state()).isEqualTo(AbRun.State.RUNNING);
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsOnly("v5");

        two.time.advance(Duration.ofHours(2));
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
        AbRun run = run("spring", Weight.percent(50));
        RoutedLighthouse routed = client(run);
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
        AbRun run = run("spring", Weight.ALL);
        RoutedLighthouse routed = client(run);

        run.close();
        two.time.advance(Duration.ofHours(2));

        assertThat(run.state()).isEqualTo(AbRun.State.STOPPED);
        assertThat(ends).hasSize(1);
        assertThat(Lighthouse.await(routed.engine().blockNumber()).isZero()).isTrue();
        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER)).containsExactly("v4");
    }

    @Test
    void conflict_isCountedAndWorse() {
        AbRun run = run("spring", Weight.NONE);
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.parallel(two.old, two.young))
                .listener(run)
                .build());
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
    void begin_withoutWhatItNeeds_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AbRun.builder("spring").begin())
                .withMessageContaining("give control, treatment, duration and time");
        assertThatIllegalArgumentException().isThrownBy(() -> AbRun.builder(" "));
    }

    private AbRun run(String name, Weight weight) {
        return AbRun.builder(name)
                .control(two.old)
                .treatment(two.young)
                .weight(weight)
                .duration(Duration.ofHours(1))
                .time(two.time)
                .atEnd(ends::add)
                .begin();
    }

    private RoutedLighthouse client(AbRun run) {
        return two.keep(two.builder()
                .backends(two.old, two.young)
                .router(run.router())
                .listener(run)
                .build());
    }

    private static Row row(AbReport report, String operation) {
        return report.rows().stream()
                .filter(row -> row.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }
}
