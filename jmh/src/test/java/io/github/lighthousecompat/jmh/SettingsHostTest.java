package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import examples.SettingsHost;
import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.config.MigrationMode;
import io.github.lighthousecompat.config.MigrationSettings;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.rollout.AbRun;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.ManualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of a host that does what its operator says. */
@Timeout(60)
class SettingsHostTest {
    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);

    private final FakeLighthouseV4 four = FakeLighthouseV4.of(FORKS);
    private final FakeLighthouseV5 five = FakeLighthouseV5.of(FORKS);
    private final ManualTime time = ManualTime.create();
    private final BlockingQueue<MigrationSettings> changes = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private SettingsHost start(String... environment) {
        Map<String, String> variables = new HashMap<>(
                Map.of("LIGHTHOUSE_V4_ENGINE_URL", "http://four:8551", "LIGHTHOUSE_V5_ENGINE_URL", "http://five:8551"));
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return new SettingsHost(variables, file(), settings -> four, settings -> five, time, changes::add);
    }

    private Path file() {
        return folder.resolve("features.toml");
    }

    private void write(String... lines) throws Exception {
        Files.writeString(file(), String.join("\n", lines));
    }

    /** Time passes, one look after the other, until the watch has told of a change. */
    private MigrationSettings untilChanged() {
        int waiting = time.pending();
        Meanwhile.until(() -> !changes.isEmpty(), () -> {
            if (time.pending() >= waiting) {
                time.advance(Duration.ofSeconds(1));
            }
        });
        return changes.remove();
    }

    @Test
    void file_thatChanges_movesTheCallsToTheOtherBackend() throws Exception {
        write("[features]", "lighthouse_v5 = true");
        try (SettingsHost host = start()) {
            Lighthouse.await(host.lighthouse().engine().chainId());
            assertThat(five.calls(EngineOperations.CHAIN_ID)).isEmpty();

            write("[features]", "lighthouse_v5 = true", "lighthouse_v5_primary = true");
            assertThat(untilChanged().mode()).isEqualTo(MigrationMode.V5_PRIMARY);
            Lighthouse.await(host.lighthouse().engine().chainId());

            assertThat(four.calls(EngineOperations.CHAIN_ID)).hasSize(1);
            assertThat(five.calls(EngineOperations.CHAIN_ID)).hasSize(1);
        }
    }

    @Test
    void comparisonLog_hasALineForAMismatch() throws Exception {
        Path log = folder.resolve("divergences.jsonl");
        write("[features]", "lighthouse_v5 = true", "lighthouse_parallel_mode = true");
        five.script().on(EngineOperations.CHAIN_ID).answer(UInt64.of(4_711));
        try (SettingsHost host = start("COMPARISON_LOG_PATH", log.toString())) {
            Lighthouse.await(host.lighthouse().engine().chainId());
            RoutedLighthouse client = (RoutedLighthouse) host.lighthouse();
            Meanwhile.until(() -> client.divergences().kept() != 0);
        }

        assertThat(log)
                .content()
                .contains("\"operation\":\"chainId\"", "\"verdict\":\"mismatch\"", "4711")
                .hasLineCount(1);
    }

    @Test
    void abTest_isARunOfTheCanary_untilTheOperatorChangesIt() throws Exception {
        write("[features]", "lighthouse_v5 = true", "[rollout]", "canary_percentage = 100");
        try (SettingsHost host = start("LIGHTHOUSE_AB_TEST", "spring")) {
            AbRun run = host.run().orElseThrow();
            Lighthouse.await(host.lighthouse().engine().chainId());
            assertThat(run.report().name()).isEqualTo("spring");
            assertThat(run.report().weight()).isEqualTo(Weight.ALL);
            assertThat(run.report().rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.treatment().calls()).isEqualTo(1));

            write("[features]", "lighthouse_v5 = true", "[rollout]", "canary_percentage = 0");
            untilChanged();
            Lighthouse.await(host.lighthouse().engine().chainId());

            assertThat(run.state()).isEqualTo(AbRun.State.STOPPED);
            assertThat(four.calls(EngineOperations.CHAIN_ID)).hasSize(1);
        }
    }

    @Test
    void abTest_withoutACanary_isNone() throws Exception {
        write("[features]", "lighthouse_v5 = true");
        try (SettingsHost host = start("LIGHTHOUSE_AB_TEST", "spring")) {
            assertThat(host.run()).isEmpty();
        }
    }
}
