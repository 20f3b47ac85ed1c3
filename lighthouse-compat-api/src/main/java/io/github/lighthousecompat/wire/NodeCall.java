package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.BlockEncoding;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** One call to a node while it is under way: which release that is, and the requests that the call makes. */
final class NodeCall {
    /** What those say who let nobody know the version: forbidden, not found, not allowed. */
    private static final Set<Integer> HIDDEN = Set.of(403, 404, 405);

    /** A long list of ids where the path has to hold it. */
    private static final int TOO_LONG = 414;

    private final BeaconHttp http;
    private final Attempt attempt;
    private final Effect effect;
    /** The endpoint that is not asked again, with what it answered. */
    private final Optional<Missing> without;

    private Optional<Missing> missing = Optional.empty();
    private boolean isTaken;
    private boolean isUnfit;

    /** An endpoint that a node lacks, as its answer says. */
    private record Missing(Endpoint endpoint, NodeAnswer answer) {}

    private NodeCall(BeaconHttp http, Attempt attempt, Effect effect, Optional<Missing> without) {
        this.http = http;
        this.attempt = attempt;
        this.effect = effect;
        this.without = without;
    }

    NodeCall(BeaconHttp http, Attempt attempt, Operation<?, ?> operation) {
        this(http, attempt, operation.effect(), Optional.empty());
    }

    /**
     * Does the work of an operation. If the node lacks an endpoint that its release has, and an older one can stand in,
     * the work is done once more with that: what is missing has built nothing and taken nothing. If that helps, the
     * node is taken for one that lacks the endpoint for a while, or until its release changes; if the older one is no
     * better, the first outcome counts.
     */
    static <R> R run(BeaconHttp http, Attempt attempt, Operation<?, ?> operation, Function<NodeCall, R> work) {
        NodeCall call = new NodeCall(http, attempt, operation);
        Supplier<R> outcome = call.outcome(work);
        if (call.missing.isEmpty()) {
            return outcome.get();
        }
        NodeCall older = new NodeCall(http, attempt, operation.effect(), call.missing);
        Supplier<R> other = older.outcome(work);
        if (older.isTaken) {
            Missing missing = call.missing.get();
            http.release().lack(missing.endpoint(), missing.answer().asked());
        }
        return (older.isUnfit ? outcome : other).get();
    }

    private <R> Supplier<R> outcome(Function<NodeCall, R> work) {
        try {
            R value = work.apply(this);
            return () -> value;
        } catch (LighthouseException.Unsupported | LighthouseException.Http e) {
            return () -> {
                throw e;
            };
        }
    }

    CallLabel label() {
        return attempt.label();
    }

    /** The release of the node, which is asked for it once. */
    Release release() {
        return http.release().require(label(), this::version);
    }

    /** The release of the node, which is asked for it once more. */
    Release renewedRelease() {
        return http.release().renew(label(), this::version);
    }

    /** Whether the release has an endpoint, and the node was not found to lack it. */
    boolean has(Endpoint endpoint) {
        return endpoint.isIn(release())
                && !http.release().lacks(endpoint)
                && without.filter(known -> known.endpoint().equals(endpoint)).isEmpty();
    }

    /**
     * What the node says that it is, which may be of another dialect; where it does not say so, what its header says.
     */
    NodeVersion version() {
        NodeAnswer answer = http.answer(attempt, BeaconPaths.NODE_VERSION, request(BeaconPaths.NODE_VERSION));
        NodeVersion version = HIDDEN.contains(answer.status())
                ? header(answer)
                        // a proxy that hides the one endpoint answers in its own name there, and not elsewhere
                        .or(() -> header(http.answer(attempt, BeaconPaths.GENESIS, request(BeaconPaths.GENESIS))))
                        .orElseGet(() -> read(answer))
                : read(answer);
        http.release().seeVersion(version.text(), answer.asked());
        return version;
    }

    /** Whether a block travels as SSZ: releases before v4.4.1 take none, and give none with a word about its fork. */
    boolean isSsz(BlockEncoding encoding) {
        return encoding == BlockEncoding.SSZ && release().isAtLeast(4, 4, 1);
    }

    private NodeVersion read(NodeAnswer answer) {
        return NodeCalls.version(http.authorized(attempt, answer).orFail());
    }

    private static Optional<NodeVersion> header(NodeAnswer answer) {
        return answer.server()
                .map(NodeVersion::new)
                .filter(version -> version.release().isPresent());
    }

    private static HttpRequest request(Endpoint endpoint) {
        return HttpRequest.get(endpoint.template(), HttpRequest.JSON);
    }

    /** Begins a request to {@code endpoint} with {@code values} in its path. */
    NodeRequest to(Endpoint endpoint, Object... values) {
        return new NodeRequest(this, endpoint, values);
    }

    /** Sends a request and gives the answer, whatever its status. */
    NodeAnswer send(Endpoint endpoint, HttpRequest request) {
        // before anything is sent: a node that was found to speak another dialect is not asked in this one
        Release release = release();
        Optional<NodeAnswer> told =
                without.filter(known -> known.endpoint().equals(endpoint)).map(Missing::answer);
        NodeAnswer answer = told.isPresent() ? told.get() : http.send(attempt, endpoint, request);
        if (effect == Effect.READ) {
            // what was published is published, whoever took it
            requireOwn(answer);
        }
        isTaken = answer.status() / 100 == 2;
        isUnfit = answer.isMissingPerhaps() || answer.status() == TOO_LONG;
        if (BeaconPaths.NEWER.contains(endpoint) && endpoint.isIn(release) && answer.isMissingPerhaps()) {
            missing = Optional.of(new Missing(endpoint, answer));
        }
        return answer;
    }

    /**
     * Makes sure that an answer is that of a node of the dialect.
     *
     * @throws LighthouseException.VersionChanged if it is another's
     */
    void requireOwn(NodeAnswer answer) {
        http.release().requireOwn(label(), answer.server());
    }

    /** Whether a request may arrive twice: not where a second answer is another thing to sign, or nobody knows. */
    boolean isRepeatable() {
        return effect == Effect.READ || effect == Effect.IDEMPOTENT_WRITE;
    }
}
