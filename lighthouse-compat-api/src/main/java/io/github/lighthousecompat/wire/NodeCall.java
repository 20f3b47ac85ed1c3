package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.BlockEncoding;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;

/** One call to a node while it is under way: which release that is, and the requests that the call makes. */
final class NodeCall {
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

    /** What the node says that it is, which may be of another dialect. */
    NodeVersion version() {
        NodeAnswer answer = http.send(
                attempt,
                BeaconPaths.NODE_VERSION,
                HttpRequest.get(BeaconPaths.NODE_VERSION.template(), HttpRequest.JSON));
        NodeVersion version = NodeCalls.version(answer.orFail());
        http.release().see(version.text());
        return version;
    }

    /** Whether a block travels as SSZ: releases before v4.4.1 take none, and give none with a word about its fork. */
    boolean isSsz(BlockEncoding encoding) {
        return encoding == BlockEncoding.SSZ && release().isAtLeast(4, 4, 1);
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
