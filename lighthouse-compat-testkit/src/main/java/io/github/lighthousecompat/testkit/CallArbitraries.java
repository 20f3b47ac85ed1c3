package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.BytesArbitraries.address;
import static io.github.lighthousecompat.testkit.BytesArbitraries.bloom;
import static io.github.lighthousecompat.testkit.BytesArbitraries.bytes;
import static io.github.lighthousecompat.testkit.BytesArbitraries.hash32;
import static io.github.lighthousecompat.testkit.BytesArbitraries.uint256;
import static io.github.lighthousecompat.testkit.BytesArbitraries.uint64;

import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.SyncStatus;
import java.time.Duration;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Arbitraries for the arguments and answers of engine calls that are not blocks. Immutable and thread-safe. */
public final class CallArbitraries {
    private static final int MOST_TEXT = 40;
    private static final int MOST_EXTRA_DATA = 32;
    private static final int MOST_RANGE = 1024;
    private static final Duration MOST_AGE = Duration.ofHours(1);

    private CallArbitraries() {}

    /** Schedules in order, with later forks planned or not. */
    public static Arbitrary<ForkSchedule> forkSchedule() {
        return uint64().list().ofSize(3).map(times -> {
            var sorted = times.stream().sorted().toList();
            return ForkSchedule.builder()
                    .shanghai(sorted.get(0))
                    .cancun(sorted.get(1))
                    .prague(sorted.get(2))
                    .build();
        });
    }

    /** Forkchoice states; zero hashes come often. */
    public static Arbitrary<ForkchoiceState> forkchoiceState() {
        return Combinators.combine(hash32(), hash32(), hash32()).as(ForkchoiceState::of);
    }

    /** Every verdict, with and without hash and error, whether that makes sense or not. */
    public static Arbitrary<PayloadStatus> payloadStatus() {
        return Combinators.combine(Arbitraries.of(PayloadStatus.Status.class), hash32().optional(), text().optional())
                .as(PayloadStatus::of);
    }

    /** Answers with and without a payload under construction. */
    public static Arbitrary<ForkchoiceUpdated> forkchoiceUpdated() {
        return Combinators.combine(payloadStatus(), payloadHandle().optional()).as(ForkchoiceUpdated::of);
    }

    /** Handles of payloads of Capella and Deneb. */
    public static Arbitrary<PayloadHandle> payloadHandle() {
        return Combinators.combine(
                        name(),
                        uint64(),
                        Arbitraries.of(Fork.CAPELLA, Fork.DENEB),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(PayloadHandle::of);
    }

    /** Some of the methods of the Engine API, and names that nobody knows. */
    public static Arbitrary<Capabilities> capabilities() {
        Arbitrary<String> method =
                Arbitraries.oneOf(Arbitraries.of(EngineMethods.ALL), name().map(name -> "engine_" + name));
        Arbitrary<Set<String>> methods = method.set().ofMaxSize(12);
        return Combinators.combine(methods, Arbitraries.longs().between(0, MOST_AGE.toMillis()))
                .as((some, age) -> Capabilities.of(some, Duration.ofMillis(age)));
    }

    /** Identities with eight hex digits of a commit. */
    public static Arbitrary<ClientVersion> clientVersion() {
        Arbitrary<String> code = Arbitraries.strings().withCharRange('A', 'Z').ofLength(2);
        Arbitrary<String> commit = Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('a', 'f')
                .ofLength(8);
        return Combinators.combine(code, text(), text(), commit).as(ClientVersion::of);
    }

    /** In sync, and catching up with and without numbers. */
    public static Arbitrary<SyncStatus> syncStatus() {
        Arbitrary<SyncStatus> behind = Combinators.combine(uint64().optional(), uint64().optional())
                .as((current, highest) -> SyncStatus.of(true, current, highest));
        return Arbitraries.oneOf(Arbitraries.just(SyncStatus.SYNCED), behind);
    }

    /** Ranges of up to 1,024 blocks. */
    public static Arbitrary<BlockRange> blockRange() {
        return Combinators.combine(
                        uint64().filter(start -> !start.isZero()),
                        Arbitraries.integers().between(1, MOST_RANGE))
                .as(BlockRange::new);
    }

    /** Names and numbers. */
    public static Arbitrary<BlockTag> blockTag() {
        return Arbitraries.oneOf(
                Arbitraries.of(BlockTag.LATEST, BlockTag.SAFE, BlockTag.FINALIZED, BlockTag.EARLIEST),
                uint64().map(BlockTag::of));
    }

    /** Blocks of Bellatrix, Capella and Deneb as the reading methods show them, with any hashes. */
    public static Arbitrary<ExecutionBlock> executionBlock() {
        Arbitrary<ExecutionBlock> bellatrix = Builders.withBuilder(ExecutionBlock::builder)
                .use(hash32())
                .in(ExecutionBlock.Builder::hash)
                .use(hash32())
                .in(ExecutionBlock.Builder::parentHash)
                .use(address())
                .in(ExecutionBlock.Builder::feeRecipient)
                .use(hash32())
                .in(ExecutionBlock.Builder::stateRoot)
                .use(hash32())
                .in(ExecutionBlock.Builder::transactionsRoot)
                .use(hash32())
                .in(ExecutionBlock.Builder::receiptsRoot)
                .use(bloom())
                .in(ExecutionBlock.Builder::logsBloom)
                .use(hash32())
                .in(ExecutionBlock.Builder::prevRandao)
                .use(uint64())
                .in(ExecutionBlock.Builder::number)
                .use(uint64())
                .in(ExecutionBlock.Builder::gasLimit)
                .use(uint64())
                .in(ExecutionBlock.Builder::gasUsed)
                .use(uint64())
                .in(ExecutionBlock.Builder::timestamp)
                .use(bytes(MOST_EXTRA_DATA))
                .in(ExecutionBlock.Builder::extraData)
                .use(uint256())
                .in((block, fee) -> block.baseFeePerGas(fee))
                .use(hash32().list().ofMaxSize(8))
                .in(ExecutionBlock.Builder::transactions)
                .build(ExecutionBlock.Builder::build);
        Arbitrary<ExecutionBlock> capella = Combinators.combine(bellatrix, hash32(), EngineArbitraries.withdrawals())
                .as((block, root, withdrawals) -> ExecutionBlock.builder()
                        .from(block)
                        .withdrawalsRoot(root)
                        .withdrawals(withdrawals)
                        .build());
        Arbitrary<ExecutionBlock> deneb = Combinators.combine(capella, uint64(), uint64(), hash32())
                .as((block, used, excess, root) -> ExecutionBlock.builder()
                        .from(block)
                        .blobGasUsed(used)
                        .excessBlobGas(excess)
                        .parentBeaconBlockRoot(root)
                        .build());
        return Arbitraries.oneOf(bellatrix, capella, deneb);
    }

    private static Arbitrary<String> name() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars('-', '_', '.')
                .ofMinLength(1)
                .ofMaxLength(MOST_TEXT);
    }

    /** Texts with every character that JSON must escape among them. */
    private static StringArbitrary text() {
        return Arbitraries.strings()
                .all()
                .withChars('"', '\\', '/', '\n', '\u0000', '\u2028')
                .ofMaxLength(MOST_TEXT);
    }
}
