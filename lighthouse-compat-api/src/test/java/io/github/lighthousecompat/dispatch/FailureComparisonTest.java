package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where one or both of two calls failed. */
class FailureComparisonTest {
    private static final CallSite SITE = CallSite.of("test");
    private static final Comparator COMPARATOR = Comparisons.COMPARATOR;
    private static final PayloadStatus VALID = PayloadStatus.valid(Hash32.ZERO);

    @Test
    void failures_areToldApart() {
        LighthouseException timeout = new LighthouseException.Timeout(SITE, "x", Duration.ofSeconds(1));
        LighthouseException fork = new LighthouseException.Rpc(SITE, "x", -38005, "Unsupported fork");
        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, timeout, VALID))
                .isEqualTo(Verdict.PRIMARY_ERROR);
        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, VALID, timeout))
                .isEqualTo(Verdict.OTHER_ERROR);
        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, timeout, timeout))
                .isEqualTo(Verdict.BOTH_ERROR);
        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, VALID, fork))
                .isEqualTo(Verdict.FORK_MISMATCH);
        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, fork, fork))
                .isEqualTo(Verdict.BOTH_ERROR);
    }

    @Test
    @Tag("S25")
    void failuresOfBoth_areComparedByKindAndCode() {
        LighthouseException timeout = new LighthouseException.Timeout(SITE, "x", Duration.ofSeconds(1));
        LighthouseException busy = new LighthouseException.Rpc(SITE, "x", -32000, "busy");
        LighthouseException busyToo = new LighthouseException.Rpc(SITE, "x", -32000, "try again");
        LighthouseException state = new LighthouseException.Rpc(SITE, "x", -38002, "wrong state");

        assertThat(COMPARATOR.compare(EngineOperations.FORKCHOICE_UPDATED, NoArgument.NONE, busy, busyToo))
                .isEqualTo(Verdict.BOTH_ERROR);
        assertThat(COMPARATOR.compare(EngineOperations.FORKCHOICE_UPDATED, NoArgument.NONE, busy, timeout))
                .isEqualTo(Verdict.ERRORS_DIFFER);
        assertThat(COMPARATOR.compare(EngineOperations.FORKCHOICE_UPDATED, NoArgument.NONE, busy, state))
                .isEqualTo(Verdict.ERRORS_DIFFER);
        assertThat(differences(EngineOperations.FORKCHOICE_UPDATED, busy, timeout))
                .containsExactly(new Difference("error.kind", "rpc", "timeout"));
        assertThat(differences(EngineOperations.FORKCHOICE_UPDATED, busy, state))
                .containsExactly(new Difference("error.code", "-32000", "-38002"));
        assertThat(differences(EngineOperations.FORKCHOICE_UPDATED, VALID, busy))
                .containsExactly(new Difference("error", "none", "rpc -32000"));
    }

    @Test
    void wrongAttributes_areOneErrorUnderBothOfItsCodes() {
        LighthouseException then = new LighthouseException.Rpc(SITE, "x", -32602, "invalid params");
        LighthouseException now = new LighthouseException.Rpc(SITE, "x", -38003, "invalid attributes");

        assertThat(COMPARATOR.compare(EngineOperations.FORKCHOICE_BUILD, NoArgument.NONE, then, now))
                .isEqualTo(Verdict.BOTH_ERROR);
    }

    @Test
    @Tag("S27")
    void whatAClientCannotSay_isNoFailureOfItsServer() {
        LighthouseException refused =
                new LighthouseException.Refused(SITE, "x", LighthouseException.Refused.Fault.WRONG_FORK, "a V1 type");
        LighthouseException unsupported =
                new LighthouseException.Unsupported(SITE, "x", Fork.DENEB, "engine_newPayloadV3", "lacks it");

        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, VALID, refused))
                .isEqualTo(Verdict.NOT_SENT);
        assertThat(COMPARATOR.compare(EngineOperations.NEW_PAYLOAD, NoArgument.NONE, unsupported, VALID))
                .isEqualTo(Verdict.NOT_SENT);
    }

    private static List<Difference> differences(Operation<?, ?> operation, Object answer, Object other) {
        return Comparisons.of(operation, answer, other).differences();
    }
}
