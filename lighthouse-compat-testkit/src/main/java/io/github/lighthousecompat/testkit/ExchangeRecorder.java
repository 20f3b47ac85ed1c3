package io.github.lighthousecompat.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lighthousecompat.bytes.Bytes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Stands between a client and a node, and notes what they say, without secrets. Thread-safe; close it after use.
 *
 * <p>Point a client at {@link #url()}, let it ask, and save {@link #recording()}. What the node's own URL holds beside
 * its paths, such as the key of a provider, does not come into the recording. Streams of events are not recorded: to
 * ask for one gives status 501.
 */
public final class ExchangeRecorder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final URI node;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final List<RecordedExchange> exchanges = new ArrayList<>();
    private final LoopbackServer server;

    private ExchangeRecorder(URI node) {
        this.node = node;
        this.server = LoopbackServer.start(this::handle);
    }

    /** Begins to listen, and hands what comes to {@code node}, a URL as it would be given to a client. */
    public static ExchangeRecorder start(URI node) {
        return new ExchangeRecorder(node);
    }

    /** Where it listens. */
    public URI url() {
        return server.url();
    }

    /** What was said until now. */
    public Recording recording() {
        synchronized (exchanges) {
            return new Recording(exchanges);
        }
    }

    /** Stops listening. Idempotent. */
    @Override
    public void close() {
        server.kill();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            BeaconRequest request = Requests.read(exchange);
            if (request.path().endsWith("/eth/v1/events")) {
                AnswerSender.sendWhole(exchange, HttpAnswer.text(501, "streams of events are not recorded"));
                return;
            }
            HttpResponse<byte[]> response = forward(request);
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
            headers.keySet().removeIf(ExchangeRecorder::isOfTheConnection);
            HttpAnswer answer = new HttpAnswer(response.statusCode(), headers, Bytes.of(response.body()), 0);
            synchronized (exchanges) {
                exchanges.add(new RecordedExchange(request, answer.status(), headers, answer.body()));
            }
            AnswerSender.sendWhole(exchange, answer);
        }
    }

    private HttpResponse<byte[]> forward(BeaconRequest request) throws IOException {
        HttpRequest.BodyPublisher body = request.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(request.body().toArray());
        HttpRequest.Builder forwarded =
                HttpRequest.newBuilder(target(request)).timeout(PATIENCE).method(request.method(), body);
        request.headers().forEach((name, values) -> {
            if (!isOfTheConnection(name)) {
                values.forEach(value -> forwarded.header(name, value));
            }
        });
        try {
            return client.send(forwarded.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the recorder was closed");
        }
    }

    private URI target(BeaconRequest request) {
        String base = node.toString().replaceAll("/+$", "");
        return URI.create(base + request.path() + (request.query().isEmpty() ? "" : '?' + request.query()));
    }

    private static boolean isOfTheConnection(String header) {
        return OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }
}
