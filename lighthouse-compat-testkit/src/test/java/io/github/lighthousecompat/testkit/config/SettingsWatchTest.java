package io.github.lighthousecompat.testkit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.config.MigrationMode;
import io.github.lighthousecompat.config.MigrationSettings;
import io.github.lighthousecompat.config.SettingsListener;
import io.github.lighthousecompat.config.SettingsWatch;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.LogCapture;
import io.github.lighthousecompat.testkit.ManualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that changes under a running host. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SettingsWatchTest implements SettingsListener {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final String LOGGER = "io.github.lighthousecompat.config";
    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);
    private static final Backend V4 = Backend.of("v4", FakeLighthouseV4.of(FORKS));
    private static final Backend V5 = Backend.of("v5", FakeLighthouseV5.of(FORKS));

    @TempDir
    private Path folder;

    private final ManualTime time = ManualTime.create();
    private final List<Weight> changes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @Override
    public void onChange(MigrationSettings before, MigrationSettings now) {
        changes.add(now.weight());
    }

    @Override
    public void onProblem(String problem, MigrationSettings kept) {
        problems.add(problem);
    }

    @Test
    void settings_followTheFile() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            write(canary("25"));
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));

            looks(2);

            assertThat(watch.weight()).isEqualTo(Weight.percent(25));
            assertThat(changes).containsExactly(Weight.percent(25));
        }
    }

    @Test
    void settings_followAFileThatIsReplacedByAnotherOfTheSameSizeAndAge() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            Path other = Files.writeString(folder.resolve("other"), canary("90"));
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(file()));
            Files.move(other, file(), StandardCopyOption.ATOMIC_MOVE);

            looks(2);

            assertThat(watch.weight()).isEqualTo(Weight.percent(90));
        }
    }

    @Test
    void settings_aFileThatIsWrong_keepsWhatWasAndSaysWhyOnce() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            write("[rollout]\ncanary_percent = 20\n");
            looks(5);

            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .contains("rollout.canary_percent (line 2 of", "is rollout.canary_percentage");

            Files.delete(file());
            looks(2);
            assertThat(problems).hasSize(2).last().asString().contains("can't be read");
            assertThat(watch.settings().mode()).isEqualTo(MigrationMode.CANARY);

            write(canary("20"));
            looks(2);
            assertThat(watch.weight()).isEqualTo(Weight.percent(20));
            assertThat(changes).containsExactly(Weight.percent(20));
        }
    }

    /** An editor empties a file before it writes it, and empty is a valid file that says nothing. */
    @Test
    void settings_ofAFileThatIsBeingWritten_holdWhenItIs() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            write("");
            looks(1);
            write("[features]\nlighthouse_v5 = true\n");
            looks(1);
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));

            write(canary("25"));
            looks(1);
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
            looks(1);
            assertThat(watch.weight()).isEqualTo(Weight.percent(25));
            assertThat(changes).containsExactly(Weight.percent(25));
        }
    }

    @Test
    void settings_thatAreThereForALookOnly_areNoChange() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            for (int edit = 0; edit < 3; edit++) {
                write("");
                looks(1);
                write(canary("10"));
                looks(1);
            }
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
            assertThat(changes).isEmpty();
        }
    }

    @Test
    void settings_anotherCommentOnly_isNoChange() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            write("# checked\n" + canary("10"));
            looks(2);

            assertThat(changes).isEmpty();
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
        }
    }

    @Test
    void weight_whileAControllerRuns_isLoweredAndNeverRaised() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            watch.neverRaiseWhile(() -> true);
            replace(canary("50"));
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
            assertThat(changes).as("nothing has changed for the host").isEmpty();

            replace(canary("5"));
            assertThat(watch.weight()).isEqualTo(Weight.percent(5));
            assertThat(changes).containsExactly(Weight.percent(5));
        }
    }

    @Test
    void weight_thatWasHeldBack_holdsWhenTheControllerHasEnded() throws Exception {
        AtomicBoolean runs = new AtomicBoolean(true);
        try (LogCapture log = LogCapture.of(LOGGER);
                SettingsWatch watch = watch(canary("10"))) {
            watch.neverRaiseWhile(runs::get);
            replace(canary("50"));
            looks(3);
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
            assertThat(watch.settings().describe())
                    .contains("mode = Canary, 10 % (held back while a controller runs: Canary, 50 %)");

            runs.set(false);
            looks(3);

            assertThat(watch.weight()).isEqualTo(Weight.percent(50));
            assertThat(changes).containsExactly(Weight.percent(50));
            assertThat(watch.settings().describe()).contains("mode = Canary, 50 %");
            assertThat(log.lines())
                    .endsWith(
                            "INFO held back while a controller runs: Canary, 50 %",
                            "INFO no controller runs any more, so what was held back holds: Canary, 50 %",
                            "INFO the settings changed: mode = Canary, 50 %");
        }
    }

    @Test
    void weight_thatWasHeldBackAndTakenBack_doesNotComeLater() throws Exception {
        AtomicBoolean runs = new AtomicBoolean(true);
        try (SettingsWatch watch = watch(canary("10"))) {
            watch.neverRaiseWhile(runs::get);
            replace(canary("50"));
            replace(canary("10"));

            runs.set(false);
            looks(2);

            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
            assertThat(changes).isEmpty();
        }
    }

    @Test
    void weight_thatWasHeldBack_waitsWhileTheFileCantBeUsed() throws Exception {
        AtomicBoolean runs = new AtomicBoolean(true);
        try (SettingsWatch watch = watch(canary("10"))) {
            watch.neverRaiseWhile(runs::get);
            replace(canary("50"));
            replace("no settings");

            runs.set(false);
            looks(2);
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));

            replace(canary("50"));
            assertThat(watch.weight()).isEqualTo(Weight.percent(50));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lighthouse_v5_primary | V5Primary",
                "lighthouse_parallel_mode lighthouse_v5_primary | Parallel, v5 answers",
                "new_payload_v5_only | V4Only, newPayload by v5",
                "new_payload_v5_only forkchoice_v5_only | V4Only, newPayload and forkchoiceUpdated by v5"
            })
    void modeOrFlag_withWhichV5AnswersMore_isHeldBackWhileAControllerRuns(String flags, String what) throws Exception {
        AtomicBoolean runs = new AtomicBoolean(true);
        try (SettingsWatch watch = watch(features(""))) {
            watch.neverRaiseWhile(runs::get);
            replace(features(flags));
            assertThat(watch.settings().mode()).isEqualTo(MigrationMode.V4_ONLY);
            assertThat(watch.settings().describe())
                    .contains("mode = V4Only (held back while a controller runs: " + what + ")");
            assertThat(byV5(watch.settings())).isZero();

            runs.set(false);
            looks(2);

            assertThat(watch.settings().describe()).contains("mode = " + what);
            assertThat(byV5(watch.settings())).isPositive();
            assertThat(changes).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallel_validation", "lighthouse_parallel_mode", ""})
    void mode_withWhichV5AnswersNoMore_holdsAtOnce(String flag) throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            watch.neverRaiseWhile(() -> true);
            replace(features(flag));

            assertThat(watch.settings().mode()).isNotEqualTo(MigrationMode.CANARY);
            assertThat(byV5(watch.settings())).isZero();
            assertThat(changes).containsExactly(Weight.NONE);
        }
    }

    /** A file that takes back with one hand and gives with the other: what it takes back holds at once. */
    @Test
    void change_thatLowersAndRaises_lowersOnly() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            watch.neverRaiseWhile(() -> true);
            replace(features("new_payload_v5_only"));

            assertThat(watch.settings().describe())
                    .contains("mode = V4Only (held back while a controller runs: V4Only, newPayload by v5)");
            assertThat(byV5(watch.settings())).isZero();
        }
    }

    @Test
    void otherSettings_holdAtOnce_whateverIsHeldBack() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            watch.neverRaiseWhile(() -> true);
            replace(canary("50") + "rollback_on_error = false\n");

            assertThat(watch.settings().isRolledBackOnError()).isFalse();
            assertThat(changes).containsExactly(Weight.percent(10));
        }
    }

    @Test
    void controller_thatCantSayWhetherItRuns_isTakenToRun() throws Exception {
        try (LogCapture log = LogCapture.of(LOGGER);
                SettingsWatch watch = watch(canary("10"))) {
            watch.neverRaiseWhile(() -> {
                throw new IllegalStateException("a host's mistake");
            });
            replace(canary("50"));
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
            assertThat(log.lines()).contains("WARN whether a controller runs can't be told, so nothing is raised");

            watch.neverRaiseWhile(() -> false);
            looks(2);
            assertThat(watch.weight()).isEqualTo(Weight.percent(50));
        }
    }

    @Test
    void log_tellsTheSettingsOnceAndThenWhatChanges() throws Exception {
        try (LogCapture log = LogCapture.of(LOGGER);
                SettingsWatch watch = watch(canary("10"))) {
            looks(2);
            assertThat(log.lines()).singleElement().isEqualTo("INFO the settings: " + watch.settings());
            assertThat(log.lines().get(0))
                    .contains("mode = Canary, 10 %")
                    .contains("rollout.canary_percentage = 10 % (line 4 of " + file() + ")")
                    .contains("rollout.gradual_rollout = true (by default)");

            replace("# checked\n" + canary("10"));
            assertThat(log.lines()).hasSize(1);

            replace(canary("25"));
            assertThat(log.lines())
                    .hasSize(2)
                    .last()
                    .isEqualTo(
                            "INFO the settings changed: mode = Canary, 25 %, rollout.canary_percentage = 25 % (line 4 of "
                                    + file() + ")");
        }
    }

    @Test
    void listener_thatThrows_doesNotEndTheWatch() throws Exception {
        write(canary("10"));
        try (SettingsWatch watch = MigrationSettings.builder().file(file()).watch(time, (before, now) -> {
            throw new IllegalStateException("a host's mistake");
        })) {
            write(canary("11"));
            looks(2);
            write(canary("12"));
            looks(2);

            assertThat(watch.weight()).isEqualTo(Weight.percent(12));
        }
    }

    /** All timeouts of a client that shares the time source would be late. */
    @Test
    void listener_thatBlocks_doesNotHoldUpTheTimer() throws Exception {
        write(canary("10"));
        BlockingQueue<Thread> told = new LinkedBlockingQueue<>();
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean timeout = new AtomicBoolean();
        try (SettingsWatch watch = MigrationSettings.builder().file(file()).watch(time, (before, now) -> {
            told.add(Thread.currentThread());
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            write(canary("11"));
            looks(1);

            time.advance(A_SECOND);
            Thread listener = told.take();
            time.schedule(A_SECOND, () -> timeout.set(true));
            time.advance(A_SECOND);

            assertThat(timeout).isTrue();
            assertThat(listener.getName()).startsWith("lighthouse-settings-watch-");
            assertThat(time.pending())
                    .as("no look is begun while one is under way")
                    .isZero();
            release.countDown();
            untilItWaits();
            assertThat(watch.weight()).isEqualTo(Weight.percent(11));
        }
    }

    @Test
    void close_endsTheWatch() throws Exception {
        SettingsWatch watch = watch(canary("10"));
        watch.close();
        watch.close();
        write(canary("20"));
        time.advance(A_SECOND.multipliedBy(3));

        assertThat(watch.weight()).isEqualTo(Weight.percent(10));
    }

    @Test
    void watch_withoutAFile_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSettings.builder().watch(time, this))
                .withMessageContaining("give file(path)");
    }

    private SettingsWatch watch(String text) throws Exception {
        write(text);
        return MigrationSettings.builder().file(file()).watch(time, this);
    }

    private void replace(String text) throws Exception {
        write(text);
        looks(2);
    }

    private void looks(int count) {
        for (int look = 0; look < count; look++) {
            time.advance(A_SECOND);
            untilItWaits();
        }
    }

    /** Waits until the look that has begun is over: then it waits for its next. */
    private void untilItWaits() {
        Eventually.until(() -> time.pending() != 0);
    }

    /** For how many of the calls of one block v5 is asked first. */
    private static long byV5(MigrationSettings settings) {
        Router router = settings.router(V4, V5);
        return Stream.of(EngineOperations.FORKCHOICE_BUILD, EngineOperations.GET_PAYLOAD, EngineOperations.NEW_PAYLOAD)
                .map(operation -> router.route(CallContext.of(operation, "1700000000", 5_000)))
                .filter(route -> route.primary() == V5)
                .count();
    }

    private void write(String text) throws Exception {
        Files.writeString(file(), text);
    }

    private Path file() {
        return folder.resolve("features.toml");
    }

    private static String canary(String percentage) {
        return "[features]\nlighthouse_v5 = true\n[rollout]\ncanary_percentage = " + percentage + "\n";
    }

    private static String features(String flags) {
        StringBuilder text = new StringBuilder("[features]\nlighthouse_v5 = true\n");
        flags.lines()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .forEach(flag -> text.append(flag).append(" = true\n"));
        return text.toString();
    }
}
