package io.github.lighthousecompat.jmh;

import examples.EngineActor;
import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does routing cost a host that produces blocks: {@code docs/examples/EngineActor.java} on the bare v5 adapter, and on
 * a routed client with a canary, an override, a kill switch and meters?
 *
 * <p>One operation is a whole block: built, imported and read back, over loopback from one embedded node. The routed client
 * shares that node, so that both do the same work.
 *
 * <p>{@code mvn -q -Pbench package -Dargs="HostPath"}; look at the percentiles.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH and the set-up fill the fields
public class HostPath {
    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.of(1_000_000), ForkSchedule.NEVER);
    private static final int TRANSACTIONS = 10;
    /** A busy machine makes a benchmark slow, not fail. */
    private static final int PATIENCE = 30;

    /** What the host holds. */
    public enum Client {
        /** The v5 adapter. */
        BARE,
        /** A routed client that lets v5 answer everything. */
        ROUTED
    }

    @Param
    public Client client;

    private FakeExecutionNode node;
    private LighthouseApi lighthouse;
    private EngineActor actor;
    private CapellaAttributes attributes;

    /** Starts the node, the client and the host. */
    @Setup
    public void setUp() {
        node = FakeExecutionNode.builder(ChainSpec.builder()
                        .forks(FORKS)
                        .transactionsPerBlock(TRANSACTIONS)
                        .build())
                .start();
        LighthouseConfig config =
                node.clientConfig().timeoutMultiplier(PATIENCE).build();
        lighthouse = client == Client.BARE
                ? Lighthouse.v5(config)
                : EngineActor.migrating(
                        Topology.SHARED,
                        Backend.of("v4", Lighthouse.v4(config)),
                        Backend.of("v5", Lighthouse.v5(config)),
                        WeightDial.at(Weight.ALL),
                        KillSwitch.manual(),
                        new SimpleMeterRegistry());
        ChainDriver driver = ChainDriver.over(lighthouse.engine(), FORKS);
        attributes = (CapellaAttributes) driver.attributes();
        actor = new EngineActor(lighthouse, driver.forkchoice(), Duration.ZERO);
    }

    /** Closes all of it. */
    @TearDown
    public void tearDown() {
        actor.close();
        lighthouse.close();
        node.close();
    }

    /** The next block. */
    @Benchmark
    public ExecutionBlock block() {
        ExecutionBlock block = actor.produce(attributes).join();
        attributes = CapellaAttributes.builder()
                .from(attributes)
                .timestamp(attributes.timestamp().plus(12))
                .build();
        return block;
    }
}
