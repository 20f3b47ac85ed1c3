package io.github.lighthousecompat.testkit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.config.MigrationMode;
import io.github.lighthousecompat.config.MigrationSettings;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mode by its name in the environment, down to who is asked for a read. */
class MigrationModesTest {
    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);
    private static final Backend V4 = Backend.of("v4", FakeLighthouseV4.of(FORKS));
    private static final Backend V5 = Backend.of("v5", FakeLighthouseV5.of(FORKS));

    @Tag("S68")
    @ParameterizedTest
    @CsvSource({
        "V4Only,,, v4, NONE, ''",
        "V5Only,,, v5, NONE, ''",
        "Parallel,,, v4, PARALLEL, ''",
        "Parallel,, true, v5, PARALLEL, ''",
        "V4Primary,,, v4, SHADOW, ''",
        "V5Primary,,, v5, NONE, v4",
        "Canary, 0,, v4, NONE, ''",
        "Canary, 100,, v5, NONE, ''"
    })
    void mode_ofTheEnvironment_saysWhoIsAskedForARead(
            String mode, String percent, String v5First, String primary, Route.Extra extra, String standIn) {
        Map<String, String> environment = new HashMap<>(Map.of("LIGHTHOUSE_MODE", mode));
        if (percent != null) {
            environment.put("LIGHTHOUSE_CANARY_PERCENT", percent);
        }
        MigrationSettings.Builder builder = MigrationSettings.builder().environment(environment);
        if (v5First != null) {
            builder.set("features.lighthouse_v5_primary", v5First);
        }
        MigrationSettings settings = builder.build();

        Route route = settings.router(V4, V5).route(CallContext.of(EngineOperations.BLOCK_NUMBER, "1700000000", 5_000));

        assertThat(settings.mode()).isEqualTo(MigrationMode.parse(mode));
        assertThat(route.primary().alias()).isEqualTo(primary);
        assertThat(route.extra()).isEqualTo(extra);
        assertThat(route.standIn().map(Backend::alias).orElse("")).isEqualTo(standIn);
    }

    @Tag("S16")
    @ParameterizedTest
    @ValueSource(strings = {"new_payload_v5_only", "forkchoice_v5_only"})
    void modeWithoutV5_andAnOperationThatWouldBeSentThere_isRefused(String flag) {
        MigrationSettings.Builder builder = MigrationSettings.builder()
                .environment(Map.of("LIGHTHOUSE_MODE", "V4Only"))
                .set("features.new_payload_v5_only", "true")
                .set("features." + flag, "true");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(
                        "MigrationSettings: features.new_payload_v5_only = true (set by the program) needs v5, which"
                                + " LIGHTHOUSE_MODE = V4Only does without: set features.lighthouse_v5 to true as well, or take"
                                + " it out");
        MigrationSettings said = builder.set("features.lighthouse_v5", "true").build();
        assertThat(said.router(V4, V5)
                        .route(CallContext.of(EngineOperations.NEW_PAYLOAD, "1700000000", 5_000))
                        .primary())
                .isSameAs(V5);
    }

    /** An operator who goes back says so in one place. */
    @Test
    void modeWithoutV5_leavesAWeightIdle() {
        MigrationSettings settings = MigrationSettings.builder()
                .environment(Map.of("LIGHTHOUSE_MODE", "V4Only", "LIGHTHOUSE_CANARY_PERCENT", "25"))
                .build();

        assertThat(settings.router(V4, V5).backends()).containsExactly(V4);
    }

    @Test
    void rollout_saysWhatAControllerMayDo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("features.toml");

        Files.writeString(file, "[rollout]\ngradual_rollout = false\n");
        MigrationSettings abrupt = MigrationSettings.builder().file(file).build();
        Files.writeString(file, "[rollout]\nrollback_on_error = false\n");
        MigrationSettings onward = MigrationSettings.builder().file(file).build();

        assertThat(abrupt.isGradual()).isFalse();
        assertThat(abrupt.isRolledBackOnError()).isTrue();
        assertThat(onward.isGradual()).isTrue();
        assertThat(onward.isRolledBackOnError()).isFalse();
    }

    @Test
    void v5Endpoint_isAnOldName() {
        MigrationSettings settings = MigrationSettings.builder()
                .environment(Map.of("LIGHTHOUSE_V5_ENDPOINT", "http://five:8551"))
                .build();

        assertThat(settings.v5Engine()).contains(URI.create("http://five:8551"));
        assertThat(settings.v4Engine()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSettings.builder()
                        .environment(Map.of(
                                "LIGHTHOUSE_V5_ENDPOINT", "http://a:1", "LIGHTHOUSE_V5_ENGINE_URL", "http://b:1"))
                        .build())
                .withMessageContaining("LIGHTHOUSE_V5_ENGINE_URL of the environment and LIGHTHOUSE_V5_ENDPOINT");
    }
}
