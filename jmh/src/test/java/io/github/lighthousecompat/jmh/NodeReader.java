package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a node's own words, with nothing of ours in between. */
final class NodeReader {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI node;

    NodeReader(URI node) {
        this.node = node;
    }

    String json(String path) {
        return new String(read(path, "application/json"), StandardCharsets.UTF_8);
    }

    /** What the node answers in JSON, byte by byte. */
    Bytes bytes(String path) {
        return Bytes.of(read(path, "application/json"));
    }

    byte[] ssz(String path) {
        return read(path, "application/octet-stream");
    }

    private byte[] read(String path, String type) {
        HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                .header("Accept", type)
                .timeout(LIMIT)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith(type);
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + path + " was read", e);
        }
    }
}
