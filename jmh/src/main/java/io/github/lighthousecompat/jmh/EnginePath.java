package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.util.List;
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
 * Does a whole call take longer through one version's adapter than through the other's?
 *
 * <p>Both drive an embedded node of their own over loopback, on the same chain of Capella with blocks of 150
 * transactions. Times and bytes hold the node's share, so only the two versions can be compared, not a call with
 * something else.
 *
 * <p>{@code mvn -q -Pbench package -Dargs="EnginePath -prof gc"}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH and the set-up fill the fields
public class EnginePath {
    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.of(1_000_000), ForkSchedule.NEVER);
    private static final int TRANSACTIONS = 150;
    private static final int BLOCKS = 3;
    /** A busy machine makes a benchmark slow, not fail. */
    private static final int PATIENCE = 30;

    @Param
    public LighthouseVersion version;

    private Stack stack;
    private EngineApi engine;
    private NewPayloadRequest block;
    private ForkchoiceState forkchoice;
    private PayloadHandle handle;

    /** An adapter with a node behind it. */
    private record Stack(FakeExecutionNode node, LighthouseApi client) implements AutoCloseable {
        static Stack of(LighthouseVersion version) {
            FakeExecutionNode node = FakeExecutionNode.builder(ChainSpec.builder()
                            .forks(FORKS)
                            .transactionsPerBlock(TRANSACTIONS)
                            .build())
                    .start();
            LighthouseConfig config =
                    node.clientConfig().timeoutMultiplier(PATIENCE).build();
            return new Stack(node, version == LighthouseVersion.V4 ? Lighthouse.v4(config) : Lighthouse.v5(config));
        }

        @Override
        public void close() {
            client.close();
            node.close();
        }
    }

    /** Grows the same chain on both versions' nodes, and checks that both give the same. */
    @Setup
    public void setUp() {
        LighthouseVersion other = version == LighthouseVersion.V4 ? LighthouseVersion.V5 : LighthouseVersion.V4;
        try (Stack reference = Stack.of(other)) {
            start(reference);
            BuiltPayload expected = getPayload();
            // imported as a stranger's block, so that its hash is checked each time, as for one from the network
            NewPayloadRequest stranger = block;
            stack = Stack.of(version);
            start(stack);
            Check.equal("blocks", block, stranger);
            Check.equal("getPayload", getPayload(), expected);
            block = stranger;
        }
        Check.that("newPayload", newPayload().isValid());
        Check.that("forkchoiceUpdated", forkchoiceUpdated().isValid());
        Check.equal("blockNumber", blockNumber(), UInt64.of(BLOCKS));
    }

    private void start(Stack on) {
        engine = on.client().engine();
        ChainDriver driver = ChainDriver.over(engine, FORKS);
        List<NewPayloadRequest> blocks = driver.advance(BLOCKS);
        block = blocks.get(BLOCKS - 1);
        forkchoice = driver.forkchoice();
        handle = Lighthouse.await(engine.forkchoiceUpdated(forkchoice, driver.attributes()))
                .payload()
                .orElseThrow();
    }

    /** Closes client and node. */
    @TearDown
    public void tearDown() {
        stack.close();
    }

    /** A block that the node knows already. */
    @Benchmark
    public PayloadStatus newPayload() {
        return Lighthouse.await(engine.newPayload(block));
    }

    /** The head as it is. */
    @Benchmark
    public PayloadStatus forkchoiceUpdated() {
        return Lighthouse.await(engine.forkchoiceUpdated(forkchoice));
    }

    /** The same payload again. */
    @Benchmark
    public BuiltPayload getPayload() {
        return Lighthouse.await(engine.getPayload(handle));
    }

    /** The smallest call there is. */
    @Benchmark
    public UInt64 blockNumber() {
        return Lighthouse.await(engine.blockNumber());
    }
}
