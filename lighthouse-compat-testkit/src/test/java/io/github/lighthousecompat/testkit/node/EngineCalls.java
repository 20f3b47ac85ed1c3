package io.github.lighthousecompat.testkit.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** JSON-RPC by the plainest means, so that what is tested is the node and not a client of ours. */
final class EngineCalls {
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final EthereumJsNode node;

    EngineCalls(EthereumJsNode node) {
        this.node = node;
    }

    record Answer(String request, int status, String contentType, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        JsonNode result() {
            JsonNode answer = json();
            if (!answer.has("result")) {
                throw new AssertionError("no result but " + body);
            }
            return answer.get("result");
        }
    }

    static String request(String method, String... params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + String.join(",", params)
                + "]}";
    }

    Answer engine(String method, String... params) {
        return post(node.engineUrl(), request(method, params), "Bearer " + token());
    }

    Answer rpc(String method, String... params) {
        return post(node.rpcUrl(), request(method, params), "");
    }

    Answer post(URI url, String body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request, body);
    }

    /** Sends a request that need not be well-formed; {@code body} is what to call it in messages. */
    Answer send(HttpRequest.Builder request, String body) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String contentType = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(body, response.statusCode(), contentType, response.body());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + body, e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    String token() {
        return token(secret());
    }

    /** A token of the node's secret with these claims, JSON text. */
    String token(String claims) {
        return token(secret(), HEADER, claims);
    }

    byte[] secret() {
        try {
            return HexFormat.of().parseHex(Files.readString(node.jwtSecretFile()));
        } catch (IOException e) {
            throw new AssertionError("the secret can't be read", e);
        }
    }

    static String token(byte[] secret) {
        return token(secret, HEADER, "{\"iat\":" + Instant.now().getEpochSecond() + "}");
    }

    private static String token(byte[] secret, String header, String claims) {
        try {
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            String signed = base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                    + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + "." + base64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HmacSHA256", e);
        }
    }
}
