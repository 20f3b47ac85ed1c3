package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.PayloadAssembly;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Reads the blocks that one member lacks from another that has them, checks their hashes, and hands them over in order.
 *
 * <p>Waits for each answer, and asks one thing at a time: the calls of the host go before. Used by one thread.
 */
final class Replay {
    private static final int BATCH = 32;
    private static final int REMEMBERED = 128;

    private final Fleet fleet;
    private final Member member;
    private final BooleanSupplier isWanted;
    // enough for all that came without a forkchoice, however long the chain: what is forgotten is handed over once more
    private final Set<Hash32> judged = Collections.newSetFromMap(new Recent<>(REMEMBERED));

    /** Nothing is handed over any more once {@code isWanted} says no. */
    Replay(Fleet fleet, Member member, BooleanSupplier isWanted) {
        this.fleet = fleet;
        this.member = member;
        this.isWanted = isWanted;
    }

    /**
     * Brings the member to the head that all were told of last, or if there was none, to the head of another.
     *
     * @return how many blocks were handed over
     */
    int bringTo(Optional<ForkchoiceState> latest) throws InterruptedException, Behind, Contradiction, CannotFollow {
        ForkchoiceState target = latest.isPresent() ? latest.get() : headOfAnother();
        int blocks = 0;
        if (ask(member, EngineOperations.BLOCK_BY_HASH, target.headBlockHash()).isEmpty()) {
            Member source = source();
            ExecutionBlock head = ask(source, EngineOperations.BLOCK_BY_HASH, target.headBlockHash())
                    .orElseThrow(() -> new Behind(source + " does not have the head " + target.headBlockHash()));
            requireSpoken(forkOf(head));
            UInt64 common = commonAncestor(source, head.number());
            for (UInt64 from = common.plus(1); !head.number().isLessThan(from); from = from.plus(BATCH)) {
                blocks += handOver(source, from, head.number());
            }
        }
        Optional<CompletableFuture<PayloadStatus>> told = fleet.tell(member, target);
        if (told.isPresent()) {
            PayloadStatus status = await(member, told.get());
            if (!status.isValid()) {
                throw new Behind("it says " + status.status() + " of the head");
            }
        }
        return blocks;
    }

    /**
     * Hands over the blocks that came without a forkchoice, and waits for the answers: whoever is ready has been
     * through them. Of them nobody said which are valid, so that what another says of them counts.
     */
    void handOverWithoutForkchoice() throws InterruptedException, Behind, Contradiction {
        for (NewPayloadRequest request : fleet.withoutForkchoice(member)) {
            Hash32 block = request.payload().blockHash();
            if (!judged.contains(block)) {
                requireWanted();
                Optional<PayloadStatus> status = judgement(member, request);
                Optional<Member> source = isValid(status) ? Optional.empty() : fleet.source(member);
                if (source.isPresent() && isValid(judgement(source.get(), request))) {
                    requireValid(
                            source.get(), block, status.orElseThrow(() -> new Behind("it refuses block " + block)));
                }
                judged.add(block);
            }
        }
    }

    /** What a member says of a block; empty if it calls the argument wrong. */
    private static Optional<PayloadStatus> judgement(Member member, NewPayloadRequest request)
            throws InterruptedException {
        try {
            return Optional.of(ask(member, EngineOperations.NEW_PAYLOAD, request));
        } catch (LighthouseException e) {
            if (Failures.isMissed(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static boolean isValid(Optional<PayloadStatus> status) {
        return status.filter(PayloadStatus::isValid).isPresent();
    }

    /** The blocks that the member was handed over last and answered. */
    Set<Hash32> judged() {
        return judged;
    }

    private ForkchoiceState headOfAnother() throws InterruptedException, Behind {
        Member source = source();
        return ask(source, EngineOperations.BLOCK_BY_NUMBER, BlockTag.LATEST)
                .map(head -> ForkchoiceState.of(head.hash(), Hash32.ZERO, Hash32.ZERO))
                .orElseThrow(() -> new Behind(source + " shows no head"));
    }

    private Member source() throws Behind {
        return fleet.source(member).orElseThrow(() -> new Behind("nobody else is ready to read from"));
    }

    private static Fork forkOf(ExecutionBlock block) {
        return block.parentBeaconBlockRoot().isPresent() ? Fork.DENEB : Fork.CAPELLA;
    }

    /** One that was removed may have another driver by now, which must not be fed against. */
    private void requireWanted() throws Behind {
        if (!isWanted.getAsBoolean()) {
            throw new Behind("it is not to catch up any more");
        }
    }

    private void requireSpoken(Fork fork) throws CannotFollow {
        if (!member.speaks(fork)) {
            throw new CannotFollow(fork);
        }
    }

    /**
     * The highest block that both have. Below it all are the same, so it is enough to look back in steps that grow, and
     * then between the last two.
     */
    private UInt64 commonAncestor(Member source, UInt64 head) throws InterruptedException, Behind {
        if (!agree(source, 0)) {
            throw new Behind("it has another genesis block than " + source);
        }
        long reached =
                ask(member, EngineOperations.BLOCK_NUMBER, NoArgument.NONE).toLong();
        long differing = Math.min(reached, head.toLong()) + 1;
        long same = differing - 1;
        for (long step = 1; same > 0 && !agree(source, same); step *= 2) {
            differing = same;
            same = Math.max(0, same - step);
        }
        while (differing - same > 1) {
            long middle = (same + differing) >>> 1;
            if (agree(source, middle)) {
                same = middle;
            } else {
                differing = middle;
            }
        }
        return UInt64.of(same);
    }

    private boolean agree(Member source, long number) throws InterruptedException {
        BlockTag tag = BlockTag.of(UInt64.of(number));
        Optional<ExecutionBlock> mine = ask(member, EngineOperations.BLOCK_BY_NUMBER, tag);
        return mine.isPresent()
                && mine.map(ExecutionBlock::hash)
                        .equals(ask(source, EngineOperations.BLOCK_BY_NUMBER, tag)
                                .map(ExecutionBlock::hash));
    }

    private int handOver(Member source, UInt64 from, UInt64 last)
            throws InterruptedException, Behind, Contradiction, CannotFollow {
        int count = (int) Math.min(BATCH, last.minus(from).toLong() + 1);
        List<Optional<PayloadBody>> bodies =
                ask(source, EngineOperations.PAYLOAD_BODIES_BY_RANGE, new BlockRange(from, count));
        for (int i = 0; i < count; i++) {
            UInt64 number = from.plus(i);
            ExecutionBlock header = ask(source, EngineOperations.BLOCK_BY_NUMBER, BlockTag.of(number))
                    .orElseThrow(() -> new Behind("no block " + number));
            PayloadBody body = (i < bodies.size() ? bodies.get(i) : Optional.<PayloadBody>empty())
                    .orElseThrow(() -> new Behind("no body of block " + number));
            handOver(source, header, PayloadAssembly.of(header, body));
        }
        return count;
    }

    private void handOver(Member source, ExecutionBlock header, NewPayloadRequest request)
            throws InterruptedException, Behind, Contradiction, CannotFollow {
        if (!BlockHash.of(request).equals(header.hash())) {
            throw new Behind(
                    source + " shows block " + header.number() + " with a hash that its content does not have");
        }
        requireSpoken(request.fork());
        requireWanted();
        requireValid(source, header.hash(), ask(member, EngineOperations.NEW_PAYLOAD, request));
        judged.add(header.hash());
    }

    private static void requireValid(Member source, Hash32 block, PayloadStatus status) throws Behind, Contradiction {
        if (status.isInvalid()) {
            throw new Contradiction(source, block, status);
        }
        if (!status.isValid()) {
            throw new Behind("it says " + status.status() + " of block " + block);
        }
    }

    private static <A, R> R ask(Member member, Operation<A, R> operation, A argument) throws InterruptedException {
        return await(member, member.call(operation, argument, CallOptions.DEFAULT));
    }

    private static <R> R await(Member member, CompletableFuture<R> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw LighthouseException.from(e, member.site(), "catchUp");
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        }
    }

    /** Why the member is not there yet. */
    static final class Behind extends Exception {
        private static final long serialVersionUID = 1L;

        Behind(String why) {
            super(why);
        }
    }

    /** The chain has reached a fork that the version of the member does not speak. */
    static final class CannotFollow extends Exception {
        private static final long serialVersionUID = 1L;
        private final Fork fork;

        CannotFollow(Fork fork) {
            super("the chain has reached " + fork);
            this.fork = fork;
        }

        Fork fork() {
            return fork;
        }
    }

    /** The member calls a block INVALID that its source holds for valid. */
    static final class Contradiction extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Member source;
        private final transient Hash32 block;
        private final transient PayloadStatus status;

        Contradiction(Member source, Hash32 block, PayloadStatus status) {
            super(source + " and the member contradict each other");
            this.source = source;
            this.block = block;
            this.status = status;
        }

        Member source() {
            return source;
        }

        Hash32 block() {
            return block;
        }

        PayloadStatus status() {
            return status;
        }
    }
}
