package io.github.lighthousecompat.testkit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.config.MigrationMode;
import io.github.lighthousecompat.config.MigrationSettings;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.LogCapture;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Settings from the program, the environment and a file: what they come to, where they are from, and what is refused.
 */
class MigrationSettingsTest {
    private static final ChainSpec CHAIN = ChainSpec.builder()
            .forks(ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER))
            .build();

    @TempDir
    private Path folder;

    @Test
    void build_nothingSaid_isV4Alone() {
        MigrationSettings settings = MigrationSettings.builder().build();

        assertThat(settings.mode()).isEqualTo(MigrationMode.V4_ONLY);
        assertThat(settings.weight()).isEqualTo(Weight.NONE);
        assertThat(settings.isGradual()).isTrue();
        assertThat(settings.isRolledBackOnError()).isTrue();
        assertThat(settings.v4Engine()).isEmpty();
        assertThat(settings.comparisonLog()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "lighthouse_v5=true, V4Only",
        "lighthouse_v4=false lighthouse_v5=true, V5Only",
        "lighthouse_v5=true lighthouse_parallel_mode=true, Parallel",
        "lighthouse_v5=true lighthouse_parallel_mode=true lighthouse_v5_primary=true, Parallel",
        "lighthouse_v5=true parallel_validation=true, V4Primary",
        "lighthouse_v5=true lighthouse_v5_primary=true, V5Primary",
        "lighthouse_v5=true canary_percentage=10, Canary"
    })
    void build_features_comeToOneMode(String flags, String mode) throws Exception {
        StringBuilder features = new StringBuilder("[features]\n");
        StringBuilder rollout = new StringBuilder("[rollout]\n");
        for (String flag : flags.split(" ", -1)) {
            (flag.startsWith("canary") ? rollout : features)
                    .append(flag.replace("=", " = "))
                    .append('\n');
        }

        assertThat(fromFile(features.toString() + rollout).mode()).hasToString(mode);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 100", "0.5, 50", "12.25, 1225", "100, 10000", "100.00, 10000"})
    void weight_isAPercentageInHundredths(String written, int basisPoints) throws Exception {
        MigrationSettings settings = MigrationSettings.builder()
                .environment(Map.of("LIGHTHOUSE_MODE", "Canary", "LIGHTHOUSE_CANARY_PERCENT", written))
                .build();

        assertThat(settings.weight()).isEqualTo(Weight.basisPoints(basisPoints));
        assertThat(fromFile("[features]\nlighthouse_v5 = true\n[rollout]\ncanary_percentage = " + written)
                        .weight())
                .isEqualTo(Weight.basisPoints(basisPoints));
    }

    @Test
    void build_programGoesBeforeEnvironmentBeforeFile_andEachSaysSo() throws Exception {
        Path file = file(
                "[features]\nlighthouse_v5 = true\n\n[rollout]\ncanary_percentage = 10\nrollback_on_error = false\n");
        MigrationSettings.Builder builder =
                MigrationSettings.builder().file(file).environment(Map.of("LIGHTHOUSE_CANARY_PERCENT", "20"));

        assertThat(builder.build().weight()).isEqualTo(Weight.percent(20));
        assertThat(builder.build().describe())
                .contains(
                        "mode = Canary, 20 %",
                        "features.lighthouse_v5 = true (line 2 of " + file + ")",
                        "features.lighthouse_v4 = true (by default)",
                        "rollout.canary_percentage = 20 % (LIGHTHOUSE_CANARY_PERCENT of the environment)",
                        "rollout.rollback_on_error = false (line 6 of " + file + ")");
        assertThat(builder.set("rollout.canary_percentage", "30").build().describe())
                .contains("rollout.canary_percentage = 30 % (set by the program)");
    }

    @Test
    void endpoints_haveTheirOldNamesAndACommonOne() {
        assertThat(environment("LIGHTHOUSE_V4_ENDPOINT", "http://one:8551").v4Engine())
                .contains(URI.create("http://one:8551"));
        assertThat(environment("LIGHTHOUSE_V5_ENGINE_URL", "http://two:8551").v5Engine())
                .contains(URI.create("http://two:8551"));
        MigrationSettings common = MigrationSettings.builder()
                .environment(
                        Map.of("EXECUTION_ENDPOINT", "http://el:8551", "LIGHTHOUSE_V5_ENGINE_URL", "http://own:8551"))
                .build();
        assertThat(common.v4Engine()).contains(URI.create("http://el:8551"));
        assertThat(common.v5Engine()).contains(URI.create("http://own:8551"));
        assertThat(environment("LIGHTHOUSE_V4_BEACON_URL", "http://bn:5052").v4Beacon())
                .contains(URI.create("http://bn:5052"));
        assertThat(environment("JWT_SECRET_PATH", "jwt.hex").jwtSecretFile()).contains(Path.of("jwt.hex"));
        assertThat(environment("COMPARISON_LOG_PATH", "d.jsonl").comparisonLog())
                .contains(Path.of("d.jsonl"));
    }

    @Tag("S13")
    @Test
    void topology_isSharedByWhoHasOneEndpoint() {
        assertThat(environment("EXECUTION_ENDPOINT", "http://el:8551").topology())
                .isEqualTo(Topology.SHARED);
        assertThat(environment("LIGHTHOUSE_V4_ENGINE_URL", "http://el:8551").topology())
                .isEqualTo(Topology.SEPARATE);
        assertThat(MigrationSettings.builder()
                        .environment(Map.of(
                                "EXECUTION_ENDPOINT", "http://el:8551", "LIGHTHOUSE_V5_ENGINE_URL", "http://el:8552"))
                        .build()
                        .topology())
                .isEqualTo(Topology.SEPARATE);
    }

    @ParameterizedTest
    @CsvSource({"true, default", "false, ''", "spring, spring"})
    void abTest_isANameOrAFlag(String written, String name) {
        assertThat(environment("LIGHTHOUSE_AB_TEST", written).abTest().orElse(""))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://me:hunter2@el:8551/path | http://el:8551/path",
                "http://me:hunter2@e_l:8551 | http://e_l:8551",
                "http://el:8551/?key=hunter2#hunter2 | http://el:8551/",
                "me:hunter2@el:8551 | me:.."
            })
    void describe_showsNoCredentials(String url, String shown) {
        try (LogCapture log = LogCapture.of("io.github.lighthousecompat.config")) {
            MigrationSettings settings = environment("LIGHTHOUSE_V4_ENGINE_URL", url);

            assertThat(settings.describe())
                    .contains("LIGHTHOUSE_V4_ENGINE_URL = " + shown + " (LIGHTHOUSE_V4_ENGINE_URL of the environment)");
            assertThat(log.lines()).containsExactly("INFO the settings: " + settings);
            assertThat(settings.toString()).doesNotContain("hunter2");
        }
    }

    @Tag("S68")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[features];lighthouse_v5_primery = true | features.lighthouse_v5_primery (line 2 of | is features.lighthouse_v5_primary",
                "[feature];lighthouse_v5 = true | feature.lighthouse_v5 (line 2 of | is features.lighthouse_v5",
                "canary_percentage = 1 | canary_percentage (line 1 of | is rollout.canary_percentage",
                "[features];lighthouse_v5 = 1 | features.lighthouse_v5 (line 2 of | must be true or false, is ~1~",
                "[features];lighthouse_v5 = ~true~ | features.lighthouse_v5 (line 2 of | must be true or false",
                "[rollout];canary_percentage = 101 | rollout.canary_percentage (line 2 of | from 0 to 100 in steps of 0.01, is ~101~",
                "[rollout];canary_percentage = 0.001 | rollout.canary_percentage (line 2 of | in steps of 0.01, is ~0.001~",
                "[rollout];canary_percentage = nan | rollout.canary_percentage (line 2 of | in steps of 0.01",
                "[rollout];canary_percentage = -1 | rollout.canary_percentage (line 2 of | from 0 to 100",
                "[features];lighthouse_v5 = true;lighthouse_v5 = false | line 3 of | is no TOML",
                "[features; | line 1 of | is no TOML"
            })
    void build_aFileThatIsWrong_saysWhereAndWhatWouldBeRight(String text, String where, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fromFile(text.replace(';', '\n').replace('~', '"')))
                .withMessageContaining(where)
                .withMessageContaining(problem.replace('~', '"'));
    }

    @Tag("S16")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lighthouse_v4=false | leaves nobody to answer",
                "lighthouse_v5_primary=true | needs v5",
                "lighthouse_parallel_mode=true | needs v5",
                "new_payload_v5_only=true | needs v5",
                "canary_percentage=5 | needs v5",
                "lighthouse_v5=true lighthouse_parallel_mode=true canary_percentage=5 | exclude each other",
                "lighthouse_v5=true lighthouse_v5_primary=true canary_percentage=5 | leaves nothing to a canary"
            })
    void build_settingsThatContradictEachOther_areRefused(String flags, String problem) {
        MigrationSettings.Builder builder = MigrationSettings.builder();
        for (String flag : flags.trim().split(" ", -1)) {
            String[] parts = flag.split("=", -1);
            builder.set((parts[0].startsWith("canary") ? "rollout." : "features.") + parts[0], parts[1]);
        }

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(problem);
    }

    @Tag("S11")
    @Test
    void build_forkchoiceWithoutItsPartner_isRefusedAsItWouldSplitABlock() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSettings.builder()
                        .set("features.lighthouse_v5", "true")
                        .set("features.forkchoice_v5_only", "true")
                        .build())
                .withMessageContaining("features.forkchoice_v5_only = true (set by the program) would split a block")
                .withMessageContaining("set features.new_payload_v5_only to true as well");
    }

    @Tag("S68")
    @ParameterizedTest
    @CsvSource({
        "LIGHTHOUSE_CANARY_PERCENTAGE, LIGHTHOUSE_CANARY_PERCENT",
        "LIGHTHOUSE_CANARY, LIGHTHOUSE_CANARY_PERCENT",
        "LIGHTHOUSE_V5_ENGINE, LIGHTHOUSE_V5_ENGINE_URL",
        "COMPARISON_LOG, COMPARISON_LOG_PATH",
        "EXECUTION_ENDPIONT, EXECUTION_ENDPOINT",
        "EXECUTION_ENDPOINT_URL, EXECUTION_ENDPOINT",
        "JWT_SECRETS_PATH, JWT_SECRET_PATH",
        "LIGTHOUSE_MODE, LIGHTHOUSE_MODE"
    })
    void build_variableThatIsMistyped_isRefused(String written, String meant) {
        assertProblem(
                written, "1", written + " of the environment is not known; the nearest that is known is " + meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LIGHTHOUSE",
                "LIGHTHOUSE_HOME",
                "LIGHTHOUSE_V4_SERVICE_HOST",
                "EXECUTION",
                "JWT_SECRET",
                "JWT_SECRET_KEY",
                "COMPARISON",
                "MODE",
                "NODE",
                "V4_ENDPOINT",
                "ENDPOINT",
                "PATH",
                "_",
                "A",
                ""
            })
    void build_variableOfAnotherProgram_isNobodysBusiness(String name) {
        assertThat(environment(name, "1").mode()).isEqualTo(MigrationMode.V4_ONLY);
    }

    @Test
    void build_variables_areCheckedToo() {
        assertProblem(
                "LIGHTHOUSE_MODE",
                "V5",
                "LIGHTHOUSE_MODE = V5 (LIGHTHOUSE_MODE of the environment) must be one of"
                        + " V4Only, V5Only, Parallel, V4Primary, V5Primary, Canary");
        assertProblem("LIGHTHOUSE_MODE", "Canary", "needs a weight: set LIGHTHOUSE_CANARY_PERCENT");
        assertProblem("LIGHTHOUSE_MOD", "V4Only", "the nearest that is known is LIGHTHOUSE_MODE");
        assertProblem("LIGHTHOUSE_V4_ENGINE_URL", "http://a b:pw@c", "must be a URL such as http://localhost:8551");
        assertThat(environment("LIGHTHOUSE_DATADIR", "of another program").mode())
                .isEqualTo(MigrationMode.V4_ONLY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSettings.builder()
                        .environment(Map.of(
                                "LIGHTHOUSE_V4_ENDPOINT", "http://a:1", "LIGHTHOUSE_V4_ENGINE_URL", "http://b:1"))
                        .build())
                .withMessageContaining("LIGHTHOUSE_V4_ENGINE_URL of the environment and LIGHTHOUSE_V4_ENDPOINT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSettings.builder().set("rollout.canary", "1"))
                .withMessageContaining("the nearest that is known is rollout.canary_percentage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSettings.builder()
                        .file(folder.resolve("none.toml"))
                        .build())
                .withMessageContaining("none.toml can't be read");
    }

    @Tag("S18")
    @Test
    void router_followsTheModeAndTheFlagsOfSingleOperations() throws Exception {
        try (FakeLighthouseV4 old = FakeLighthouseV4.builder().chain(CHAIN).build();
                FakeLighthouseV5 young = FakeLighthouseV5.builder().chain(CHAIN).build()) {
            Backend v4 = Backend.of("v4", old);
            Backend v5 = Backend.of("v5", young);
            Router flagged = fromFile("""
                    [features]
                    lighthouse_v5 = true
                    lighthouse_parallel_mode = true
                    new_payload_v5_only = true
                    forkchoice_v5_only = true
                    """).router(v4, v5);

            assertThat(route(flagged, EngineOperations.NEW_PAYLOAD).primary()).isEqualTo(v5);
            assertThat(route(flagged, EngineOperations.FORKCHOICE_UPDATED).primary())
                    .isEqualTo(v5);
            assertThat(route(flagged, EngineOperations.FORKCHOICE_BUILD).primary())
                    .isEqualTo(v5);
            assertThat(route(flagged, EngineOperations.BLOCK_NUMBER).primary()).isEqualTo(v4);
            assertThat(route(flagged, EngineOperations.BLOCK_NUMBER).extra()).isEqualTo(Route.Extra.PARALLEL);

            Router canary = environment("LIGHTHOUSE_MODE", "Canary", "LIGHTHOUSE_CANARY_PERCENT", "100")
                    .router(v4, v5);
            assertThat(route(canary, EngineOperations.NEW_PAYLOAD).primary()).isEqualTo(v5);
            assertThat(canary.weight()).isEqualTo(Weight.ALL);
        }
    }

    private static Route route(Router router, Operation<?, ?> operation) {
        return router.route(CallContext.of(operation, "1700000000", 5_000));
    }

    private static void assertProblem(String name, String value, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment(name, value))
                .withMessageStartingWith("MigrationSettings: ")
                .withMessageContaining(problem)
                .withMessageNotContaining("pw");
    }

    private static MigrationSettings environment(String name, String value) {
        return MigrationSettings.builder().environment(Map.of(name, value)).build();
    }

    private static MigrationSettings environment(String name, String value, String other, String otherValue) {
        return MigrationSettings.builder()
                .environment(Map.of(name, value, other, otherValue))
                .build();
    }

    private MigrationSettings fromFile(String text) throws Exception {
        return MigrationSettings.builder().file(file(text)).build();
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("features.toml"), text);
    }
}
