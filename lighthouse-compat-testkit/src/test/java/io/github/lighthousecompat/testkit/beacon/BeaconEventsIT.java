package io.github.lighthousecompat.testkit.beacon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.testkit.BeaconScript;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.ManualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The streams of events of a node. */
class BeaconEventsIT {
    private static final int LARGE = 10_000_000;

    private final ManualTime time = ManualTime.create();
    private final FakeBeaconNode node =
            FakeBeaconNode.builder("Lighthouse/v5.3.0").time(time).start();
    private final BeaconClient client = new BeaconClient(node);

    @AfterEach
    void close() {
        node.close();
    }

    private BufferedReader subscribe(String topics) throws Exception {
        int before = node.events().open();
        HttpResponse<InputStream> response = client.open("/eth/v1/events?topics=" + topics);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(node.events().open()).as("it gets what is sent from now on").isEqualTo(before + 1);
        return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    @Test
    void event_goesToThoseWhoAskedForIt() throws Exception {
        try (BufferedReader head = subscribe("head,block");
                BufferedReader other = subscribe("chain_reorg&topics=block")) {
            assertThat(node.events().emit("head", "{\"a\":1}")).isEqualTo(1);
            assertThat(node.events().emit("block", "{\"b\":2}")).isEqualTo(2);

            assertThat(head.readLine()).isEqualTo("event:head");
            assertThat(head.readLine()).isEqualTo("data:{\"a\":1}");
            assertThat(head.readLine()).isEmpty();
            assertThat(head.readLine()).isEqualTo("event:block");
            assertThat(other.readLine()).isEqualTo("event:block");
            assertThat(other.readLine()).isEqualTo("data:{\"b\":2}");
        }
    }

    @Test
    void stream_endsWhenItIsDropped() throws Exception {
        try (BufferedReader stream = subscribe("head")) {
            node.events().send("event:unheard_of\ndata:{}\n\n");
            node.events().dropped(7);
            node.events().drop();

            assertThat(stream.lines())
                    .containsExactly("event:unheard_of", "data:{}", "", ":error - dropped 7 messages", "");
        }
    }

    @Test
    void stream_isKeptAlive() throws Exception {
        try (BufferedReader stream = subscribe("head")) {
            Eventually.until(() -> time.pending() != 0);
            time.advance(Duration.ofSeconds(15));

            assertThat(stream.readLine()).isEqualTo(":");
        }
    }

    @Test
    void line_mayBeLong() throws Exception {
        try (BufferedReader stream = subscribe("head")) {
            node.events().emit("head", "x".repeat(LARGE));

            assertThat(stream.readLine()).isEqualTo("event:head");
            assertThat(stream.readLine()).hasSize("data:".length() + LARGE);
        }
    }

    @Test
    void stream_mayHaveNoHeaders() throws Exception {
        BeaconScript.Rule held =
                node.script().on("GET", "/eth/v1/events").times(1).hold();

        CompletableFuture<BufferedReader> stream = CompletableFuture.supplyAsync(() -> {
            try {
                return new BufferedReader(new InputStreamReader(
                        client.open("/eth/v1/events?topics=head").body(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Eventually.until(() -> !node.requests().isEmpty());
        assertThat(stream).isNotDone();
        held.release();
        stream.get(10, TimeUnit.SECONDS).close();
    }

    @Test
    void advance_tellsOfTheBlock() throws Exception {
        try (BufferedReader stream = subscribe("head,block,finalized_checkpoint")) {
            SignedBlock block = node.advance();
            node.finalizeEpoch(3);

            assertThat(stream.readLine()).isEqualTo("event:block");
            JsonNode told = data(stream);
            assertThat(told.get("slot").asString()).isEqualTo("34");
            assertThat(told.get("block").asString()).isEqualTo(node.headRoot().toString());
            stream.readLine();
            assertThat(stream.readLine()).isEqualTo("event:head");
            assertThat(data(stream).get("state").asString())
                    .isEqualTo(block.message().stateRoot().toString());
            stream.readLine();
            assertThat(stream.readLine()).isEqualTo("event:finalized_checkpoint");
            assertThat(data(stream).get("epoch").asString()).isEqualTo("3");
        }
    }

    private static JsonNode data(BufferedReader stream) throws IOException {
        return JsonMapper.shared().readTree(stream.readLine().substring("data:".length()));
    }

    @Test
    void upgrade_endsStreams() throws Exception {
        try (BufferedReader stream = subscribe("head")) {
            node.becomes("Lighthouse/v5.2.1");

            assertThat(stream.lines()).isEmpty();
        }
    }
}
