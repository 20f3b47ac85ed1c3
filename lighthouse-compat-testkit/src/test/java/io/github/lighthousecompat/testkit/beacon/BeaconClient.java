package io.github.lighthousecompat.testkit.beacon;

import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain client of a beacon node, with nothing of this library in it. */
final class BeaconClient {
    static final String JSON = "application/json";
    static final String SSZ = "application/octet-stream";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;

    BeaconClient(FakeBeaconNode node) {
        this(node.url());
    }

    BeaconClient(URI url) {
        this.url = url;
    }

    /** An answer whose body is small enough to hold. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return MAPPER.readTree(response.body());
        }

        /** The message of an error; empty text if it is none. */
        String message() {
            return text().startsWith("{") ? json().path("message").asString("") : "";
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    JsonNode data(String path) throws IOException, InterruptedException {
        return get(path).json().get("data");
    }

    Answer getSsz(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", SSZ));
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return post(path, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
    }

    CompletableFuture<HttpResponse<byte[]>> start(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    /** The answer as soon as its headers are there. */
    HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofInputStream());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(30));
    }
}
