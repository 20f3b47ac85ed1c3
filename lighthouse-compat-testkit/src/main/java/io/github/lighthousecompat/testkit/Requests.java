package io.github.lighthousecompat.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lighthousecompat.bytes.Bytes;
import java.io.IOException;
import java.net.URI;

/** Reads what comes over the wire. */
final class Requests {
    private Requests() {}

    static BeaconRequest read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        return new BeaconRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                exchange.getRequestHeaders(),
                Bytes.of(exchange.getRequestBody().readAllBytes()));
    }
}
