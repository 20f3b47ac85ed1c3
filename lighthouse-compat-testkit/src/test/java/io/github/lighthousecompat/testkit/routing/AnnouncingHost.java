package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.Acknowledged;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.FakeScript;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A host that announces what its validators need, to two nodes or more. */
abstract class AnnouncingHost {
    static final Duration SLOT = Duration.ofSeconds(12);
    static final List<Operation<?, ?>> ANNOUNCEMENTS = List.of(
            BeaconOperations.PREPARE_PROPOSERS,
            BeaconOperations.REGISTER_VALIDATORS,
            BeaconOperations.SUBSCRIBE_COMMITTEES,
            BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES);

    final TwoBackends two = TwoBackends.onCapella();

    @BeforeEach
    void answer() {
        two.answerAsNodes();
    }

    @AfterEach
    void close() {
        two.close();
    }

    @SuppressWarnings("unchecked") // the samples are made for their operations
    static <A, R> CompletableFuture<R> begin(RoutedLighthouse routed, Operation<A, R> operation, int validator) {
        return routed.call(operation, (A) BeaconSamples.announcement(operation, validator), CallOptions.DEFAULT);
    }

    static <A, R> R announce(RoutedLighthouse routed, Operation<A, R> operation, int validator) {
        return Lighthouse.await(begin(routed, operation, validator));
    }

    void down(RoutedLighthouse routed) {
        two.answerAsNode(two.v5, script -> {
            script.on(BeaconOperations.GENESIS).fail(Failure.NOT_SENT::of);
            script.on(BeaconOperations.NODE_SYNCING).fail(Failure.NOT_SENT::of);
        });
        for (int call = 0; call < 2; call++) {
            routed.beacon()
                    .chain()
                    .genesis()
                    .handle((genesis, failure) -> genesis)
                    .join();
        }
        assertThat(routed.health(Facet.BEACON)).containsEntry("v5", Health.DOWN);
    }

    static RoutingListener outcomesOf(String alias, List<String> outcomes) {
        return new RoutingListener() {
            @Override
            public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long nanos) {
                if (backend.alias().equals(alias)) {
                    outcomes.add(outcome);
                }
            }
        };
    }

    /** What a node says that is catching up. */
    static Http catchingUp(CallSite site, String operation) {
        return Http.ofNode(site, operation, 503, "SERVICE_UNAVAILABLE: syncing");
    }

    /** One more node, which answers as others do but for what {@code otherwise} says. */
    FakeLighthouseV5 third(Consumer<FakeScript> otherwise) {
        FakeLighthouseV5 third =
                FakeLighthouseV5.builder().chainOf(two.v5).time(two.time).build();
        otherwise.accept(third.script());
        BeaconSamples.teach(third, "third", 3);
        return third;
    }

    static CompletableFuture<Acknowledged> prepare(RoutedLighthouse routed, Address recipient, IntStream validators) {
        return routed.call(
                BeaconOperations.PREPARE_PROPOSERS,
                validators
                        .mapToObj(validator -> ProposerPreparation.of(UInt64.of(validator), recipient))
                        .toList(),
                CallOptions.DEFAULT);
    }

    static Address fees(int number) {
        return Address.of(ByteBuffer.allocate(Address.SIZE).putInt(number).array());
    }

    /** Lets a node answer the first preparation late, and all later ones at once. */
    static FakeScript.Rule<?, ?> holdPreparation(FakeLighthouse node) {
        node.script().clear();
        FakeScript.Rule<?, ?> slow = node.script()
                .on(BeaconOperations.PREPARE_PROPOSERS)
                .times(1)
                .answer(Acknowledged.ACKNOWLEDGED)
                .hold();
        BeaconSamples.teach(node, "node", 1);
        return slow;
    }

    /** Who gets the fees by what a node heard, in the order in which it was sent. */
    static Map<UInt64, Address> recipients(FakeLighthouse node) {
        Map<UInt64, Address> recipients = new HashMap<>();
        node.calls(BeaconOperations.PREPARE_PROPOSERS)
                .forEach(said -> said.forEach(
                        preparation -> recipients.put(preparation.validatorIndex(), preparation.feeRecipient())));
        return recipients;
    }

    /** What a node was told of each validator, as if it had been told of each alone. */
    static List<Object> validators(FakeLighthouse node, Operation<?, ?> operation) {
        return node.calls(operation).stream()
                .flatMap(said -> ((List<?>) said).stream())
                .<Object>map(List::of)
                .toList();
    }
}
