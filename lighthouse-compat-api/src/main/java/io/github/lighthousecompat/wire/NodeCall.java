package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;
import java.util.Optional;
import java.util.Set;

/** One call to a node while it is under way: which release that is, and the requests that the call makes. */
final class NodeCall {
    /** What those say who let nobody know the version: forbidden, not found, not allowed. */
    private static final Set<Integer> HIDDEN = Set.of(403, 404, 405);

    private final BeaconHttp http;
    private final Attempt attempt;
    private final Effect effect;

    NodeCall(BeaconHttp http, Attempt attempt, Operation<?, ?> operation) {
        this.http = http;
        this.attempt = attempt;
        this.effect = operation.effect();
    }

    CallLabel label() {
        return attempt.label();
    }

    /** The release of the node, which is asked for it once. */
    Release release() {
        return http.release().require(label(), () -> version().text());
    }

    /** What the node says that it is, which may be of another dialect; where it does not say so, what its header says. */
    NodeVersion version() {
        NodeAnswer answer = http.answer(attempt, BeaconPaths.NODE_VERSION, request(BeaconPaths.NODE_VERSION));
        NodeVersion version = HIDDEN.contains(answer.status())
                ? header(answer)
                        // a proxy that hides the one endpoint answers in its own name there, and not elsewhere
                        .or(() -> header(http.answer(attempt, BeaconPaths.GENESIS, request(BeaconPaths.GENESIS))))
                        .orElseGet(() -> read(answer))
                : read(answer);
        http.release().see(version.text());
        return version;
    }

    private NodeVersion read(NodeAnswer answer) {
        return NodeCalls.version(http.authorized(attempt, answer).orFail());
    }

    private static Optional<NodeVersion> header(NodeAnswer answer) {
        return answer.header("Server")
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
        release();
        NodeAnswer answer = http.send(attempt, endpoint, request);
        if (effect == Effect.READ) {
            // what was published is published, whoever took it
            http.release().requireOwn(label());
        }
        return answer;
    }

    /** Whether a request may arrive twice: not where a second answer is another thing to sign, or nobody knows. */
    boolean isRepeatable() {
        return effect == Effect.READ || effect == Effect.IDEMPOTENT_WRITE;
    }
}
