package io.github.lighthousecompat.v4;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine port that answers each method with one result, -32601 where it has none, and keeps what arrives. */
final class RecordingNode implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("\"method\":\"([^\"]+)\",\"params\":(.*),\"id\":(\\d+)}$");

    private final Map<String, String> results;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    RecordingNode(Map<String, String> results) throws IOException {
        this.results = results;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Method and parameters of each request, in order. */
    List<String> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher request =
                    REQUEST.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            if (!request.find()) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            received.add(request.group(1) + request.group(2));
            String result = results.get(request.group(1));
            String outcome =
                    result == null ? "\"error\":{\"code\":-32601,\"message\":\"unknown\"}" : "\"result\":" + result;
            byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + request.group(3) + "," + outcome + "}").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
