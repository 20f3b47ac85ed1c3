package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.testkit.routing.CallerCost.Kind;
import io.github.lighthousecompat.testkit.routing.CallerCost.Line;
import io.github.lighthousecompat.testkit.routing.CallerCost.Mode;
import io.github.lighthousecompat.testkit.routing.CountedBackend.Behaviour;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What another backend does is nothing to the caller: its answer, its thread, its order, what its thread allocates and
 * the stages that it runs are the same. Counted to the byte in a JVM that only interprets, so that nothing depends on
 * what a compiler does when.
 */
@Tag("S21")
class CallerCostTest {
    private static List<Line> lines = List.of();

    @BeforeAll
    @Timeout(120)
    static void measure() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CallerCost.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        lines = printed.lines()
                .filter(line -> line.startsWith(Line.MARK))
                .map(Line::parse)
                .toList();
    }

    private static String cost(Mode mode, Behaviour primary, Behaviour other) {
        return cost(Kind.READ, mode, primary, other);
    }

    private static String cost(Kind kind, Mode mode, Behaviour primary, Behaviour other) {
        return lines.stream()
                .filter(line -> line.kind() == kind
                        && line.mode() == mode
                        && line.primary() == primary
                        && line.other() == other)
                .map(Line::cost)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void shadow_ofAnAnswerThatIsThere_isNothingToTheCaller(Behaviour other) {
        assertThat(cost(Mode.SHADOW, Behaviour.ANSWERS, other))
                .isEqualTo(cost(Mode.ONLY, Behaviour.ANSWERS, Behaviour.ANSWERS));
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void shadow_ofALateAnswer_isTheSameToTheCallerWhateverTheOtherDoes(Behaviour other) {
        assertThat(cost(Mode.SHADOW, Behaviour.ANSWERS_LATE, other))
                .isEqualTo(cost(Mode.SHADOW, Behaviour.ANSWERS_LATE, Behaviour.ANSWERS));
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void parallel_isTheSameToTheCallerWhateverTheOtherDoes(Behaviour other) {
        for (Behaviour primary : List.of(Behaviour.ANSWERS, Behaviour.ANSWERS_LATE)) {
            assertThat(cost(Mode.PARALLEL, primary, other)).isEqualTo(cost(Mode.PARALLEL, primary, Behaviour.ANSWERS));
        }
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void write_isTheSameToTheCallerWhateverTheOtherDoes_inEveryMode(Behaviour other) {
        for (Kind kind : List.of(Kind.PAYLOAD, Kind.FORKCHOICE)) {
            for (Mode mode : Mode.values()) {
                for (Behaviour primary : List.of(Behaviour.ANSWERS, Behaviour.ANSWERS_LATE)) {
                    assertThat(cost(kind, mode, primary, other))
                            .as("%s %s %s", kind, mode, primary)
                            .isEqualTo(cost(kind, mode, primary, Behaviour.ANSWERS));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void write_costsTheSameInEveryMode_asBothAreFed(Mode mode) {
        for (Kind kind : List.of(Kind.PAYLOAD, Kind.FORKCHOICE)) {
            assertThat(cost(kind, mode, Behaviour.ANSWERS, Behaviour.HANGS))
                    .contains("140 calls, 140 stages, 140 runs, 140 calls, 140 stages, 0 runs")
                    .isEqualTo(cost(kind, Mode.ONLY, Behaviour.ANSWERS, Behaviour.ANSWERS));
        }
    }

    @Test
    void order_isThatOfThePrimarysAnswers() {
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.cost())
                        .endsWith(line.primary() == Behaviour.ANSWERS ? "answered 1 2" : "answered 2 1"));
    }

    @Test
    void whatIsCounted_isThere() {
        assertThat(cost(Mode.ONLY, Behaviour.ANSWERS, Behaviour.ANSWERS))
                .contains("140 calls, 0 stages, 0 runs, 0 calls");
        assertThat(cost(Mode.PARALLEL, Behaviour.ANSWERS_LATE, Behaviour.ANSWERS))
                .contains("60 calls, 60 stages, 60 runs, 60 calls, 60 stages, 0 runs");
        assertThat(bytes(Mode.PARALLEL)).isGreaterThan(bytes(Mode.ONLY)).isPositive();
    }

    private static long bytes(Mode mode) {
        String cost = cost(mode, Behaviour.ANSWERS, Behaviour.ANSWERS);
        return Long.parseLong(cost.substring(0, cost.indexOf(' ')));
    }
}
