package examples;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.BuildResult.Built;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.ImportResult.Imported;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.hash.PayloadAssembly;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.WeightSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A host in the style of an actor: a mailbox and one thread that takes its messages in order. It produces blocks
 * through a {@link LighthouseApi} and does not know which version answers.
 */
public final class EngineActor implements AutoCloseable {
    private final ExecutorService mailbox = Executors.newSingleThreadExecutor(task -> new Thread(task, "engine-actor"));
    private final EngineApi engine;
    private final Duration buildFor;
    private ForkchoiceState head;

    /** An actor that goes on from {@code head}; the client stays the host's. */
    public EngineActor(LighthouseApi lighthouse, ForkchoiceState head, Duration buildFor) {
        this.engine = lighthouse.engine();
        this.head = head;
        this.buildFor = buildFor;
    }

    /**
     * The client of a migration: v5 answers for a share of the blocks, v4 for the rest; reading a block back has a rule
     * of its own, and a switch sends all of it to v4.
     */
    public static RoutedLighthouse migrating(
            Topology topology, Backend v4, Backend v5, WeightSource share, KillSwitch kill, MeterRegistry meters) {
        Router reads = Router.primaryWithFallback(v4, v5);
        return RoutedLighthouse.builder()
                .backends(v4, v5)
                .topology(topology)
                .router(Router.canary(v4, v5, share, Assignment.hash("engine-actor"))
                        .overriding(EngineOperations.BLOCK_BY_HASH, reads)
                        .killable(v4, kill))
                .meterRegistry(meters)
                .build();
    }

    /** Message: build the next block with these attributes, import it, and read it back. */
    public CompletableFuture<ExecutionBlock> produce(PayloadAttributes attributes) {
        return tell(() -> importAndRead(build(attributes)));
    }

    /** Message: import a block that somebody else built. */
    public CompletableFuture<ExecutionBlock> accept(NewPayloadRequest block) {
        return tell(() -> importAndRead(block));
    }

    /** Message: which head is it? */
    public CompletableFuture<ForkchoiceState> head() {
        return tell(() -> head);
    }

    private NewPayloadRequest build(PayloadAttributes attributes) {
        if (Lighthouse.await(engine.buildPayload(head, attributes, buildFor)) instanceof Built built) {
            return PayloadAssembly.of(built.built(), attributes);
        }
        throw new IllegalStateException("the execution layer does not know the head " + head.headBlockHash());
    }

    private ExecutionBlock importAndRead(NewPayloadRequest block) {
        Hash32 safe = block.payload().parentHash();
        Hash32 finalized = head.safeBlockHash();
        if (!(Lighthouse.await(engine.importPayload(ImportRequest.of(block, safe, finalized))) instanceof Imported done)) {
            throw new IllegalStateException("block " + block.payload().blockHash() + " was not imported");
        }
        head = ForkchoiceState.of(done.blockHash(), safe, finalized);
        return Lighthouse.await(engine.block(done.blockHash())).orElseThrow();
    }

    private <T> CompletableFuture<T> tell(Supplier<T> message) {
        return CompletableFuture.supplyAsync(message, mailbox);
    }

    /** Takes no more messages; those in the mailbox are still handled. */
    @Override
    public void close() {
        mailbox.shutdown();
    }
}
