package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The two sequences that every driver of an execution layer needs, written once over any caller. */
final class Composites {
    private static final String BUILD = "buildPayload";
    private static final String IMPORT = "importPayload";

    private Composites() {}

    static CompletableFuture<BuildResult> build(
            Caller caller, ForkchoiceBuild build, Duration buildFor, CallOptions options) {
        return caller.composite(
                BUILD,
                EngineOperations.FORKCHOICE_BUILD,
                build,
                options,
                one -> buildBy(one, build, buildFor, options));
    }

    static CompletableFuture<ImportResult> importPayload(Caller caller, ImportRequest request, CallOptions options) {
        return caller.composite(
                IMPORT,
                EngineOperations.NEW_PAYLOAD,
                request.payload(),
                options,
                one -> importBy(one, request, options));
    }

    private static CompletableFuture<BuildResult> buildBy(
            Caller caller, ForkchoiceBuild build, Duration buildFor, CallOptions options) {
        Sequence<BuildResult> sequence = new Sequence<>(caller, BUILD, options);
        if (options.deadline()
                .filter(deadline -> deadline.compareTo(buildFor) <= 0)
                .isPresent()) {
            sequence.refuse("a deadline of " + options.deadline().orElseThrow() + " leaves no time beside the "
                    + buildFor + " for building");
            return sequence.result;
        }
        sequence.step(
                EngineOperations.FORKCHOICE_BUILD,
                build,
                options.deadline().map(deadline -> deadline.minus(buildFor)),
                started -> started.payload()
                        .ifPresentOrElse(
                                handle -> sequence.after(
                                        buildFor,
                                        () -> sequence.step(
                                                EngineOperations.GET_PAYLOAD,
                                                handle,
                                                sequence.rest(),
                                                built -> sequence.end(new BuildResult.Built(handle, built)))),
                                () -> sequence.end(new BuildResult.NotBuilt(started.payloadStatus()))));
        return sequence.result;
    }

    private static CompletableFuture<ImportResult> importBy(Caller caller, ImportRequest request, CallOptions options) {
        Sequence<ImportResult> sequence = new Sequence<>(caller, IMPORT, options);
        Hash32 hash = request.payload().payload().blockHash();
        ForkchoiceState state = ForkchoiceState.of(hash, request.safeBlockHash(), request.finalizedBlockHash());
        sequence.step(EngineOperations.NEW_PAYLOAD, request.payload(), options.deadline(), judged -> {
            if (judged.isInvalid()) {
                sequence.end(invalid(judged));
            } else if (judged.isValid() || request.isOptimisticHead()) {
                sequence.step(
                        EngineOperations.FORKCHOICE_UPDATED,
                        state,
                        sequence.rest(),
                        moved -> sequence.end(imported(hash, moved)));
            } else {
                sequence.end(new ImportResult.Optimistic(judged, false));
            }
        });
        return sequence.result;
    }

    private static ImportResult imported(Hash32 hash, PayloadStatus moved) {
        if (moved.isInvalid()) {
            return invalid(moved);
        }
        return moved.isValid() ? new ImportResult.Imported(hash) : new ImportResult.Optimistic(moved, true);
    }

    private static ImportResult invalid(PayloadStatus status) {
        return new ImportResult.Invalid(status.latestValidHash(), status.validationError());
    }

    /** Calls one after the other in one deadline, under one future that cancels whichever is under way. */
    private static final class Sequence<T> {
        private final Caller caller;
        private final String name;
        private final CallOptions options;
        private final CallSite site;
        private final CallFuture<T> result;
        private final long start;
        private boolean begun;

        Sequence(Caller caller, String name, CallOptions options) {
            this.caller = caller;
            this.name = name;
            this.options = options;
            this.site = options.site().orElse(CallSite.of(caller.name()));
            this.result = new CallFuture<>(site, name);
            this.start = caller.nanoTime();
        }

        <A, R> void step(Operation<A, R> operation, A argument, Optional<Duration> limit, Consumer<R> then) {
            if (result.isDone()) {
                return;
            }
            if (limit.filter(rest -> rest.isZero() || rest.isNegative()).isPresent()) {
                result.completeExceptionally(new LighthouseException.Timeout(
                        site, name, options.deadline().orElseThrow()));
                return;
            }
            CompletableFuture<R> call =
                    caller.call(operation, argument, limit.map(options::within).orElse(options));
            result.onCancel(() -> call.cancel(true));
            call.whenComplete((value, failure) -> {
                try {
                    if (failure != null) {
                        throw LighthouseException.from(failure, site, name);
                    }
                    begun = true;
                    then.accept(value);
                } catch (RuntimeException e) {
                    result.completeExceptionally(ended(LighthouseException.from(e, site, name)));
                }
            });
        }

        /** To the host the sequence is one call: one that had begun when the client was closed was not rejected. */
        private LighthouseException ended(LighthouseException failure) {
            return begun
                            && failure instanceof LighthouseException.Rejected rejected
                            && rejected.reason() == LighthouseException.Rejected.Reason.CLOSED
                    ? new LighthouseException.Cancelled(site, name, "the client was closed")
                    : failure;
        }

        /** What is left of the deadline, if there is one. */
        Optional<Duration> rest() {
            return options.deadline().map(deadline -> deadline.minusNanos(caller.nanoTime() - start));
        }

        void after(Duration delay, Runnable then) {
            if (delay.isZero()) {
                then.run();
                return;
            }
            // set before there is anything to cancel: what comes after the delay, perhaps at once, sets its own
            CompletableFuture<TimeSource.Scheduled> waiting = new CompletableFuture<>();
            result.onCancel(() -> waiting.thenAccept(TimeSource.Scheduled::cancel));
            waiting.complete(caller.after(delay, then));
        }

        void refuse(String problem) {
            result.completeExceptionally(
                    new LighthouseException.Refused(site, name, LighthouseException.Refused.Fault.ARGUMENT, problem));
        }

        void end(T value) {
            result.complete(value);
        }
    }
}
