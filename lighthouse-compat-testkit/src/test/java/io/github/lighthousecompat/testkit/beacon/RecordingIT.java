package io.github.lighthousecompat.testkit.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.testkit.ExchangeRecorder;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.Recording;
import io.github.lighthousecompat.testkit.beacon.BeaconClient.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what a node said once is said again, and that nothing of its secrets is kept. */
class RecordingIT {
    private static final String VERSION = "/eth/v1/node/version";
    private static final String HEAD = "/eth/v2/beacon/blocks/head";

    @TempDir
    private Path folder;

    @Test
    void replay_answersAsTheNodeDid() throws Exception {
        Path file = folder.resolve("node.jsonl");
        Answer json;
        Answer ssz;
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v4.6.0");
                ExchangeRecorder recorder = ExchangeRecorder.start(node.url())) {
            BeaconClient client = new BeaconClient(recorder.url());
            client.get(VERSION);
            json = client.get(HEAD);
            ssz = client.getSsz(HEAD);
            client.post("/eth/v1/validator/liveness/4", "[1]");
            client.get("/eth/v1/node/syncing");
            node.syncing(4);
            client.get("/eth/v1/node/syncing");
            client.get("/eth/v1/beacon/states/head/validators?id=1");
            assertThat(client.get("/eth/v1/beacon/unknown").status()).isEqualTo(404);
            recorder.recording().save(file);
        }

        try (FakeBeaconNode replay = FakeBeaconNode.replaying(Recording.load(folder))) {
            BeaconClient client = new BeaconClient(replay);
            assertThat(client.get(VERSION).header("Server")).startsWith("Lighthouse/v4.6.0-");
            assertThat(client.get(HEAD).bytes()).isEqualTo(json.bytes());
            assertThat(client.getSsz(HEAD).bytes()).isEqualTo(ssz.bytes());
            assertThat(client.getSsz(HEAD).header("Eth-Consensus-Version")).isEqualTo("deneb");
            assertThat(client.post("/eth/v1/validator/liveness/4", "[1]").status())
                    .isEqualTo(200);
            assertThat(client.post("/eth/v1/validator/liveness/4", "[2]").status())
                    .isEqualTo(501);
            assertThat(client.get("/eth/v1/node/syncing").text()).contains("\"sync_distance\":\"0\"");
            assertThat(client.get("/eth/v1/node/syncing").text()).contains("\"sync_distance\":\"4\"");
            assertThat(client.get("/eth/v1/node/syncing").text()).contains("\"sync_distance\":\"4\"");
            assertThat(client.get("/eth/v1/beacon/states/head/validators?id=2").text())
                    .isEqualTo("there is no recorded answer to GET /eth/v1/beacon/states/head/validators?id=2");
            assertThat(client.get("/eth/v1/beacon/unknown").message()).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void recording_hasNoSecrets() throws Exception {
        Path file = folder.resolve("node.jsonl");
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                ExchangeRecorder recorder = ExchangeRecorder.start(node.url().resolve("/path-s3cret"))) {
            node.script().onAny().answer(200, "{\"data\":{}}").header("Set-Cookie", "session=s3cret");
            BeaconClient client = new BeaconClient(recorder.url());
            client.send(client.request(VERSION + "?api_key=s3cret&id=1&access_token=s3cret")
                    .header("Authorization", "Bearer s3cret")
                    .header("Cookie", "s3cret")
                    .header("X-Something", "s3cret"));

            assertThat(node.requests().get(0).header("Authorization")).contains("Bearer s3cret");
            assertThat(node.requests().get(0).path()).isEqualTo("/path-s3cret" + VERSION);
            recorder.recording().save(file);
        }

        assertThat(Files.readString(file))
                .doesNotContain("s3cret")
                .contains("api_key=redacted&id=1&access_token=redacted");
        try (FakeBeaconNode replay = FakeBeaconNode.replaying(Recording.load(file))) {
            assertThat(new BeaconClient(replay)
                            .get(VERSION + "?api_key=other&id=1&access_token=other")
                            .text())
                    .isEqualTo("{\"data\":{}}");
        }
    }

    @Test
    void events_areNotRecorded() throws Exception {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                ExchangeRecorder recorder = ExchangeRecorder.start(node.url())) {
            assertThat(new BeaconClient(recorder.url())
                            .get("/eth/v1/events?topics=head")
                            .status())
                    .isEqualTo(501);
            assertThat(recorder.recording().exchanges()).isEmpty();
        }
    }

    /** A recording has no time: a stream that said everything at once would be none. */
    @Test
    void events_ofAReplay_areRefusedAtOnce_andTheRestIsAnswered() throws Exception {
        Path file = folder.resolve("node.jsonl");
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                ExchangeRecorder recorder = ExchangeRecorder.start(node.url())) {
            BeaconClient client = new BeaconClient(recorder.url());
            assertThat(client.get("/eth/v1/events?topics=head").text()).isEqualTo("streams of events are not recorded");
            client.get(VERSION);
            assertThat(node.events().open()).isZero();
            recorder.recording().save(file);
        }

        try (FakeBeaconNode replay = FakeBeaconNode.replaying(Recording.load(file))) {
            BeaconClient client = new BeaconClient(replay);
            Answer events = client.get("/eth/v1/events?topics=head");
            assertThat(events.status()).isEqualTo(501);
            assertThat(events.text()).isEqualTo("there is no recorded answer to GET /eth/v1/events?topics=head");
            assertThat(replay.events().open()).isZero();
            assertThat(client.get(VERSION).status()).isEqualTo(200);
        }
    }

    @Test
    void file_thatIsNoRecording_isRefused() throws Exception {
        for (String line : List.of("nonsense", "{}", "{\"request\":{},\"answer\":{\"status\":200}}")) {
            Path file = folder.resolve("bad.jsonl");
            Files.writeString(file, line);

            assertThatIllegalArgumentException().isThrownBy(() -> Recording.load(file));
        }
    }
}
