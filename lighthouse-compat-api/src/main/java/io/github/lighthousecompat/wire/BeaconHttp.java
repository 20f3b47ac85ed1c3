package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.NodeSettings;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Asks one Lighthouse node and blocks until its answer is there, whatever that is. Thread-safe. */
final class BeaconHttp {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Transport transport;
    private final Supplier<Map<String, String>> headers;
    private final NodeRelease release;

    BeaconHttp(Transport transport, NodeSettings settings, NodeRelease release) {
        this.transport = transport;
        this.headers = settings.beaconHeaders();
        this.release = release;
    }

    /** What the node is. */
    NodeRelease release() {
        return release;
    }

    /**
     * Sends one request.
     *
     * @throws LighthouseException if there is no answer, or the node refuses the client
     */
    NodeAnswer send(Attempt attempt, Endpoint endpoint, HttpRequest request) {
        return authorized(attempt, answer(attempt, endpoint, request));
    }

    /**
     * Sends one request and gives the answer, also where that refuses the client.
     *
     * @throws LighthouseException if there is no answer
     */
    NodeAnswer answer(Attempt attempt, Endpoint endpoint, HttpRequest request) {
        return answer(attempt, endpoint, request, transport::exchange);
    }

    /**
     * Sends one request and hands a successful answer to {@code receiver} until it ends.
     *
     * @throws LighthouseException if there is no answer, its status is not that of success, or the node is none of the
     *     dialect's
     */
    void stream(Attempt attempt, Endpoint endpoint, HttpRequest request, Transport.Receiver receiver) {
        Transport.Receiver own = new Transport.Receiver() {
            @Override
            public void begin(HttpAnswer head) {
                head.header("Server").ifPresent(release::see);
                release.requireOwn(attempt.label());
                receiver.begin(head);
            }

            @Override
            public void take(byte[] bytes, int count) {
                receiver.take(bytes, count);
            }
        };
        NodeAnswer answer = authorized(
                attempt,
                answer(attempt, endpoint, request, (label, complete) -> transport.stream(label, complete, own)));
        // also of a refusal: what another dialect refuses, a client of that may know better
        release.requireOwn(attempt.label());
        answer.orFail();
    }

    /** Where the node is, without path and credentials. */
    String endpoint() {
        return transport.endpoint();
    }

    private NodeAnswer answer(
            Attempt attempt,
            Endpoint endpoint,
            HttpRequest request,
            BiFunction<CallLabel, HttpRequest, Transport.Exchange> preparation) {
        CallLabel label = attempt.label();
        HttpRequest complete = request;
        List<String> secrets = new ArrayList<>();
        for (Map.Entry<String, String> header : headers(label).entrySet()) {
            complete = complete.with(header.getKey(), header.getValue());
            secrets.add(header.getValue());
        }
        Transport.Exchange exchange = preparation.apply(label, complete);
        HttpAnswer answer = attempt.interruptibly(exchange::cancel, exchange::execute);
        answer.header("Server").ifPresent(release::see);
        return new NodeAnswer(label, endpoint, answer, release.current(), secrets);
    }

    /** The answer, if the node takes requests of this client. */
    NodeAnswer authorized(Attempt attempt, NodeAnswer answer) {
        CallLabel label = attempt.label();
        if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
            String text = answer.excerpt();
            throw new LighthouseException.Authentication(
                    label.site(),
                    label.operation(),
                    Facet.BEACON,
                    transport.endpoint() + " answered HTTP " + answer.status()
                            + (text.isEmpty() ? "" : " (" + text + ")"));
        }
        return answer;
    }

    private Map<String, String> headers(CallLabel label) {
        try {
            return headers.get();
        } catch (RuntimeException e) {
            throw new LighthouseException.Authentication(
                    label.site(),
                    label.operation(),
                    Facet.BEACON,
                    "beaconHeaders failed: " + e.getClass().getSimpleName());
        }
    }

    /** {@code text} without what must not be told. */
    static String redacted(String text, Collection<String> secrets) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = secret.isEmpty() ? redacted : redacted.replace(secret, "(secret)");
        }
        return redacted;
    }
}
