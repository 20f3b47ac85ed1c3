package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.compare.ComparisonLog;
import io.github.lighthousecompat.compare.Divergence;
import io.github.lighthousecompat.compare.Divergences;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceRecorderTest {
    private static final PayloadStatus VALID = PayloadStatus.valid(Hash32.ZERO);
    private static final Comparison MISMATCH = Comparisons.of(EngineOperations.CHAIN_ID, UInt64.ONE, UInt64.ZERO);
    private static final Comparison CONFLICT =
            Comparisons.of(EngineOperations.NEW_PAYLOAD, VALID, PayloadStatus.invalid(Optional.empty(), "no"));

    private final Ticker time = new Ticker();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final DivergenceRecorder recorder = new DivergenceRecorder(time, tasks::add, Optional.empty());

    private void hear(int times, Comparison comparison) {
        IntStream.range(0, times).forEach(any -> recorder.onComparison(comparison));
    }

    private Divergences afterWork() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        return recorder.snapshot();
    }

    @Test
    void divergence_isLookedAtOnAnotherThreadAndKeptInShort() {
        recorder.onComparison(MISMATCH);

        assertThat(recorder.snapshot().latest()).isEmpty();
        assertThat(afterWork().latest())
                .containsExactly(new Divergence(
                        time.now(),
                        "chainId",
                        Verdict.MISMATCH,
                        "v4",
                        Duration.ofMillis(1),
                        "v5",
                        Duration.ofMillis(2),
                        List.of(new Difference("$", "1", "0"))));
    }

    @Test
    void agreement_costsNothing() {
        recorder.onComparison(Comparisons.of(EngineOperations.NEW_PAYLOAD, VALID, VALID));

        assertThat(tasks).isEmpty();
        assertThat(recorder.snapshot()).isEqualTo(new Divergences(List.of(), 0, 0, 0, 0));
    }

    @Test
    @Tag("S26")
    void flood_isLimitedAndCounted() {
        for (int i = 0; i < 100; i++) {
            recorder.onComparison(MISMATCH);
            afterWork();
        }

        assertThat(recorder.snapshot().kept()).isEqualTo(DivergenceRecorder.AT_ONCE);
        assertThat(recorder.snapshot().limited()).isEqualTo(100 - DivergenceRecorder.AT_ONCE);
        time.advance(Duration.ofSeconds(1));
        hear(100, MISMATCH);
        assertThat(afterWork().kept()).isEqualTo(DivergenceRecorder.AT_ONCE + 5);
    }

    @Test
    void flood_hidesNoContradiction() {
        for (int i = 0; i < 100; i++) {
            recorder.onComparison(MISMATCH);
            afterWork();
        }

        recorder.onComparison(CONFLICT);

        assertThat(afterWork().latest()).extracting(Divergence::verdict).endsWith(Verdict.CONFLICT);
    }

    @Test
    void tooMany_areDroppedAndEachIsCountedOnce() {
        hear(DivergenceRecorder.WAITING + 5, CONFLICT);

        Divergences found = afterWork();

        assertThat(found.kept()).isEqualTo(DivergenceRecorder.WAITING);
        assertThat(found.dropped()).isEqualTo(5);
        assertThat(tasks).isEmpty();
    }

    @Test
    void oneThatCannotBeLookedAt_isCountedAndHarmsNoOther() {
        Comparison bad = Comparison.of(
                EngineOperations.CHAIN_ID,
                new Comparison.Side(Comparisons.backend("v4"), UInt64.ONE, 1),
                new Comparison.Side(Comparisons.backend("v5"), UInt64.ZERO, 1),
                Verdict.MISMATCH,
                any -> {
                    throw new IllegalStateException("a fault of ours");
                });
        recorder.onComparison(bad);
        recorder.onComparison(MISMATCH);

        assertThat(afterWork().kept()).isEqualTo(1);
        assertThat(recorder.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void executorThatRefuses_isAskedAgain() {
        boolean[] refuses = {true};
        DivergenceRecorder unlucky = new DivergenceRecorder(
                time,
                task -> {
                    if (refuses[0]) {
                        throw new RejectedExecutionException("no thread");
                    }
                    tasks.add(task);
                },
                Optional.empty());
        assertThatThrownBy(() -> unlucky.onComparison(MISMATCH)).isInstanceOf(RejectedExecutionException.class);
        refuses[0] = false;

        unlucky.onComparison(MISMATCH);

        afterWork();
        assertThat(unlucky.snapshot().kept()).isEqualTo(2);
    }

    @Test
    void close_keepsWhatWaitsAndThenTakesNoMore(@TempDir Path dir) {
        Path path = dir.resolve("divergences.jsonl");
        DivergenceRecorder writing = new DivergenceRecorder(
                time, tasks::add, Optional.of(new ComparisonFile("chain", ComparisonLog.to(path))));
        writing.onComparison(CONFLICT);
        tasks.remove().run();
        writing.onComparison(CONFLICT);
        writing.close();
        writing.onComparison(CONFLICT);
        afterWork();

        assertThat(path).content().hasLineCount(2);
        assertThat(writing.snapshot().kept()).isEqualTo(2);
        assertThat(writing.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void whatCannotBeWritten_isCountedAndRemembered(@TempDir Path dir) throws Exception {
        Path path = Files.createDirectory(dir.resolve("a-directory"));
        DivergenceRecorder writing = new DivergenceRecorder(
                time, Runnable::run, Optional.of(new ComparisonFile("chain", ComparisonLog.to(path))));

        writing.onComparison(CONFLICT);
        writing.onComparison(CONFLICT);

        assertThat(writing.snapshot().unwritten()).isEqualTo(2);
        assertThat(writing.snapshot().latest()).hasSize(2);
    }
}
