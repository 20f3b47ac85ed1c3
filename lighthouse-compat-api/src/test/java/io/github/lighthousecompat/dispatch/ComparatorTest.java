package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.compare.IgnoreRule;
import io.github.lighthousecompat.compare.IgnoreRules;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.PayloadStatus.Status;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.hash.Keccak256;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Verdict;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ComparatorTest {
    private static final Comparator COMPARATOR = Comparisons.COMPARATOR;
    private static final PayloadStatus VALID = PayloadStatus.valid(Hash32.ZERO);

    private static final Hash32 HASH = Keccak256.hash(Bytes.EMPTY);
    private static final Optional<List<Withdrawal>> NONE = Optional.empty();

    private static String meaning(Status status) {
        return switch (status) {
            case VALID -> "valid";
            case INVALID, INVALID_BLOCK_HASH -> "invalid";
            case SYNCING, ACCEPTED -> "unknown";
        };
    }

    private static PayloadStatus status(Status status) {
        return PayloadStatus.of(status, Optional.empty(), Optional.of("by " + status));
    }

    @Test
    void statuses_areComparedByWhatTheyMean() {
        for (Status one : Status.values()) {
            for (Status two : Status.values()) {
                Verdict expected = one == two
                        ? Verdict.MATCH
                        : meaning(one).equals(meaning(two))
                                ? Verdict.IGNORED
                                : meaning(one).equals("unknown") || meaning(two).equals("unknown")
                                        ? Verdict.LAG
                                        : Verdict.CONFLICT;
                assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, status(one), status(two)))
                        .as("%s against %s", one, two)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void builds_areComparedByTheirStatusAlone() {
        ForkchoiceUpdated built = ForkchoiceUpdated.of(VALID, Optional.empty());
        assertThat(COMPARATOR.compare(EngineOperations.FORKCHOICE_BUILD, NoArgument.NONE, built, VALID))
                .isEqualTo(Verdict.MATCH);
        assertThat(COMPARATOR.compare(
                        EngineOperations.FORKCHOICE_BUILD, NoArgument.NONE, built, PayloadStatus.syncing()))
                .isEqualTo(Verdict.LAG);
    }

    @Test
    void heads_thatDifferAreLag() {
        assertThat(COMPARATOR.compare(EngineOperations.BLOCK_NUMBER, NoArgument.NONE, UInt64.ONE, UInt64.ZERO))
                .isEqualTo(Verdict.LAG);
        assertThat(COMPARATOR.compare(EngineOperations.CHAIN_ID, NoArgument.NONE, UInt64.ONE, UInt64.ZERO))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(COMPARATOR.compare(EngineOperations.CHAIN_ID, NoArgument.NONE, UInt64.ONE, UInt64.ONE))
                .isEqualTo(Verdict.MATCH);
    }

    @Test
    void missingBlocks_areLagAndOthersMismatch() {
        Optional<PayloadBody> a = Optional.of(body("0xaa"));
        Optional<PayloadBody> b = Optional.of(body("0xbb"));
        Optional<PayloadBody> c = Optional.of(body("0xcc"));
        assertThat(COMPARATOR.compare(
                        EngineOperations.PAYLOAD_BODIES_BY_HASH,
                        NoArgument.NONE,
                        List.of(a, b),
                        List.of(a, Optional.empty())))
                .isEqualTo(Verdict.LAG);
        assertThat(COMPARATOR.compare(
                        EngineOperations.PAYLOAD_BODIES_BY_HASH, NoArgument.NONE, List.of(a, b), List.of(a, c)))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(COMPARATOR.compare(
                        EngineOperations.PAYLOAD_BODIES_BY_RANGE, NoArgument.NONE, List.of(a, b), List.of(a)))
                .isEqualTo(Verdict.LAG);
        assertThat(COMPARATOR.compare(
                        EngineOperations.PAYLOAD_BODIES_BY_RANGE, NoArgument.NONE, List.of(a, b), List.of(c)))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(COMPARATOR.compare(
                        EngineOperations.BLOCK_BY_HASH, NoArgument.NONE, Optional.of(block(1)), Optional.empty()))
                .isEqualTo(Verdict.LAG);
    }

    private static PayloadBody body(String transaction) {
        return PayloadBody.of(Transactions.of(List.of(Bytes.parse(transaction))), Optional.empty());
    }

    @Test
    void blocksOfDifferentNumbers_areLag() {
        ExecutionBlock one = block(1);
        assertThat(COMPARATOR.compare(
                        EngineOperations.BLOCK_BY_NUMBER, NoArgument.NONE, Optional.of(one), Optional.of(block(2))))
                .isEqualTo(Verdict.LAG);
        assertThat(COMPARATOR.compare(
                        EngineOperations.BLOCK_BY_NUMBER, NoArgument.NONE, Optional.of(one), Optional.of(block(1))))
                .isEqualTo(Verdict.MATCH);
    }

    private static ExecutionBlock block(long number) {
        return ExecutionBlock.builder()
                .hash(Hash32.ZERO)
                .parentHash(Hash32.ZERO)
                .feeRecipient(Address.ZERO)
                .stateRoot(Hash32.ZERO)
                .transactionsRoot(Hash32.ZERO)
                .receiptsRoot(Hash32.ZERO)
                .logsBloom(Bloom.ZERO)
                .prevRandao(Hash32.ZERO)
                .number(UInt64.of(number))
                .gasLimit(UInt64.ZERO)
                .gasUsed(UInt64.ZERO)
                .timestamp(UInt64.ZERO)
                .extraData(Bytes.EMPTY)
                .build();
    }

    private static List<Difference> differences(Operation<?, ?> operation, Object answer, Object other) {
        return Comparisons.of(operation, answer, other).differences();
    }

    @Test
    @Tag("S24")
    void textsAndIdsOfServers_areNoMismatchAndLagIsNoContradiction() {
        PayloadStatus invalid = PayloadStatus.invalid(Optional.empty(), "wrong gas");
        PayloadStatus inOtherWords = PayloadStatus.invalid(Optional.of(HASH), "gas used is wrong");

        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, invalid, inOtherWords))
                .isEqualTo(Verdict.IGNORED);
        assertThat(COMPARATOR.compare(EngineOperations.FORKCHOICE_BUILD, NoArgument.NONE, updated(1), updated(2)))
                .isEqualTo(Verdict.IGNORED);
        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, VALID, PayloadStatus.syncing()))
                .isEqualTo(Verdict.LAG);
        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, VALID, invalid))
                .isEqualTo(Verdict.CONFLICT);
    }

    private static ForkchoiceUpdated updated(long id) {
        return ForkchoiceUpdated.of(VALID, Optional.of(PayloadHandle.of("one", UInt64.of(id), Fork.CAPELLA, 0)));
    }

    @Test
    void emptyErrorText_isNone() {
        PayloadStatus empty = PayloadStatus.of(Status.VALID, Optional.of(Hash32.ZERO), Optional.of(""));

        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, VALID, empty))
                .isEqualTo(Verdict.MATCH);
    }

    @Test
    @Tag("S70")
    void anotherLatestValidHash_isAMismatchAtItsPath() {
        PayloadStatus other = PayloadStatus.valid(HASH);

        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, VALID, other))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(differences(EngineOperations.NEW_PAYLOAD, VALID, other))
                .containsExactly(new Difference("latestValidHash", Hash32.ZERO.toHex(), HASH.toHex()));
        assertThat(differences(
                        EngineOperations.FORKCHOICE_BUILD,
                        ForkchoiceUpdated.of(VALID, Optional.empty()),
                        ForkchoiceUpdated.of(other, Optional.empty())))
                .extracting(Difference::path)
                .containsExactly("payloadStatus.latestValidHash");
    }

    @Test
    void aBuildThatOnlyOneBegins_isAMismatch() {
        ForkchoiceUpdated idle = ForkchoiceUpdated.of(VALID, Optional.empty());

        assertThat(COMPARATOR.compare(EngineOperations.FORKCHOICE_BUILD, NoArgument.NONE, updated(1), idle))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(differences(EngineOperations.FORKCHOICE_BUILD, updated(1), idle))
                .containsExactly(new Difference("isBuilding", "true", "false"));
    }

    @Test
    void aBuildOnAHeadThatTheOtherDoesNotKnow_isLag() {
        ForkchoiceUpdated unknown = ForkchoiceUpdated.of(PayloadStatus.syncing(), Optional.empty());

        assertThat(COMPARATOR.compare(EngineOperations.FORKCHOICE_BUILD, NoArgument.NONE, updated(1), unknown))
                .isEqualTo(Verdict.LAG);
        assertThat(differences(EngineOperations.FORKCHOICE_BUILD, updated(1), unknown))
                .containsExactly(new Difference("payloadStatus.status", "VALID", "SYNCING"));
    }

    @Test
    void conflictAndLag_nameTheStatus() {
        assertThat(differences(EngineOperations.NEW_PAYLOAD, VALID, status(Status.INVALID)))
                .containsExactly(new Difference("status", "VALID", "INVALID"));
        assertThat(differences(EngineOperations.NEW_PAYLOAD, status(Status.SYNCING), VALID))
                .containsExactly(new Difference("status", "SYNCING", "VALID"));
        assertThat(differences(EngineOperations.BLOCK_NUMBER, UInt64.ONE, UInt64.ZERO))
                .containsExactly(new Difference("$", "1", "0"));
    }

    @Test
    @Tag("S26")
    void transactions_areNamedByTheirPlaceAndToldByTheirHash() {
        Bytes one = Bytes.of(new byte[100_000]);
        List<Difference> found = differences(
                EngineOperations.PAYLOAD_BODIES_BY_HASH,
                List.of(Optional.of(body("0xaa")), Optional.of(PayloadBody.of(Transactions.of(List.of(one)), NONE))),
                List.of(Optional.of(body("0xaa")), Optional.of(body("0xbb"))));

        assertThat(found).singleElement().satisfies(difference -> {
            assertThat(difference.path()).isEqualTo("[1].transactions[0]");
            assertThat(difference.answer())
                    .startsWith("100000 bytes, keccak "
                            + Keccak256.hash(one).toHex().substring(0, 10))
                    .hasSizeLessThanOrEqualTo(ShortText.LONGEST);
            assertThat(difference.otherAnswer()).startsWith("1 bytes, keccak ");
        });
    }

    @Test
    @Tag("S26")
    void differences_areBounded() {
        List<Bytes> many = IntStream.range(0, 500)
                .mapToObj(i -> Bytes.of((byte) i, (byte) (i >> 8)))
                .toList();
        List<Bytes> others = many.stream().map(any -> Bytes.of((byte) 9)).toList();

        assertThat(differences(
                        EngineOperations.PAYLOAD_BODIES_BY_HASH,
                        List.of(Optional.of(PayloadBody.of(Transactions.of(many), NONE))),
                        List.of(Optional.of(PayloadBody.of(Transactions.of(others), NONE)))))
                .hasSize(Findings.MOST);
        assertThat(ShortText.of("line\n".repeat(100)))
                .hasSize(ShortText.LONGEST)
                .doesNotContain("\n");
    }

    @Test
    @Tag("S28")
    void everyOperation_isComparedOrKnownNotToBe() {
        assertThat(EngineOperations.ALL.stream().filter(operation -> !EngineShapes.isCompared(operation)))
                .containsExactlyInAnyOrder(
                        EngineOperations.CAPABILITIES,
                        EngineOperations.CLIENT_VERSION,
                        EngineOperations.SYNCING,
                        EngineOperations.RAW);
    }

    @Test
    void payloadsOfTwoBuilds_areComparedWhereTheParentAndTheAttributesFixThem() {
        BuiltPayload one = built(UInt64.of(5), Hash32.ZERO, Bytes.parse("0x01"));
        BuiltPayload fuller = built(UInt64.of(5), HASH, Bytes.parse("0x0203"));
        BuiltPayload other = built(UInt64.of(6), HASH, Bytes.parse("0x0203"));

        assertThat(COMPARATOR.compare(EngineOperations.GET_PAYLOAD, NoArgument.NONE, one, fuller))
                .isEqualTo(Verdict.IGNORED);
        assertThat(differences(EngineOperations.GET_PAYLOAD, one, fuller))
                .extracting(Difference::path)
                .containsExactly("payload.stateRoot", "payload.transactions", "blockValue");
        assertThat(COMPARATOR.compare(EngineOperations.GET_PAYLOAD, NoArgument.NONE, one, other))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(differences(EngineOperations.GET_PAYLOAD, one, other))
                .containsExactly(new Difference("payload.withdrawals[0].amount", "5", "6"));
    }

    private static BuiltPayload built(UInt64 amount, Hash32 stateRoot, Bytes transaction) {
        CapellaPayload payload = CapellaPayload.builder()
                .from((CapellaPayload) Samples.block(1).payload())
                .stateRoot(stateRoot)
                .transactions(Transactions.of(List.of(transaction)))
                .addWithdrawals(Withdrawal.of(UInt64.ONE, UInt64.ONE, Address.ZERO, amount))
                .build();
        return BuiltPayload.of(payload, UInt256.of(transaction.size()));
    }

    @Test
    void payloadsOfTwoForks_differInTheForkAlone() {
        DenebPayload deneb = (DenebPayload) Samples.denebBlock(1).payload();

        assertThat(differences(
                        EngineOperations.GET_PAYLOAD,
                        built(UInt64.ONE, HASH, Bytes.EMPTY),
                        BuiltPayload.of(deneb, UInt256.of(0), BlobsBundle.EMPTY, false)))
                .containsExactly(new Difference("payload.fork", Fork.CAPELLA.toString(), Fork.DENEB.toString()));
    }

    @Test
    void equalAnswers_costNoMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PayloadStatus one = PayloadStatus.valid(HASH);
        PayloadStatus other = PayloadStatus.valid(Hash32.of(HASH.toArray()));
        Runnable compare = () -> {
            for (int i = 0; i < 10_000; i++) {
                if (COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, one, other) != Verdict.MATCH) {
                    throw new AssertionError("no match");
                }
            }
        };
        compare.run();

        long before = threads.getCurrentThreadAllocatedBytes();
        compare.run();

        // what the measurement itself takes is far below one byte for each comparison
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    @Test
    void rule_hidesNoContradictionAndNoLag() {
        Comparator blind = new Comparator(IgnoreRules.NONE.plus(IgnoreRule.ofAll("$", "everything")));

        assertThat(blind.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, VALID, status(Status.INVALID)))
                .isEqualTo(Verdict.CONFLICT);
        assertThat(blind.compare(
                        EngineOperations.FORKCHOICE_BUILD,
                        NoArgument.NONE,
                        updated(1),
                        ForkchoiceUpdated.of(status(Status.INVALID), Optional.empty())))
                .isEqualTo(Verdict.CONFLICT);
        assertThat(blind.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, VALID, PayloadStatus.syncing()))
                .isEqualTo(Verdict.LAG);
        assertThat(blind.compare(EngineOperations.CHAIN_ID, NoArgument.NONE, UInt64.ONE, UInt64.ZERO))
                .isEqualTo(Verdict.IGNORED);
    }

    @Test
    void rulesOfTheHost_turnAMismatchIntoIgnored() {
        Comparator lenient = new Comparator(IgnoreRules.DEFAULT.plus(
                IgnoreRule.of(EngineOperations.BLOCK_BY_NUMBER, "extraData", "words of each server")));
        ExecutionBlock other = ExecutionBlock.builder()
                .from(block(1))
                .extraData(Bytes.of((byte) 1))
                .build();

        assertThat(COMPARATOR.compare(
                        EngineOperations.BLOCK_BY_NUMBER, NoArgument.NONE, Optional.of(block(1)), Optional.of(other)))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(lenient.compare(
                        EngineOperations.BLOCK_BY_NUMBER, NoArgument.NONE, Optional.of(block(1)), Optional.of(other)))
                .isEqualTo(Verdict.IGNORED);
        assertThat(lenient.compare(
                        EngineOperations.BLOCK_BY_HASH, NoArgument.NONE, Optional.of(block(1)), Optional.of(other)))
                .isEqualTo(Verdict.MISMATCH);
    }

    @Test
    void answersOfTheServer_areNotCompared() {
        assertThat(COMPARATOR.compare(
                        EngineOperations.CAPABILITIES,
                        NoArgument.NONE,
                        Capabilities.of(Set.of("a"), Duration.ZERO),
                        Capabilities.of(Set.of(), Duration.ZERO)))
                .isEqualTo(Verdict.NOT_COMPARED);
    }
}
