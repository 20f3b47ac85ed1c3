package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.PayloadStatus.Status;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparatorTest {
    private static final CallSite SITE = CallSite.of("test");
    private static final PayloadStatus VALID = PayloadStatus.valid(Hash32.ZERO);

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
                Verdict expected = meaning(one).equals(meaning(two))
                        ? Verdict.MATCH
                        : meaning(one).equals("unknown") || meaning(two).equals("unknown")
                                ? Verdict.LAG
                                : Verdict.CONFLICT;
                assertThat(Comparator.compare(EngineOperations.NEW_PAYLOAD, status(one), status(two)))
                        .as("%s against %s", one, two)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void builds_areComparedByTheirStatusAlone() {
        ForkchoiceUpdated built = ForkchoiceUpdated.of(VALID, Optional.empty());
        assertThat(Comparator.compare(EngineOperations.FORKCHOICE_BUILD, built, VALID))
                .isEqualTo(Verdict.MATCH);
        assertThat(Comparator.compare(EngineOperations.FORKCHOICE_BUILD, built, PayloadStatus.syncing()))
                .isEqualTo(Verdict.LAG);
    }

    @Test
    void failures_areToldApart() {
        LighthouseException timeout = new LighthouseException.Timeout(SITE, "x", Duration.ofSeconds(1));
        LighthouseException fork = new LighthouseException.Rpc(SITE, "x", -38005, "Unsupported fork");
        assertThat(Comparator.compare(EngineOperations.NEW_PAYLOAD, timeout, VALID))
                .isEqualTo(Verdict.PRIMARY_ERROR);
        assertThat(Comparator.compare(EngineOperations.NEW_PAYLOAD, VALID, timeout))
                .isEqualTo(Verdict.OTHER_ERROR);
        assertThat(Comparator.compare(EngineOperations.NEW_PAYLOAD, timeout, timeout))
                .isEqualTo(Verdict.BOTH_ERROR);
        assertThat(Comparator.compare(EngineOperations.NEW_PAYLOAD, VALID, fork))
                .isEqualTo(Verdict.FORK_MISMATCH);
        assertThat(Comparator.compare(EngineOperations.NEW_PAYLOAD, fork, fork)).isEqualTo(Verdict.BOTH_ERROR);
    }

    @Test
    void heads_thatDifferAreLag() {
        assertThat(Comparator.compare(EngineOperations.BLOCK_NUMBER, UInt64.ONE, UInt64.ZERO))
                .isEqualTo(Verdict.LAG);
        assertThat(Comparator.compare(EngineOperations.CHAIN_ID, UInt64.ONE, UInt64.ZERO))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(Comparator.compare(EngineOperations.CHAIN_ID, UInt64.ONE, UInt64.ONE))
                .isEqualTo(Verdict.MATCH);
    }

    @Test
    void missingBlocks_areLagAndOthersMismatch() {
        List<Optional<String>> both = List.of(Optional.of("a"), Optional.of("b"));
        List<Optional<String>> one = List.of(Optional.of("a"), Optional.empty());
        List<Optional<String>> other = List.of(Optional.of("a"), Optional.of("c"));
        assertThat(Comparator.compare(EngineOperations.PAYLOAD_BODIES_BY_HASH, both, one))
                .isEqualTo(Verdict.LAG);
        assertThat(Comparator.compare(EngineOperations.PAYLOAD_BODIES_BY_HASH, both, other))
                .isEqualTo(Verdict.MISMATCH);
        assertThat(Comparator.compare(EngineOperations.PAYLOAD_BODIES_BY_RANGE, both, both.subList(0, 1)))
                .isEqualTo(Verdict.LAG);
        assertThat(Comparator.compare(EngineOperations.BLOCK_BY_HASH, Optional.of("a"), Optional.empty()))
                .isEqualTo(Verdict.LAG);
        assertThat(Comparator.compare(EngineOperations.BLOCK_BY_HASH, Optional.of("a"), Optional.of("b")))
                .isEqualTo(Verdict.MISMATCH);
    }

    @Test
    void blocksOfDifferentNumbers_areLag() {
        ExecutionBlock one = block(1);
        assertThat(Comparator.compare(EngineOperations.BLOCK_BY_NUMBER, Optional.of(one), Optional.of(block(2))))
                .isEqualTo(Verdict.LAG);
        assertThat(Comparator.compare(EngineOperations.BLOCK_BY_NUMBER, Optional.of(one), Optional.of(block(1))))
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

    @Test
    void answersOfTheServer_areNotCompared() {
        assertThat(Comparator.compare(
                        EngineOperations.CAPABILITIES,
                        Capabilities.of(Set.of("a"), Duration.ZERO),
                        Capabilities.of(Set.of(), Duration.ZERO)))
                .isEqualTo(Verdict.NOT_COMPARED);
    }
}
