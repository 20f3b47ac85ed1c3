package io.github.lighthousecompat.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain client of the node, with nothing of this library in it: the JDK's HTTP, other people's tokens and JSON. */
final class NodeClient {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeExecutionNode node;
    private final Instant now;

    NodeClient(FakeExecutionNode node, Instant now) {
        this.node = node;
        this.now = now;
    }

    /** The answer to a well-formed call; each parameter is JSON text. */
    JsonNode call(String method, String... params) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request(body(method, params)).build(), HttpResponse.BodyHandlers.ofString());
        return MAPPER.readTree(response.body());
    }

    /** The result of a call that must have one. */
    JsonNode result(String method, String... params) throws IOException, InterruptedException {
        JsonNode answer = call(method, params);
        if (!answer.has("result")) {
            throw new AssertionError(method + " has no result: " + answer);
        }
        return answer.get("result");
    }

    /** The error code of a call; 0 if it has none. */
    int code(String method, String... params) throws IOException, InterruptedException {
        return call(method, params).path("error").path("code").asInt(0);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> start(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(node.url())
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token(now))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    static String body(String method, String... params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":["
                + String.join(",", List.of(params)) + "]}";
    }

    static String quoted(Object... values) {
        return "["
                + String.join(
                        ",", Stream.of(values).map(value -> "\"" + value + "\"").toList())
                + "]";
    }

    String token(Instant issuedAt) {
        return token(new JWTClaimsSet.Builder().issueTime(Date.from(issuedAt)).build());
    }

    String token(JWTClaimsSet claims) {
        return token(claims, node.jwtSecret().key());
    }

    static String token(JWTClaimsSet claims, byte[] key) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError("a key of 32 bytes signs", e);
        }
    }
}
