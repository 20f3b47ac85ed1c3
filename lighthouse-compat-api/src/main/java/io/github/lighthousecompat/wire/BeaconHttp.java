package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.NodeSettings;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks one Lighthouse node and blocks until its answer is there, whatever that is. Thread-safe. */
final class BeaconHttp {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Transport transport;
    private final Supplier<Map<String, String>> headers;
    private final NodeRelease release;

    /** Makes an exchange for a request of this number. */
    private interface Preparation {
        Transport.Exchange prepare(CallLabel label, HttpRequest request, long asked);
    }

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
        return answer(attempt, endpoint, request, (label, complete, asked) -> transport.exchange(label, complete));
    }

    /**
     * Sends one request and hands a successful answer to {@code receiver} until it ends.
     *
     * @throws LighthouseException if there is no answer, its status is not that of success, or the node is none of the
     *     dialect's
     */
    void stream(Attempt attempt, Endpoint endpoint, HttpRequest request, Transport.Receiver receiver) {
        NodeAnswer answer = authorized(
                attempt,
                answer(
                        attempt,
                        endpoint,
                        request,
                        (label, complete, asked) -> transport.stream(label, complete, ofOwn(label, asked, receiver))));
        // also of a refusal: what another dialect refuses, a client of that may know better
        release.requireOwn(attempt.label(), answer.server());
        answer.orFail();
    }

    /** Takes an answer that is one of the dialect's. */
    private Transport.Receiver ofOwn(CallLabel label, long asked, Transport.Receiver receiver) {
        return new Transport.Receiver() {
            @Override
            public void begin(HttpAnswer head) {
                Optional<String> server = head.header(NodeAnswer.SERVER);
                server.ifPresent(text -> release.see(text, asked));
                release.requireOwn(label, server);
                receiver.begin(head);
            }

            @Override
            public void take(byte[] bytes, int count) {
                receiver.take(bytes, count);
            }
        };
    }

    /** Where the node is, without path and credentials. */
    String endpoint() {
        return transport.endpoint();
    }

    private NodeAnswer answer(Attempt attempt, Endpoint endpoint, HttpRequest request, Preparation preparation) {
        CallLabel label = attempt.label();
        HttpRequest complete = request;
        List<String> secrets = new ArrayList<>();
        for (Map.Entry<String, String> header : headers(label).entrySet()) {
            complete = complete.with(header.getKey(), header.getValue());
            secrets.add(header.getValue());
        }
        // after the host's own code, which may have taken its time
        long asked = release.ask();
        Transport.Exchange exchange = preparation.prepare(label, complete, asked);
        HttpAnswer answer = attempt.interruptibly(exchange::cancel, exchange::execute);
        Optional<String> server = answer.header(NodeAnswer.SERVER);
        server.ifPresent(text -> release.see(text, asked));
        return new NodeAnswer(label, endpoint, answer, asked, release.of(server), secrets);
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
