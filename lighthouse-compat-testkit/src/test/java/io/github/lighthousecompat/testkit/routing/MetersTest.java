package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException.Rpc;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.route.AffinityMiss;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.FakeScript;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a routed client counts in a registry, and what is left there of who has gone. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MetersTest implements RoutingListener {
    private final TwoBackends two = TwoBackends.onCapella();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ReplacedNode node = new ReplacedNode(two.v5);
    private final Backend young = Backend.borrowed("v5", node);
    private final List<String> misses = new CopyOnWriteArrayList<>();
    private final List<Long> countedBefore = new CopyOnWriteArrayList<>();
    private final List<String> versions = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        two.close();
        registry.close();
    }

    @Override
    public void onAffinityMiss(Operation<?, ?> operation, String owner, AffinityMiss reason) {
        misses.add(operation + " " + owner + " " + reason);
    }

    @Override
    public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
        if (operation == EngineOperations.BLOCK_NUMBER) {
            countedBefore.add(registry.get("lighthouse.calls")
                    .tag("backend", backend.alias())
                    .timer()
                    .count());
        }
    }

    @Override
    public void onVersion(Backend backend, LighthouseVersion from, String found) {
        versions.add(found);
    }

    @Test
    void payload_thatItsOwnerHasForgotten_isAMissOfItsOwnKind() {
        RoutedLighthouse routed = client(Router.only(two.old));
        PayloadHandle forgotten = PayloadHandle.parse("v5:capella:0x7:0");

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().getPayload(forgotten)))
                .isInstanceOfSatisfying(
                        Rpc.class, failure -> assertThat(failure.code()).isEqualTo(-38001));

        assertThat(missed("forgotten")).isEqualTo(1);
        assertThat(missed("foreign")).isZero();
        assertThat(misses).containsExactly("getPayload v5 FORGOTTEN");
    }

    @Test
    void payload_thatItsOwnerFailsToGive_isNoMiss() {
        RoutedLighthouse routed = client(Router.only(two.old));
        two.v5.script().on(EngineOperations.GET_PAYLOAD).fail(EffectTable.Failure.RPC::of);

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().getPayload(PayloadHandle.parse("v5:capella:0x7:0"))))
                .isInstanceOf(Rpc.class);

        assertThat(missed("forgotten")).isZero();
        assertThat(misses).isEmpty();
    }

    @Test
    void listener_thatIsTold_findsItCounted() {
        RoutedLighthouse routed = client(Router.parallel(two.old, young));

        Lighthouse.await(routed.engine().blockNumber());
        Lighthouse.await(routed.engine().blockNumber());

        assertThat(countedBefore).containsExactly(1L, 1L, 2L, 2L);
    }

    @Test
    void times_areCountedByBounds() {
        RoutedLighthouse routed = client(Router.only(two.old));
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).delay(Duration.ofMillis(30));

        CompletableFuture<UInt64> number = routed.engine().blockNumber();
        two.time.advance(Duration.ofMillis(30));
        Lighthouse.await(number);

        CountAtBucket[] counts = registry.get("lighthouse.calls")
                .tag("operation", "blockNumber")
                .timer()
                .takeSnapshot()
                .histogramCounts();
        assertThat(Arrays.stream(counts).map(count -> (long) count.bucket(TimeUnit.MILLISECONDS)))
                .containsExactly(5L, 10L, 25L, 50L, 100L, 250L, 500L, 1000L);
        assertThat(Arrays.stream(counts).map(CountAtBucket::count))
                .containsExactly(0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0);
    }

    @Test
    void detach_withCallsThatEndLater_leavesNothingOfTheBackend() {
        RoutedLighthouse routed = client(Router.parallel(two.old, young));
        ChainDriver driver = two.driver(routed);
        driver.advance(2);
        NewPayloadRequest block = driver.build();
        FakeScript.Rule<?, ?> late = two.v5
                .script()
                .on(EngineOperations.NEW_PAYLOAD)
                .fail(TwoBackends.unreachable())
                .hold();
        FakeScript.Rule<?, ?> lateRead = two.v5
                .script()
                .on(EngineOperations.BLOCK_NUMBER)
                .fail(TwoBackends.unreachable())
                .hold();
        driver.importBlock(block);
        Lighthouse.await(routed.engine().blockNumber());
        assertThat(node.listeners()).isEqualTo(1);
        routed.router(Router.only(two.old));
        routed.detach("v5");
        int healths = two.healths.size();
        int states = two.transitions.size();

        late.release();
        lateRead.release();
        node.becomes(two.v4, "Lighthouse/v4.5.0");
        two.time.advance(Duration.ofMinutes(1));

        assertThat(late.held()).isZero();
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("backend"))
                .contains("v4")
                .doesNotContain("v5");
        assertThat(two.healths).hasSize(healths);
        assertThat(two.transitions).hasSize(states);
        assertThat(versions).isEmpty();
        assertThat(node.listeners()).isZero();
    }

    @Test
    void backend_thatComesBack_isCountedAgain() {
        RoutedLighthouse routed = client(Router.only(two.old));
        routed.detach("v5");

        two.untilAttached(routed, young);
        two.driver(routed).advance(1);

        assertThat(registry.get("lighthouse.calls")
                        .tags("backend", "v5", "operation", "newPayload")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("lighthouse.extra.waiting")
                        .tag("backend", "v5")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void close_letsGoOfBackendsThatAreBorrowed() {
        RoutedLighthouse routed = client(Router.only(two.old));
        assertThat(node.listeners()).isEqualTo(1);

        routed.close();

        assertThat(node.listeners()).isZero();
    }

    private RoutedLighthouse client(Router router) {
        return two.keep(two.builder()
                .backends(two.old, young)
                .router(router)
                .listener(this)
                .meterRegistry(registry)
                .build());
    }

    private double missed(String reason) {
        return registry.get("lighthouse.affinity.misses")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
