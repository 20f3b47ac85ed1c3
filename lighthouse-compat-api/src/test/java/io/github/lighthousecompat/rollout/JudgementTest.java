package io.github.lighthousecompat.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.rollout.AbReport.Side;
import io.github.lighthousecompat.rollout.AbReport.Verdict;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JudgementTest {
    @Test
    @Tag("S30")
    void nothingSeen_isInsufficient() {
        assertThat(verdict(side(0, 0, 1), side(1_000, 1_000, 1))).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(verdict(side(1_000, 1_000, 1), side(0, 0, 1))).isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    @Tag("S30")
    void oneFailureOfFew_tellsNothing() {
        assertThat(verdict(side(20, 20, 1), side(20, 19, 1))).isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    void moreFailures_areWorseAndFewerBetter() {
        assertThat(verdict(side(1_000, 1_000, 1), side(1_000, 950, 1))).isEqualTo(Verdict.WORSE);
        assertThat(verdict(side(1_000, 950, 1), side(1_000, 1_000, 1))).isEqualTo(Verdict.BETTER);
    }

    @Test
    void times_decideWhereFailuresDoNot() {
        assertThat(verdict(side(1_000, 1_000, 1), side(1_000, 1_000, 9))).isEqualTo(Verdict.WORSE);
        assertThat(verdict(side(1_000, 1_000, 9), side(1_000, 1_000, 1))).isEqualTo(Verdict.BETTER);
        assertThat(verdict(side(1_000, 1_000, 3), side(1_000, 1_000, 3))).isEqualTo(Verdict.NO_DIFFERENCE);
        assertThat(verdict(side(400, 400, 1), side(400, 400, 9))).isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    void oneContradiction_isWorseWhateverElseWasSeen() {
        assertThat(Judgement.of(side(1_000, 1, 9), side(1_000, 1_000, 1), 1)).isEqualTo(Verdict.WORSE);
    }

    private static Verdict verdict(Side control, Side treatment) {
        return Judgement.of(control, treatment, 0);
    }

    private static Side side(int calls, int successes, long milliseconds) {
        Answers answers = new Answers();
        IntStream.range(0, calls)
                .forEach(i -> answers.count(
                        i < successes, Duration.ofMillis(milliseconds).toNanos()));
        return answers.side("x");
    }
}
