package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.FakeScript;
import io.github.lighthousecompat.testkit.ManualTime;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A fake of each version with an execution layer of its own, and all that a listener hears of the client over them. */
final class TwoBackends implements RoutingListener, AutoCloseable {
    record Decision(Operation<?, ?> operation, String alias, String reason) {}

    record Transition(String alias, BackendState from, BackendState to) {}

    final ManualTime time = ManualTime.create();
    final ForkSchedule forks;
    final ChainSpec spec;
    final FakeLighthouseV4 v4;
    final FakeLighthouseV5 v5;
    final Backend old;
    final Backend young;
    final List<Decision> decisions = new CopyOnWriteArrayList<>();
    final List<Comparison> comparisons = new CopyOnWriteArrayList<>();
    final List<Transition> transitions = new CopyOnWriteArrayList<>();
    final List<String> healths = new CopyOnWriteArrayList<>();
    final List<Integer> caughtUp = new CopyOnWriteArrayList<>();
    final List<DropReason> drops = new CopyOnWriteArrayList<>();
    private final AtomicInteger notCompared = new AtomicInteger();
    private volatile CompletableFuture<Comparison> nextComparison = new CompletableFuture<>();
    private final List<RoutedLighthouse> clients = new ArrayList<>();

    private TwoBackends(ForkSchedule forks) {
        this.forks = forks;
        spec = ChainSpec.of(forks);
        v4 = FakeLighthouseV4.builder().chain(spec).name("four").time(time).build();
        v5 = FakeLighthouseV5.builder()
                .chain(ChainSpec.builder().from(spec).seed(2).build())
                .name("five")
                .time(time)
                .build();
        old = Backend.of("v4", v4);
        young = Backend.of("v5", v5);
    }

    /** On a chain that stays in Capella. */
    static TwoBackends onCapella() {
        return new TwoBackends(ForkSchedule.of(UInt64.of(1_700_000_000), ForkSchedule.NEVER));
    }

    /** On a chain with another genesis block than all others here. */
    static TwoBackends onAnotherChain() {
        return new TwoBackends(ForkSchedule.of(UInt64.of(1_600_000_000), ForkSchedule.NEVER));
    }

    /** On a chain whose block after {@code blocks} Capella blocks is of Deneb. */
    static TwoBackends forkingAfter(int blocks) {
        return new TwoBackends(
                ForkSchedule.of(UInt64.of(1_700_000_000), UInt64.of(1_700_000_000 + 12L * (blocks + 1))));
    }

    /** A client over both, with execution layers of their own. */
    RoutedLighthouse route(BiFunction<Backend, Backend, Router> router) {
        return keep(
                builder().backends(old, young).router(router.apply(old, young)).build());
    }

    RoutedLighthouse.Builder builder() {
        return RoutedLighthouse.builder().topology(Topology.SEPARATE).time(time).listener(this);
    }

    /** Lets both answer as nodes do, each in its own way: v4 with 4 and v5 with 5. */
    void answerAsNodes() {
        answerAsNode(v4, script -> {});
        answerAsNode(v5, script -> {});
    }

    /** Lets one answer as a node does, but for what {@code otherwise} says. */
    void answerAsNode(FakeLighthouse fake, Consumer<FakeScript> otherwise) {
        fake.script().clear();
        otherwise.accept(fake.script());
        BeaconSamples.teach(fake, fake == v4 ? "v4" : "v5", fake == v4 ? 4 : 5);
    }

    RoutedLighthouse keep(RoutedLighthouse client) {
        clients.add(client);
        return client;
    }

    ChainDriver driver(RoutedLighthouse client) {
        return ChainDriver.over(client.engine(), forks);
    }

    long count(Operation<?, ?> operation, Verdict verdict) {
        return comparisons.stream()
                .filter(c -> c.operation() == operation && c.verdict() == verdict)
                .count();
    }

    /** Who was asked for calls of {@code operation}, in order. */
    List<String> primaries(Operation<?, ?> operation) {
        return decisions.stream()
                .filter(decision -> decision.operation() == operation)
                .map(Decision::alias)
                .toList();
    }

    private volatile Optional<ChainDriver> late = Optional.empty();

    /** Keeps a driver for a listener. */
    void lateDriver(ChainDriver driver) {
        late = Optional.of(driver);
    }

    ChainDriver lateDriver() {
        return late.orElseThrow();
    }

    /** Ends with the next comparison. */
    CompletableFuture<Comparison> nextComparison() {
        nextComparison = new CompletableFuture<>();
        return nextComparison;
    }

    /** Waits until all that was offered has been compared or dropped. */
    void untilCompared() {
        Eventually.until(() -> notCompared.get() == 0);
    }

    /** Adds a backend, and lets time pass until it is ready. */
    void untilAttached(RoutedLighthouse client, Backend backend) {
        CompletableFuture<Void> ready = client.attach(backend);
        until(ready::isDone);
    }

    /** Lets time pass until a backend is ready. */
    void untilReady(RoutedLighthouse client, String alias) {
        until(() -> client.states().get(alias) == BackendState.READY);
    }

    /** Lets time pass until something holds. */
    void until(BooleanSupplier condition) {
        Eventually.until(condition, () -> time.advance(Duration.ofMillis(500)));
    }

    static BiFunction<CallSite, String, LighthouseException> unreachable() {
        return (site, operation) -> new LighthouseException.Unreachable(
                site, operation, "http://127.0.0.1:8551", false, new ConnectException("scripted"));
    }

    /** Number of a block that was delivered. */
    long numberOf(Hash32 hash) {
        return v4.calls(EngineOperations.NEW_PAYLOAD).stream()
                .map(NewPayloadRequest::payload)
                .filter(payload -> payload.blockHash().equals(hash))
                .mapToLong(payload -> payload.blockNumber().toLong())
                .findFirst()
                .orElse(0);
    }

    @Override
    public void onDecision(Operation<?, ?> operation, Backend primary, String reason) {
        decisions.add(new Decision(operation, primary.alias(), reason));
    }

    @Override
    public void onComparison(Comparison comparison) {
        comparisons.add(comparison);
        nextComparison.complete(comparison);
        notCompared.decrementAndGet();
    }

    @Override
    public void onOffered(Operation<?, ?> operation, Backend other) {
        notCompared.incrementAndGet();
    }

    @Override
    public void onDropped(Operation<?, ?> operation, Backend other, DropReason reason) {
        drops.add(reason);
        notCompared.decrementAndGet();
    }

    @Override
    public void onState(Backend backend, BackendState from, BackendState to, String why) {
        transitions.add(new Transition(backend.alias(), from, to));
    }

    @Override
    public void onHealth(Backend backend, Facet facet, Health from, Health to, String why) {
        healths.add(backend.alias() + (facet == Facet.BEACON ? " node " : " ") + from + " " + to);
    }

    @Override
    public void onCaughtUp(Backend backend, int blocks, Duration took) {
        caughtUp.add(blocks);
    }

    @Override
    public void close() {
        clients.forEach(RoutedLighthouse::close);
        v4.close();
        v5.close();
    }
}
