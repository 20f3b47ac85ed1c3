package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.lighthousecompat.compare.ComparisonLog;
import io.github.lighthousecompat.compare.Divergence;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ComparisonFileTest {
    private static final long SMALL = 4096;

    @TempDir
    Path dir;

    private Path path() {
        return dir.resolve("divergences.jsonl");
    }

    private ComparisonFile file = new ComparisonFile("unused", ComparisonLog.to(Path.of("unused")));

    private ComparisonFile file(int files) {
        file = new ComparisonFile("chain", ComparisonLog.to(path()).bounded(SMALL, files));
        return file;
    }

    @AfterEach
    void close() {
        file.close();
    }

    private static Divergence divergence(int number) {
        return new Divergence(
                Instant.ofEpochSecond(number),
                "getPayload",
                Verdict.MISMATCH,
                "v4",
                Duration.ofMillis(2),
                "v5",
                Duration.ofMillis(3),
                List.of(new Difference("payload.withdrawals[3].amount", "1 \"Gwei\"", "2\u0001")));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.sorted().toList();
        }
    }

    @Test
    void line_isOneObject() {
        assertThat(file(2).write(divergence(7))).isTrue();

        assertThat(path())
                .hasContent("{\"at\":\"1970-01-01T00:00:07Z\",\"client\":\"chain\",\"operation\":\"getPayload\","
                        + "\"verdict\":\"mismatch\",\"primary\":\"v4\",\"tookMicros\":2000,\"other\":\"v5\","
                        + "\"otherTookMicros\":3000,\"differences\":[{\"path\":\"payload.withdrawals[3].amount\","
                        + "\"answer\":\"1 \\\"Gwei\\\"\",\"otherAnswer\":\"2\\u0001\"}]}\n");
    }

    @Test
    void files_areBoundedInSizeAndNumber() throws IOException {
        ComparisonFile log = file(3);

        IntStream.range(0, 200).forEach(i -> log.write(divergence(i)));

        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("divergences.jsonl", "divergences.jsonl.1", "divergences.jsonl.2");
        assertThat(files()).allSatisfy(file -> assertThat(Files.size(file)).isBetween(1L, SMALL));
        assertThat(Files.readString(path())).contains("00:03:19Z");
        assertThat(Files.readAllLines(dir.resolve("divergences.jsonl.1")))
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void oneFile_beginsAnew() throws IOException {
        ComparisonFile log = file(1);

        IntStream.range(0, 200).forEach(i -> log.write(divergence(i)));

        assertThat(files()).containsExactly(path());
        assertThat(Files.size(path())).isLessThanOrEqualTo(SMALL);
    }

    @Test
    void fileOfARunBefore_isContinued() throws IOException {
        file(2).write(divergence(1));
        file.close();

        file(2).write(divergence(2));

        assertThat(Files.readAllLines(path())).hasSize(2);
    }

    @Test
    void fileThatSomebodyMovedAway_isMadeAgain() throws IOException {
        ComparisonFile log = file(2);
        log.write(divergence(1));
        Files.move(path(), dir.resolve("elsewhere"));

        log.write(divergence(2));

        assertThat(Files.readAllLines(path())).singleElement().asString().contains("00:00:02Z");
    }

    @Test
    void directoryThatIsGone_isReportedOnceAndMayComeBack() throws IOException {
        ListAppender<ILoggingEvent> messages = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.lighthousecompat.routing");
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(messages);
        messages.start();
        ComparisonFile log = new ComparisonFile(
                "chain", ComparisonLog.to(dir.resolve("later").resolve("log")).bounded(SMALL, 2));
        file = log;

        assertThat(log.write(divergence(1))).isFalse();
        assertThat(log.write(divergence(2))).isFalse();
        Files.createDirectory(dir.resolve("later"));

        assertThat(log.write(divergence(3))).isTrue();
        assertThat(dir.resolve("later").resolve("log")).content().hasLineCount(1);
        logger.detachAppender(messages);
        logger.setLevel(before);
        assertThat(messages.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
    }
}
