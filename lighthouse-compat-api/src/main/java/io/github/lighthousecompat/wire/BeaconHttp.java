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
        return send(attempt, endpoint, request, transport::exchange);
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
        NodeAnswer answer =
                send(attempt, endpoint, request, (label, complete) -> transport.stream(label, complete, own));
        // also of a refusal: what another dialect refuses, a client of that may know better
        release.requireOwn(attempt.label());
        answer.orFail();
    }

    /** Where the node is, without path and credentials. */
    String endpoint() {
        return transport.endpoint();
    }

    private NodeAnswer send(
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
        NodeAnswer read = new NodeAnswer(label, endpoint, answer, release.current(), secrets);
        if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
            String text = read.excerpt();
            throw new LighthouseException.Authentication(
                    label.site(),
                    label.operation(),
                    Facet.BEACON,
                    transport.endpoint() + " answered HTTP " + answer.status()
                            + (text.isEmpty() ? "" : " (" + text + ")"));
        }
        return read;
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
