package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.BeaconFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.beacon.RawAnswer;
import io.github.lighthousecompat.beacon.RawRequest;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.call.LighthouseException.Http;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request of the host's own making goes out as the host made it. */
@Timeout(60)
class BeaconRawIT {
    private final BeaconFixture node = new BeaconFixture(TestDialect.LONG, "Lighthouse/v5.3.0-d6ba8c3/x86_64-linux");

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void method_goesOutAsItIs(String method) {
        node.on((request, answer) -> node.json(answer, "{}"));

        Lighthouse.await(node.beacon().raw(method, "/eth/v1/x", Map.of("a", "b c"), Optional.empty()));

        assertThat(node.lines()).containsExactly(method + " /eth/v1/x?a=b%20c");
        assertThat(last().body()).isEmpty();
        assertThat(last().headers()).containsEntry("accept", "application/json");
    }

    @Test
    void head_hasNoBodyAndLeavesTheConnectionUsable() {
        node.on((request, answer) ->
                answer.raw("HTTP/1.1 200 OK\r\n" + node.header() + "Content-Length: 5000\r\n\r\n"));
        RawRequest head = RawRequest.builder().method("HEAD").path("/eth/v1/x").build();

        assertThat(Lighthouse.await(node.beacon().raw(head)).body()).isEqualTo(Bytes.EMPTY);
        assertThat(Lighthouse.await(node.beacon().raw(head)).status()).isEqualTo(200);

        assertThat(node.lines()).containsExactly("HEAD /eth/v1/x", "HEAD /eth/v1/x");
        assertThat(last().connection()).isEqualTo(1);
    }

    @Test
    void request_withEverything_arrivesWithIt_andTheAnswerIsHandedOutAsItCame() {
        node.on((request, answer) -> answer.status(
                "203 Well",
                node.header()
                        + "Content-Type: application/octet-stream\r\neth-consensus-version: deneb\r\nX-Other: 1\r\n",
                "bytes"));

        RawAnswer answer = Lighthouse.await(node.beacon()
                .raw(RawRequest.builder()
                        .method("PUT")
                        .path("/eth/v1/a%20b")
                        .body(Bytes.of((byte) 'z', (byte) '!'))
                        .contentType("application/octet-stream")
                        .accept("application/octet-stream")
                        .headers(Map.of("Eth-Consensus-Version", "deneb"))
                        .build()));

        assertThat(node.lines()).containsExactly("PUT /eth/v1/a%20b");
        assertThat(last().body()).isEqualTo("z!");
        assertThat(last().headers())
                .containsEntry("content-type", "application/octet-stream")
                .containsEntry("accept", "application/octet-stream")
                .containsEntry("eth-consensus-version", "deneb");
        assertThat(answer)
                .isEqualTo(new RawAnswer(
                        203,
                        Optional.of("application/octet-stream"),
                        Map.of("Eth-Consensus-Version", "deneb", "Server", "Lighthouse/v5.3.0-d6ba8c3/x86_64-linux"),
                        Bytes.of("bytes".getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "multipart/form-data; boundary=\"a b\"; x=1"
            })
    void contentType_withParameters_goesOutAsItIsWritten(String type) {
        node.on((request, answer) -> node.json(answer, "{}"));

        Lighthouse.await(node.beacon()
                .raw(RawRequest.builder()
                        .method("POST")
                        .path("/eth/v1/x")
                        .body(Bytes.of((byte) '7'))
                        .contentType(type)
                        .build()));

        assertThat(last().body()).isEqualTo("7");
        assertThat(last().headers()).containsEntry("content-type", type);
    }

    @Test
    void text_isSentAsJson() {
        node.on((request, answer) -> node.json(answer, "null"));

        Lighthouse.await(node.beacon().raw("POST", "/eth/v1/x", Map.of(), Optional.of("[\"\u00fc\"]")));

        assertThat(last().body()).isEqualTo("[\"\u00fc\"]");
        assertThat(last().headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void refusal_isHttp() {
        node.on((request, answer) -> node.error(answer, 404, "NOT_FOUND"));

        assertThat(failure(Http.class, node.beacon().raw("/eth/v1/nothing")).status())
                .isEqualTo(404);
    }

    private LoopbackServer.Request last() {
        return node.server.requests().get(node.server.requests().size() - 1);
    }
}
