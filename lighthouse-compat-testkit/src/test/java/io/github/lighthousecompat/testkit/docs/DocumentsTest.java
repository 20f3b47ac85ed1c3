package io.github.lighthousecompat.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.compare.IgnoreRules;
import io.github.lighthousecompat.config.MigrationSettings;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.telemetry.RoutingMeters;
import io.github.lighthousecompat.telemetry.RoutingObservations;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents say what the code does, as far as a test can tell. */
class DocumentsTest {
    private static final int LONGEST_README = 150;
    private static final int LONGEST_TEST = 12;
    private static final List<Path> MODULES = Stream.of(
                    "lighthouse-compat-api",
                    "lighthouse-compat-testkit",
                    "lighthouse-compat-v4",
                    "lighthouse-compat-v5",
                    "jmh")
            .map(Path.of("..")::resolve)
            .toList();
    private static final Document README = Document.read("README.md");

    @Test
    void snippets_areTheCodeThatIsCompiled() {
        Map<String, String> snippets = Document.all().stream()
                .flatMap(document -> document.snippets().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(snippets)
                .containsKeys("AnyNode", "FromSettings", "SettingsHost", "BeginAbRun", "Migration", "DyingBuilderTest");
        snippets.forEach((name, code) -> assertThat(code).as(name).isEqualTo(compiled(name)));
    }

    @Test
    void readme_isShort() {
        Map<String, String> snippets = README.snippets();

        assertThat(README.lines()).hasSizeLessThanOrEqualTo(LONGEST_README);
        assertThat(snippets.get("AnyNode")).hasLineCount(10).doesNotContainPattern("v[45]|V[45]|new ");
        assertThat(snippets.get("DyingBuilderTest").lines().count()).isLessThanOrEqualTo(LONGEST_TEST);
    }

    @Test
    void readme_namesTheCommandsFirst() {
        assertThat(README.firstBlockUnder("## Run it")).isEqualTo("mvn -q -Pdemo package");
        assertThat(README.firstBlockUnder("## Test it")).isEqualTo("mvn verify");
        assertThat(README.firstBlockUnder("## Check it")).startsWith("mvn -q -Pcheck package -Dargs=");
    }

    @Test
    void links_leadSomewhere() {
        assertThat(Document.all())
                .hasSizeGreaterThan(10)
                .allSatisfy(document -> assertThat(document.brokenLinks())
                        .as("%s", document.path())
                        .isEmpty());
    }

    @Test
    void errorTable_hasEveryFailure() {
        List<String> failures = Arrays.stream(LighthouseException.class.getPermittedSubclasses())
                .map(failure -> code(failure.getSimpleName()))
                .toList();

        assertThat(README.table("| failure | when | what to do | may a stand-in answer? |"))
                .extracting(row -> row.get(0))
                .containsExactlyInAnyOrderElementsOf(failures);
    }

    @Test
    void defaultsTable_hasTheDefaults() {
        LighthouseConfig defaults = LighthouseConfig.builder()
                .forks(ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER))
                .build();
        Map<String, String> table = README.table("| setting | default |").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));

        assertThat(table.get("`name`")).startsWith(code(defaults.name()));
        assertThat(table.get("`timeoutMultiplier`")).isEqualTo(String.valueOf(defaults.timeoutMultiplier()));
        assertThat(table.get("`workers`, `queueCapacity`"))
                .contains("up to " + defaults.workers() + " threads")
                .contains("; " + defaults.queueCapacity() + " calls may wait");
        assertThat(table.get("`maxAnswerSize`")).isEqualTo((defaults.maxAnswerSize() >> 20) + " MiB");
        assertThat(table.get("`verifyBlockHash`")).startsWith(defaults.verifyBlockHash() ? "on:" : "off:");
    }

    @Test
    void pitfalls_nameTestsThatExist() throws IOException {
        assertThat(numbersWithTests("docs/pitfalls.md", "(S\\d+)", number -> number))
                .hasSize(34)
                .doesNotHaveDuplicates();
    }

    @Test
    void asks_nameTestsThatExist() throws IOException {
        assertThat(numbersWithTests("docs/asks.md", "(\\d+)", number -> "ask-" + number))
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertThat(README.lines()).anyMatch(line -> line.contains("(docs/asks.md)"));
    }

    /** The numbers of the rows, of which each names a test that exists and has the number as a tag. */
    private static List<String> numbersWithTests(String document, String number, UnaryOperator<String> tag)
            throws IOException {
        Pattern row = Pattern.compile("\\| " + number + " \\|.*\\| `(\\w+)\\.(\\w+)` \\|");
        List<String> numbers = new ArrayList<>();
        for (String line : Document.read(document).lines()) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                numbers.add(matcher.group(1));
                String method = "void " + matcher.group(3) + '(';
                assertThat(sources(matcher.group(2)).filter(source -> source.contains(method)))
                        .as(line)
                        .singleElement()
                        .extracting(source -> annotations(source, method))
                        .asString()
                        .contains("@Tag(\"" + tag.apply(matcher.group(1)) + "\")");
            }
        }
        return numbers;
    }

    /** What stands between a method and the blank line before it. */
    private static String annotations(String source, String method) {
        int end = source.indexOf(method);
        return source.substring(source.lastIndexOf("\n\n", end), end);
    }

    /** The sources of the tests of this name in all modules. */
    private static Stream<String> sources(String test) throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path module : MODULES) {
            try (Stream<Path> files = Files.walk(module.resolve("src/test"))) {
                for (Path file : files.filter(f -> f.endsWith(test + ".java")).toList()) {
                    sources.add(Files.readString(file));
                }
            }
        }
        return sources.stream();
    }

    @Test
    void settingsTable_hasEveryKeyWithItsDefault() {
        List<String> documented =
                Document.read("docs/operations.md")
                        .table("| key in the file (TOML) | default | what it does |")
                        .stream()
                        .map(row ->
                                row.get(0).replace("`", "") + " = " + row.get(1).replace("`", ""))
                        .toList();
        List<String> known = MigrationSettings.builder().build().describe().stream()
                .filter(line -> line.endsWith(" (by default)"))
                .map(line -> line.replace(" (by default)", "").replace(" %", ""))
                .toList();

        assertThat(documented).containsExactlyElementsOf(known);
    }

    @Test
    void meterTable_hasEveryMeter() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (FakeLighthouseV5 v5 = FakeLighthouseV5.of(ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER));
                RoutingMeters meters = new RoutingMeters(registry, "docs")) {
            Backend backend = Backend.borrowed("v5", v5);
            meters.showRatio(() -> 1);
            meters.onDecision(EngineOperations.SYNCING, backend, "only");
            meters.onCall(EngineOperations.SYNCING, backend, RoutingListener.Role.PRIMARY, "ok", 1);
            Comparison.Side side = new Comparison.Side(backend, "one", 1);
            meters.onComparison(Comparison.of(EngineOperations.SYNCING, side, side, Verdict.MATCH, same -> List.of()));
            meters.onOffered(EngineOperations.SYNCING, backend);
            meters.showWaiting(backend, () -> 0);
            meters.onDropped(EngineOperations.SYNCING, backend, DropReason.STALE);
            meters.onState(backend, BackendState.READY, BackendState.LAGGING, "test");

            assertThat(Document.read("docs/operations.md").table("| meter | kind | tags | what it counts |"))
                    .extracting(row -> String.join(", ", row.subList(0, 3)))
                    .containsExactlyInAnyOrderElementsOf(registry.getMeters().stream()
                            .filter(meter -> meter.getId().syntheticAssociation() == null)
                            .map(DocumentsTest::row)
                            .distinct()
                            .toList());
        }
    }

    @Test
    void groupTable_hasEveryOperationOfANode() throws IllegalAccessException {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Field field : BeaconOperations.class.getFields()) {
            if (field.get(null) instanceof Operation<?, ?> operation) {
                groups.computeIfAbsent(code(operation.group()), group -> new ArrayList<>())
                        .add(code(operation.name()));
            }
        }

        assertThat(Document.read("docs/operations.md").table("| `operation` | calls to a node that it counts |"))
                .hasSize(groups.size())
                .allSatisfy(row -> assertThat(row.get(1).split(", of|:", -1)[0])
                        .as(row.get(0))
                        .isEqualTo(String.join(", ", groups.getOrDefault(row.get(0), List.of()))));
    }

    @Test
    void observationTable_hasEveryKey() {
        List<String> keys = new ArrayList<>();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(context -> true).observationFilter(context -> {
            context.getLowCardinalityKeyValues().forEach(key -> keys.add(code(key.getKey())));
            return context;
        });
        new RoutingObservations(registry, "docs").begin("syncing", "syncing").ended("ok", Optional.empty());

        assertThat(Document.read("docs/operations.md").table("| key | value |"))
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(keys);
    }

    @Test
    void ignoreTable_hasEveryRule() {
        assertThat(Document.read("docs/routing.md").table("| operation | path | why it says nothing |"))
                .containsExactlyElementsOf(IgnoreRules.DEFAULT.rules().stream()
                        .map(rule -> List.of(code(rule.operation()), code(rule.path()), rule.reason()))
                        .toList());
    }

    @Test
    void verdictTable_hasEveryVerdict() {
        assertThat(Document.read("docs/routing.md").table("| verdict | meaning |").stream()
                        .flatMap(row -> Stream.of(row.get(0).split(", "))))
                .containsExactlyElementsOf(
                        Arrays.stream(Verdict.values()).map(Verdict::name).toList());
    }

    /** The first three cells of a meter's row, its tags in their alphabetical order. */
    private static String row(Meter meter) {
        String tags = meter.getId().getTags().stream()
                .map(Tag::getKey)
                .map(DocumentsTest::code)
                .collect(Collectors.joining(", "));
        return code(meter.getId().getName()) + ", "
                + meter.getId().getType().name().toLowerCase(Locale.ROOT) + ", " + tags;
    }

    private static String code(String text) {
        return '`' + text + '`';
    }

    /** The code between the two comments that mark a snippet in this package or an example, moved to the left. */
    private static String compiled(String name) {
        Path here =
                Path.of("src/test/java", DocumentsTest.class.getPackageName().replace('.', '/'), name + ".java");
        Path file = Files.exists(here) ? here : Path.of("../docs/examples", name + ".java");
        try {
            return Files.readAllLines(file).stream()
                    .dropWhile(line -> !line.strip().equals("// snippet: " + name))
                    .skip(1)
                    .takeWhile(line -> !line.strip().equals("// end"))
                    .collect(Collectors.collectingAndThen(Collectors.joining("\n"), String::stripIndent));
        } catch (IOException e) {
            throw new AssertionError("no code for snippet " + name, e);
        }
    }
}
