package io.github.lighthousecompat.testkit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.config.MigrationMode;
import io.github.lighthousecompat.config.MigrationSettings;
import io.github.lighthousecompat.config.SettingsListener;
import io.github.lighthousecompat.config.SettingsWatch;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.testkit.ManualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes under a running host. */
class SettingsWatchTest implements SettingsListener {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

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

            time.advance(A_SECOND);

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

            time.advance(A_SECOND);

            assertThat(watch.weight()).isEqualTo(Weight.percent(90));
        }
    }

    @Test
    void settings_aFileThatIsWrong_keepsWhatWasAndSaysWhyOnce() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            write("[rollout]\ncanary_percent = 20\n");
            time.advance(A_SECOND.multipliedBy(5));

            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .contains("rollout.canary_percent (line 2 of", "is rollout.canary_percentage");

            Files.delete(file());
            time.advance(A_SECOND);
            assertThat(problems).hasSize(2).last().asString().contains("can't be read");
            assertThat(watch.settings().mode()).isEqualTo(MigrationMode.CANARY);

            write(canary("20"));
            time.advance(A_SECOND);
            assertThat(watch.weight()).isEqualTo(Weight.percent(20));
            assertThat(changes).containsExactly(Weight.percent(20));
        }
    }

    @Test
    void settings_anotherCommentOnly_isNoChange() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            write("# checked\n" + canary("10"));
            time.advance(A_SECOND);

            assertThat(changes).isEmpty();
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));
        }
    }

    @Test
    void weight_whileAControllerRuns_isLoweredAndNeverRaised() throws Exception {
        try (SettingsWatch watch = watch(canary("10"))) {
            watch.neverRaiseWhile(() -> true);
            write(canary("50"));
            time.advance(A_SECOND);
            assertThat(watch.weight()).isEqualTo(Weight.percent(10));

            write(canary("5"));
            time.advance(A_SECOND);
            assertThat(watch.weight()).isEqualTo(Weight.percent(5));

            watch.neverRaiseWhile(() -> false);
            write(canary("50.0"));
            time.advance(A_SECOND);
            assertThat(watch.weight()).isEqualTo(Weight.percent(50));
        }
    }

    @Test
    void listener_thatThrows_doesNotEndTheWatch() throws Exception {
        write(canary("10"));
        try (SettingsWatch watch = MigrationSettings.builder().file(file()).watch(time, (before, now) -> {
            throw new IllegalStateException("a host's mistake");
        })) {
            write(canary("11"));
            time.advance(A_SECOND);
            write(canary("12"));
            time.advance(A_SECOND);

            assertThat(watch.weight()).isEqualTo(Weight.percent(12));
        }
    }

    @Test
    void close_endsTheWatch() throws Exception {
        SettingsWatch watch = watch(canary("10"));
        watch.close();
        watch.close();
        write(canary("20"));
        time.advance(A_SECOND);

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

    private void write(String text) throws Exception {
        Files.writeString(file(), text);
    }

    private Path file() {
        return folder.resolve("features.toml");
    }

    private static String canary(String percentage) {
        return "[features]\nlighthouse_v5 = true\n[rollout]\ncanary_percentage = " + percentage + "\n";
    }
}
