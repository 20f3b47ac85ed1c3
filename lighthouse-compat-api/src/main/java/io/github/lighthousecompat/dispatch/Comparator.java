package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What two answers to one call are to each other, by what they mean and not by how they look. */
final class Comparator {
    /** Answers that tell about the server and not about the chain. */
    private static final Set<Operation<?, ?>> OF_THE_SERVER = Set.of(
            EngineOperations.CAPABILITIES,
            EngineOperations.CLIENT_VERSION,
            EngineOperations.SYNCING,
            EngineOperations.RAW);

    private Comparator() {}

    /** Either may be the {@link LighthouseException} that the call failed with. */
    static Verdict compare(Operation<?, ?> operation, Object answer, Object other) {
        boolean failed = answer instanceof LighthouseException;
        boolean otherFailed = other instanceof LighthouseException;
        if (failed || otherFailed) {
            if (Failures.isForkMismatch(answer) != Failures.isForkMismatch(other)) {
                return Verdict.FORK_MISMATCH;
            }
            return failed && otherFailed ? Verdict.BOTH_ERROR : failed ? Verdict.PRIMARY_ERROR : Verdict.OTHER_ERROR;
        }
        if (OF_THE_SERVER.contains(operation)) {
            return Verdict.NOT_COMPARED;
        }
        Optional<PayloadStatus> status = status(answer);
        Optional<PayloadStatus> otherStatus = status(other);
        if (status.isPresent() && otherStatus.isPresent()) {
            return statuses(status.get(), otherStatus.get());
        }
        if (answer instanceof BuiltPayload one && other instanceof BuiltPayload two) {
            return payloads(one.payload(), two.payload());
        }
        if (answer instanceof Optional<?> one && other instanceof Optional<?> two) {
            return optionals(one, two);
        }
        if (answer instanceof List<?> one && other instanceof List<?> two) {
            return lists(one, two);
        }
        if (answer.equals(other)) {
            return Verdict.MATCH;
        }
        return operation == EngineOperations.BLOCK_NUMBER ? Verdict.LAG : Verdict.MISMATCH;
    }

    /** What an answer says of a block, if it is one that does. */
    static Optional<PayloadStatus> status(Object answer) {
        if (answer instanceof PayloadStatus status) {
            return Optional.of(status);
        }
        return answer instanceof ForkchoiceUpdated updated ? Optional.of(updated.payloadStatus()) : Optional.empty();
    }

    /** Whether an answer says VALID or INVALID, and not that it is not known yet. */
    static boolean isVerdict(Object answer) {
        return status(answer).filter(Comparator::isVerdict).isPresent();
    }

    private static boolean isVerdict(PayloadStatus status) {
        return status.isValid() || status.isInvalid();
    }

    private static Verdict statuses(PayloadStatus one, PayloadStatus two) {
        if ((one.isValid() && two.isInvalid()) || (one.isInvalid() && two.isValid())) {
            return Verdict.CONFLICT;
        }
        return isVerdict(one) == isVerdict(two) ? Verdict.MATCH : Verdict.LAG;
    }

    /** Two servers fill a payload from two pools: only what the attributes and the parent fix must be the same. */
    private static Verdict payloads(ExecutionPayload one, ExecutionPayload two) {
        return one.fork() == two.fork()
                        && one.parentHash().equals(two.parentHash())
                        && one.timestamp().equals(two.timestamp())
                        && one.blockNumber().equals(two.blockNumber())
                        && one.prevRandao().equals(two.prevRandao())
                        && one.withdrawals().equals(two.withdrawals())
                ? Verdict.MATCH
                : Verdict.MISMATCH;
    }

    private static Verdict optionals(Optional<?> one, Optional<?> two) {
        if (one.isPresent() != two.isPresent()) {
            return Verdict.LAG;
        }
        // two answers to "latest" a moment apart
        if (one.orElse(null) instanceof ExecutionBlock left
                && two.orElse(null) instanceof ExecutionBlock right
                && !left.number().equals(right.number())) {
            return Verdict.LAG;
        }
        return one.equals(two) ? Verdict.MATCH : Verdict.MISMATCH;
    }

    private static Verdict lists(List<?> one, List<?> two) {
        Verdict worst = one.size() == two.size() ? Verdict.MATCH : Verdict.LAG;
        for (int i = 0; i < Math.min(one.size(), two.size()); i++) {
            Object left = one.get(i);
            Object right = two.get(i);
            if (left instanceof Optional<?> l && right instanceof Optional<?> r && l.isPresent() != r.isPresent()) {
                worst = Verdict.LAG;
            } else if (!left.equals(right)) {
                return Verdict.MISMATCH;
            }
        }
        return worst;
    }
}
