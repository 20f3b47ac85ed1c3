package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may be sent in a version's name and which answers it accepts, as far as that can be told without the network.
 *
 * <p>Immutable and thread-safe. Each check returns if all is well and throws the failure of the call otherwise.
 */
final class EngineRules {
    private final Dialect dialect;
    private final ForkSchedule forks;

    EngineRules(Dialect dialect, ForkSchedule forks) {
        this.dialect = dialect;
        this.forks = forks;
    }

    void checkRequest(CallLabel label, NewPayloadRequest request) {
        checkFork(label, "payload", request.fork(), request.payload().timestamp(), EngineMethods::newPayload);
    }

    void checkRequest(CallLabel label, ForkchoiceBuild build) {
        checkFork(
                label,
                "attributes",
                build.attributes().fork(),
                build.attributes().timestamp(),
                EngineMethods::forkchoiceUpdated);
    }

    void checkRequest(CallLabel label, PayloadHandle handle) {
        label.requireOwn(
                handle.owner(),
                "the payload is being built by " + handle.owner() + ", and only there it can be fetched");
        checkSpoken(label, handle.fork(), "of the payload", EngineMethods::getPayload);
    }

    void checkClientVersion(CallLabel label, NoArgument none) {
        if (dialect.identity().isEmpty()) {
            throw new LighthouseException.Unsupported(
                    label.site(),
                    label.operation(),
                    null,
                    EngineMethods.GET_CLIENT_VERSION,
                    "Lighthouse " + dialect.version().label()
                            + " does not ask who the execution layer is; ask with raw(..)");
        }
    }

    private void checkFork(CallLabel label, String what, Fork type, UInt64 timestamp, Function<Fork, String> methods) {
        Fork due = forks.at(timestamp);
        checkSpoken(label, due, "at timestamp " + timestamp, methods);
        if (type != due) {
            throw new Refused(
                    label.site(),
                    label.operation(),
                    Refused.Fault.WRONG_FORK,
                    "the " + what + " is of the type of " + type + ", but timestamp " + timestamp + " lies in " + due
                            + " (" + forks + ")");
        }
    }

    private void checkSpoken(CallLabel label, Fork fork, String where, Function<Fork, String> methods) {
        if (!dialect.version().speaks(fork)) {
            String method = methods.apply(fork);
            throw new LighthouseException.Unsupported(
                    label.site(),
                    label.operation(),
                    fork,
                    method,
                    "Lighthouse " + dialect.version().label() + " does not speak " + method + ", which " + fork + " "
                            + where
                            + " needs; use a version that follows this fork, or correct the fork schedule if it is wrong");
        }
    }

    /** The server must have the method. */
    static void checkOffered(
            CallLabel label, Capabilities offered, String method, @Nullable Fork fork, String endpoint) {
        if (!offered.has(method)) {
            throw new LighthouseException.Unsupported(
                    label.site(),
                    label.operation(),
                    fork,
                    method,
                    endpoint + " does not offer " + method + (fork == null ? "" : ", which " + fork + " needs")
                            + "; upgrade the execution layer"
                            + (fork == null ? "" : " or compare its fork schedule with the client's"));
        }
    }

    /** VALID must be said of the block that was asked about. */
    static void checkStatus(CallLabel label, String path, PayloadStatus status, Hash32 asked) {
        Optional<Hash32> latest = status.latestValidHash();
        if (status.isValid() && !latest.equals(Optional.of(asked))) {
            throw notUnderstood(
                    label,
                    path + ".latestValidHash",
                    "VALID for " + asked + " carries "
                            + latest.map(Hash32::toString).orElse("none"));
        }
    }

    /** A forkchoice has three of the five verdicts. */
    static void checkHead(CallLabel label, PayloadStatus status, Hash32 head) {
        if (status.status() == PayloadStatus.Status.ACCEPTED
                || status.status() == PayloadStatus.Status.INVALID_BLOCK_HASH) {
            throw notUnderstood(
                    label, "$.result.payloadStatus.status", status.status() + " is no answer to a forkchoice");
        }
        checkStatus(label, "$.result.payloadStatus", status, head);
    }

    /** What is fetched must be what was begun. */
    void checkBuilt(CallLabel label, PayloadHandle handle, ExecutionPayload payload) {
        Fork fork = forks.at(payload.timestamp());
        if (fork != handle.fork()) {
            throw notUnderstood(
                    label,
                    "$.result.executionPayload.timestamp",
                    payload.timestamp() + " lies in " + fork + ", the payload was begun for " + handle.fork());
        }
    }

    /** One body for each hash. */
    static void checkBodies(CallLabel label, List<Optional<PayloadBody>> bodies, List<Hash32> hashes) {
        if (bodies.size() != hashes.size()) {
            throw notUnderstood(label, "$.result", "has " + bodies.size() + " bodies for " + hashes.size() + " hashes");
        }
    }

    /** No more bodies than blocks; the range may go beyond the head. */
    static void checkBodies(CallLabel label, List<Optional<PayloadBody>> bodies, BlockRange range) {
        if (bodies.size() > range.count()) {
            throw notUnderstood(label, "$.result", "has " + bodies.size() + " bodies for " + range.count() + " blocks");
        }
    }

    private static LighthouseException notUnderstood(CallLabel label, String path, String problem) {
        return new LighthouseException.Decode(label.site(), label.operation(), path, problem, null);
    }
}
