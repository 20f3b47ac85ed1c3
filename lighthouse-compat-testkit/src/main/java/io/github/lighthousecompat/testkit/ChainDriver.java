package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.BuildResult;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.ImportResult;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.hash.PayloadAssembly;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Grows a chain block by block through any client, as a consensus layer would: the parent of the head is safe, the
 * block before that finalized.
 *
 * <p>It begins at the head that the execution layer has, and each method waits for its calls and throws what they fail
 * with. Not thread-safe.
 */
public final class ChainDriver {
    private final EngineApi engine;
    private final ForkSchedule forks;
    private Duration buildTime = Duration.ZERO;
    private int withdrawals = NextBlock.WITHDRAWALS;
    private NextBlock next;
    private ForkchoiceState forkchoice;

    private ChainDriver(EngineApi engine, ForkSchedule forks, ExecutionBlock head) {
        this.engine = engine;
        this.forks = forks;
        this.next = NextBlock.after(head);
        this.forkchoice = ForkchoiceState.of(head.hash(), Hash32.ZERO, Hash32.ZERO);
    }

    /**
     * A driver that begins at the head of the execution layer behind {@code engine}.
     *
     * @param forks when the chain forks; decides the fork of each block
     */
    public static ChainDriver over(EngineApi engine, ForkSchedule forks) {
        return new ChainDriver(
                engine, forks, Lighthouse.await(engine.block(BlockTag.LATEST)).orElseThrow());
    }

    /** Gives the execution layer this long to fill each block; by default no time. Returns this driver. */
    public ChainDriver buildTime(Duration buildTime) {
        this.buildTime = buildTime;
        return this;
    }

    /** Puts this many withdrawals into each block; by default {@value NextBlock#WITHDRAWALS}. Returns this driver. */
    public ChainDriver withdrawals(int withdrawals) {
        this.withdrawals = withdrawals;
        return this;
    }

    /** The head, what is safe and what is finalized. */
    public ForkchoiceState forkchoice() {
        return forkchoice;
    }

    /** What the next block is built with: 12 seconds after the head, of the fork of that time. */
    public PayloadAttributes attributes() {
        return next.attributes(forks, withdrawals);
    }

    /**
     * Builds the next block; the head stays where it is.
     *
     * @return the block, with all that {@code newPayload} takes
     * @throws IllegalStateException if the execution layer does not hold the head for valid
     */
    public NewPayloadRequest build() {
        PayloadAttributes attributes = attributes();
        BuildResult result = Lighthouse.await(engine.buildPayload(forkchoice, attributes, buildTime));
        if (result instanceof BuildResult.Built built) {
            return PayloadAssembly.of(built.built(), attributes);
        }
        throw new IllegalStateException("nothing was built on " + forkchoice.headBlockHash() + ": " + result);
    }

    /**
     * Imports a block that follows the head, and makes it the head.
     *
     * @throws IllegalStateException if the execution layer does not import it
     */
    public void importBlock(NewPayloadRequest block) {
        Hash32 safe = block.payload().parentHash();
        Hash32 finalized = forkchoice.safeBlockHash();
        ImportResult result = Lighthouse.await(engine.importPayload(ImportRequest.of(block, safe, finalized)));
        if (!(result instanceof ImportResult.Imported imported)) {
            throw new IllegalStateException("block " + block.payload().blockHash() + " was not imported: " + result);
        }
        forkchoice = ForkchoiceState.of(imported.blockHash(), safe, finalized);
        next = NextBlock.after(block.payload());
    }

    /**
     * Builds and imports blocks.
     *
     * @param blocks how many
     * @return the blocks, in order
     * @throws IllegalStateException if one is not built or not imported
     */
    public List<NewPayloadRequest> advance(int blocks) {
        return Stream.generate(this::build)
                .limit(blocks)
                .peek(this::importBlock)
                .toList();
    }
}
