package io.github.lighthousecompat.testkit.beacon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.testkit.BeaconRequest;
import io.github.lighthousecompat.testkit.BeaconScript;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.testkit.beacon.BeaconClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ways in which a node can be made to fail, and that it is well again afterwards. */
class BeaconFaultsIT {
    private static final String VERSION = "/eth/v1/node/version";
    private static final String HEAD = "/eth/v2/beacon/blocks/head";

    private final ManualTime time = ManualTime.create();
    private final FakeBeaconNode node =
            FakeBeaconNode.builder("Lighthouse/v5.3.0").time(time).start();
    private final BeaconClient client = new BeaconClient(node);

    @AfterEach
    void close() {
        node.close();
    }

    private BeaconScript.Rule once(String path) {
        return node.script().on("GET", path).times(1);
    }

    private void assertWell() throws Exception {
        assertThat(client.get(VERSION).status()).isEqualTo(200);
    }

    @Test
    void answer_isGivenInPlaceOfTheNodes() throws Exception {
        once(VERSION).answer(502, "<html>a proxy</html>");
        once(VERSION).answer(200, "text/csv", Bytes.of("a,b".getBytes(UTF_8)));
        once(VERSION).error(202, "ACCEPTED: so far");
        once(VERSION).redirect(URI.create("http://127.0.0.1:1/elsewhere"));
        once(VERSION).answer(406, "");

        Answer page = client.get(VERSION);
        assertThat(page.status()).isEqualTo(502);
        assertThat(page.header("Content-Type")).isEqualTo("text/html");
        assertThat(client.get(VERSION).header("Content-Type")).isEqualTo("text/csv");
        Answer accepted = client.get(VERSION);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text()).isEqualTo("{\"code\":202,\"message\":\"ACCEPTED: so far\",\"stacktraces\":[]}");
        Answer moved = client.get(VERSION);
        assertThat(moved.status()).isEqualTo(302);
        assertThat(moved.header("Location")).isEqualTo("http://127.0.0.1:1/elsewhere");
        assertThat(client.get(VERSION).status()).isEqualTo(406);
        assertWell();
    }

    @Test
    void answer_isChangedOnItsWay() throws Exception {
        once(HEAD).withoutHeader("eth-consensus-version");
        once(HEAD).fork("fulu");
        once(HEAD).header("Content-Type", "text/plain");

        assertThat(client.get(HEAD).header("Eth-Consensus-Version")).isEmpty();
        Answer renamed = client.get(HEAD);
        assertThat(renamed.header("Eth-Consensus-Version")).isEqualTo("fulu");
        assertThat(renamed.json().get("version").asString()).isEqualTo("fulu");
        assertThat(client.get(HEAD).header("Content-Type")).isEqualTo("text/plain");
        assertThat(client.get(HEAD).header("Eth-Consensus-Version")).isEqualTo("deneb");
    }

    @Test
    void bareNumbers_haveNoQuotes() throws Exception {
        once("/eth/v1/node/syncing").bareNumbers();

        assertThat(client.get("/eth/v1/node/syncing").text())
                .endsWith("\"el_offline\":false,\"head_slot\":33,\"sync_distance\":0}}");
    }

    @Test
    void gzip_isSentThoughNobodyAsked() throws Exception {
        once(VERSION).gzip();

        Answer packed = client.get(VERSION);

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            assertThat(new String(in.readAllBytes(), UTF_8))
                    .isEqualTo(client.get(VERSION).text());
        }
    }

    @Test
    void padding_makesABodyLong() throws Exception {
        once(VERSION).padding(20_000);
        String usual = client.get(HEAD).text();
        assertThat(usual).isNotEmpty();

        Answer padded = client.get(VERSION);

        assertThat(padded.bytes()).hasSize(client.get(VERSION).bytes().length + 20_000);
        assertThat(padded.json().at("/data/version").asString()).isEqualTo(node.version());
    }

    @Test
    void trickle_sendsAByteAtATime() throws Exception {
        once(VERSION).trickle(Duration.ofSeconds(1));

        HttpResponse<InputStream> response = client.open(VERSION);
        try (InputStream body = response.body()) {
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> read(body));
            assertThat(first).isNotDone();
            tick();
            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo('{');
            tick();
            assertThat(body.read()).isEqualTo('"');
        }
    }

    /** Lets a second pass as soon as somebody waits for it. */
    private void tick() {
        Eventually.until(() -> time.pending() != 0);
        time.advance(Duration.ofSeconds(1));
    }

    private static int read(InputStream body) {
        try {
            return body.read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void hold_sendsNothingUntilItIsReleased() throws Exception {
        BeaconScript.Rule held = once(VERSION).hold();

        CompletableFuture<HttpResponse<byte[]>> answer = client.start(client.request(VERSION));
        Eventually.until(() -> !node.requests().isEmpty());
        assertThat(answer).isNotDone();
        held.release();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void cut_breaksTheConnection() throws Exception {
        // the client of the JDK asks again where a connection ends before the answer
        node.script().on("GET", VERSION).disconnect();
        assertThatThrownBy(() -> client.get(VERSION)).isInstanceOf(IOException.class);
        node.script().clear();
        once(VERSION).truncate();
        assertThatThrownBy(() -> client.get(VERSION)).isInstanceOf(IOException.class);
        assertWell();
    }

    @Test
    void stall_sendsHalfAndThenNothing() throws Exception {
        BeaconScript.Rule stalled = once(VERSION).stall();
        int whole = client.get(HEAD).bytes().length;
        assertThat(whole).isPositive();

        HttpResponse<InputStream> response = client.open(VERSION);
        try (InputStream body = response.body()) {
            long promised =
                    response.headers().firstValueAsLong("Content-Length").orElseThrow();
            assertThat(body.readNBytes((int) promised / 2)).hasSize((int) promised / 2);
            stalled.release();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
        assertWell();
    }

    @Test
    void rule_isForItsMethodAndPath() throws Exception {
        node.script().on("POST", VERSION).answer(500, "");
        node.script().on("*", "/eth/v1/beacon/blocks/*/root").answer(501, "");

        assertThat(client.get(VERSION).status()).isEqualTo(200);
        assertThat(client.post(VERSION, "{}").status()).isEqualTo(500);
        assertThat(client.get("/eth/v1/beacon/blocks/head/root").status()).isEqualTo(501);
        assertThat(client.get("/eth/v1/beacon/blocks/head").status()).isEqualTo(200);
        node.script().onAny().answer(503, "");
        assertThat(client.get(VERSION).status()).isEqualTo(503);
        node.script().clear();
        assertThat(client.get("/eth/v1/beacon/blocks/head/root").status()).isEqualTo(200);
    }

    @Test
    void requests_areRememberedAsTheyCame() throws Exception {
        client.get("/eth/v1/beacon/states/head/validators?id=1&id=0x%30");
        client.post("/eth/v1/validator/liveness/4", "[1]");

        List<BeaconRequest> requests = node.requests();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0)).hasToString("GET /eth/v1/beacon/states/head/validators?id=1&id=0x%30");
        assertThat(requests.get(1).text()).isEqualTo("[1]");
        assertThat(requests.get(1).header("CONTENT-TYPE")).contains("application/json");
        assertThat(requests.get(1).query()).isEmpty();
    }

    @Test
    void kill_closesThePortUntilItIsRevived() throws Exception {
        node.kill();
        assertThatThrownBy(() -> client.get(VERSION)).isInstanceOf(IOException.class);
        node.revive();
        assertWell();
    }
}
