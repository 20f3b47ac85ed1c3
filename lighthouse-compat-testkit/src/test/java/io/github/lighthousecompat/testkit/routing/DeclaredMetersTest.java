package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.ManualKillSwitch;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One client goes through what can happen to one, and its registry has then all that the page for operators declares,
 * and nothing else.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeclaredMetersTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(lighthouse\\.[a-z.]+)` \\| (\\w+) \\| (.+?) \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern VALUES = Pattern.compile("`(role|reason)`: (.+?)(?=; `outcome`|$)");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    private record Declared(String kind, Set<String> tags, Map<String, Set<String>> values) {}

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TwoBackends two = TwoBackends.onCapella();
    private final ManualKillSwitch kill = KillSwitch.manual();
    private RoutedLighthouse routed;
    private ChainDriver driver;

    @BeforeEach
    void live() {
        routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.only(two.old))
                .meterRegistry(registry)
                .build());
        driver = two.driver(routed);
        two.answerAsNodes();
        everyMode();
        misses();
        nodes();
        aWeightThatIsOutOfReach();
        whoeverIsAway();
    }

    @AfterEach
    void close() {
        two.close();
        registry.close();
    }

    @Test
    void meters_areThoseThatAreDeclared() throws IOException {
        Map<String, Declared> declared = declared();

        assertThat(meters().map(meter -> meter.getId().getName()).collect(Collectors.toSet()))
                .isEqualTo(declared.keySet());
        assertThat(meters().toList()).allSatisfy(meter -> {
            Declared row = declared.get(meter.getId().getName());
            assertThat(meter.getId().getType().name().toLowerCase(Locale.ROOT))
                    .as("%s", meter.getId())
                    .isEqualTo(row.kind());
            assertThat(meter.getId().getTags())
                    .as("%s", meter.getId())
                    .extracting(Tag::getKey)
                    .containsExactlyInAnyOrderElementsOf(row.tags());
        });
    }

    @Test
    void countersAndTimers_haveCounted() {
        assertThat(meters().filter(meter -> !(meter instanceof Gauge)).toList())
                .isNotEmpty()
                .allSatisfy(
                        meter -> assertThat(meter.measure().iterator().next().getValue())
                                .as("%s", meter.getId())
                                .isPositive());
    }

    @Test
    void roles_andReasonsOfDecisionsAndMisses_areThoseThatAreDeclared() throws IOException {
        Map<String, Declared> declared = declared();

        assertThat(values("lighthouse.calls", "role"))
                .isEqualTo(declared.get("lighthouse.calls").values().get("role"));
        assertThat(values("lighthouse.decisions", "reason"))
                .isEqualTo(declared.get("lighthouse.decisions").values().get("reason"));
        assertThat(values("lighthouse.affinity.misses", "reason"))
                .isEqualTo(declared.get("lighthouse.affinity.misses").values().get("reason"));
        assertThat(values("lighthouse.extra.dropped", "reason"))
                .isNotEmpty()
                .isSubsetOf(declared.get("lighthouse.extra.dropped").values().get("reason"));
        assertThat(values("lighthouse.comparisons", "verdict"))
                .isNotEmpty()
                .isSubsetOf(Arrays.stream(Verdict.values()).map(Verdict::label).toList());
        assertThat(values("lighthouse.calls", "outcome")).contains(RoutingListener.OK, "unreachable", "rpc");
        assertThat(values("lighthouse.transitions", "facet")).containsExactly("beacon", "engine");
        assertThat(values("lighthouse.transitions", "state")).contains("lagging", "ready", "down", "healthy");
    }

    private void everyMode() {
        driver.advance(1);
        for (Router router : List.of(
                Router.shadow(two.old, two.young),
                Router.shadow(two.old, two.young, Weight.NONE),
                Router.parallel(two.old, two.young),
                Router.primaryWithFallback(two.old, two.young),
                Router.byHealth(two.old, two.young),
                Router.canary(two.old, two.young, () -> Weight.NONE, Assignment.hash("one")),
                Router.canary(two.old, two.young, () -> Weight.ALL, Assignment.hash("one")))) {
            routed.router(router);
            driver.advance(1);
            Lighthouse.await(routed.engine().blockNumber());
            two.untilCompared();
        }
        routed.router(Router.only(two.young).killable(two.old, kill));
        kill.on();
        driver.advance(1);
    }

    private void misses() {
        for (String handle : List.of("v5:capella:0x7:0", "v6:capella:0x7:0")) {
            assertThatThrownBy(() -> Lighthouse.await(routed.engine().getPayload(PayloadHandle.parse(handle))))
                    .isInstanceOf(LighthouseException.class);
        }
    }

    /** What is signed stays where it is, whoever is primary by then, and is published there. */
    private void nodes() {
        ProductionRequest request =
                ProductionRequest.builder().slot(BeaconSamples.SLOT).build();
        routed.router(Router.only(two.old));
        Lighthouse.await(routed.beacon().production().block(request));
        routed.router(Router.only(two.young));
        Lighthouse.await(routed.beacon().production().block(request));
        Lighthouse.await(routed.beacon()
                .production()
                .publish(
                        BlockPublication.of(SignedBlock.of(BeaconSamples.block(BeaconSamples.SLOT, 4), Bytes96.ZERO))));
        two.answerAsNode(
                two.v4, script -> script.on(BeaconOperations.GENESIS).times(2).fail(Failure.NOT_SENT::of));
        routed.router(Router.primaryWithFallback(two.old, two.young));
        // the third time it is down, and passed over
        for (int call = 0; call < 3; call++) {
            Lighthouse.await(routed.beacon().chain().genesis());
        }
    }

    /** Nothing was decided about the operation before. */
    private void aWeightThatIsOutOfReach() {
        WeightSource broken = () -> {
            throw new IllegalStateException("scripted");
        };
        routed.router(Router.canary(two.old, two.young, broken, Assignment.hash("one")));
        Lighthouse.await(routed.engine().chainId());
    }

    /** v5 misses a block, is passed over and not looked at, and comes back. */
    private void whoeverIsAway() {
        routed.router(Router.primaryWithFallback(two.young, two.old));
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).fail(TwoBackends.unreachable());
        driver.advance(1);
        Lighthouse.await(routed.engine().blockNumber());
        two.untilReady(routed, "v5");
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).times(2).fail(Failure.NOT_SENT::of);
        two.v5.script().on(EngineOperations.SYNCING).fail(Failure.NOT_SENT::of);
        for (int call = 0; call < 2; call++) {
            Lighthouse.await(routed.engine().blockNumber());
        }
        routed.router(Router.shadow(two.old, two.young));
        Lighthouse.await(routed.engine().blockNumber());
        two.v5.script().clear();
        two.until(() -> two.healths.stream().anyMatch(health -> health.endsWith(" HEALTHY")));
    }

    /** Those of its own; a registry that can't tell quantiles adds gauges to a timer. */
    private Stream<Meter> meters() {
        return registry.getMeters().stream().filter(meter -> meter.getId().syntheticAssociation() == null);
    }

    private Set<String> values(String meter, String tag) {
        return meters().filter(one -> one.getId().getName().equals(meter))
                .map(one -> String.valueOf(one.getId().getTag(tag)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Declared> declared() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
        Map<String, Declared> declared = new LinkedHashMap<>();
        for (MatchResult row : rows.results().toList()) {
            Map<String, Set<String>> values = VALUES.matcher(row.group(4))
                    .results()
                    .collect(Collectors.toMap(found -> found.group(1), found -> words(found.group(2))));
            declared.put(row.group(1), new Declared(row.group(2), words(row.group(3)), values));
        }
        return declared;
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text).results().map(word -> word.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
