package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.BeaconFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.LighthouseException.VersionChanged;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node is decides what it is asked, and what an answer means. */
@Timeout(60)
class BeaconReleaseIT {
    private static final String V430 = "Lighthouse/v4.3.0-dfcb336/x86_64-linux";
    private static final String V450 = "Lighthouse/v4.5.0-441fc16/x86_64-linux";
    private static final String V530 = "Lighthouse/v5.3.0-d6ba8c3/x86_64-linux";
    private static final String PEERS =
            "{\"data\":{\"disconnected\":\"1\",\"connecting\":\"2\",\"connected\":\"3\",\"disconnecting\":\"4\"}}";

    @Test
    void release_firstCall_isAskedForOnceAndThenReadOffEachAnswer() {
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, V430)) {
            node.on((request, answer) -> node.json(answer, PEERS));
            assertThat(node.connection.release()).isEqualTo(Release.of(4, 5, 0));

            Lighthouse.await(node.beacon().node().peerCount());
            assertThat(node.connection.release()).isEqualTo(Release.of(4, 3, 0));
            node.becomes(V450);
            Lighthouse.await(node.beacon().node().peerCount());

            assertThat(node.connection.release()).isEqualTo(Release.of(4, 5, 0));
            assertThat(node.server.requests()).hasSize(3);
        }
    }

    @Test
    void release_given_isNeverAskedForAndStays() {
        try (BeaconFixture node = new BeaconFixture(
                TestDialect.SHORT, "Lodestar/v1.5.1", builder -> builder.nodeRelease(Release.of(4, 0, 1)))) {
            node.on((request, answer) -> node.json(answer, PEERS));

            Lighthouse.await(node.beacon().node().peerCount());

            assertThat(node.connection.release()).isEqualTo(Release.of(4, 0, 1));
            assertThat(node.server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Lodestar/v1.5.1/abcdef",
        "Lighthouse/v6.0.0-9e9cb3b/x86_64-linux",
        "Lighthouse/v4.6.0-rc.0-abc1234/x86_64-linux",
        V530
    })
    void fixedAdapter_nodeOfAnotherDialect_isVersionChangedBeforeAnythingElseIsSent(String other) {
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, other)) {
            VersionChanged failure =
                    failure(VersionChanged.class, node.beacon().node().peerCount());

            assertThat(failure.expected()).isEqualTo(LighthouseVersion.V4);
            assertThat(failure.found()).isEqualTo(other);
            assertThat(node.lines()).isEmpty();
        }
    }

    @Test
    void upgradeInPlace_read_isVersionChangedUntilTheNodeIsBack() {
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, V450)) {
            node.on((request, answer) -> node.json(answer, PEERS));
            Lighthouse.await(node.beacon().node().peerCount());

            node.becomes(V530);
            failure(VersionChanged.class, node.beacon().node().peerCount());
            failure(VersionChanged.class, node.beacon().node().peerCount());
            assertThat(node.lines()).hasSize(2);

            node.becomes(V450);
            node.time.advance(Duration.ofSeconds(1));
            assertThat(Lighthouse.await(node.beacon().node().peerCount()).connected())
                    .isEqualTo(UInt64.of(3));
        }
    }

    @Test
    void upgradeInPlace_toACandidate_isVersionChanged() {
        try (BeaconFixture node = new BeaconFixture(TestDialect.LONG, V530)) {
            node.on((request, answer) -> node.json(answer, PEERS));
            Lighthouse.await(node.beacon().node().peerCount());

            node.becomes("Lighthouse/v5.3.0-rc.0-d6ba8c3/x86_64-linux");

            failure(VersionChanged.class, node.beacon().node().peerCount());
        }
    }

    @Test
    void upgradeInPlace_publication_isWhatTheNewNodeMadeOfIt() {
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, V450)) {
            node.on((request, answer) -> {
                node.becomes(V530);
                node.json(answer, "null");
            });

            assertThat(Lighthouse.await(node.beacon().pool().attestations(List.of())))
                    .isEqualTo(PublishResult.published());
            failure(VersionChanged.class, node.beacon().pool().attestations(List.of()));
            assertThat(node.lines()).as("what is sent is never sent again").hasSize(1);
        }
    }

    @Test
    void version_ofAnotherDialect_isAnAnswer() {
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, V530)) {
            assertThat(Lighthouse.await(node.beacon().node().version()).text()).isEqualTo(V530);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, NOT_FOUND", "405, METHOD_NOT_ALLOWED", "400, BAD_REQUEST: Unsupported endpoint version: v1"})
    void endpointThatTheReleaseLacks_isUnsupportedAndSaysWhichHaveIt(int status, String message) {
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, V450)) {
            node.on((request, answer) -> node.error(answer, status, message));

            Unsupported failure =
                    failure(Unsupported.class, node.beacon().chain().blobSidecars(BlobsQuery.all(BlockId.HEAD)));

            assertThat(failure.method()).isEqualTo("GET /eth/v1/beacon/blob_sidecars/{block_id}");
            assertThat(failure)
                    .hasMessageContaining("Lighthouse v4.5.0 has no GET /eth/v1/beacon/blob_sidecars/{block_id};"
                            + " releases from v4.6.0 on have it");
        }
    }

    @ParameterizedTest
    @CsvSource({"404, NOT_FOUND", "405, METHOD_NOT_ALLOWED", "400, BAD_REQUEST: Unsupported endpoint version: v1"})
    void livenessOfAReleaseBeforeIt_isUnsupportedAndSaysWhichHaveIt(int status, String message) {
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, V430)) {
            node.on((request, answer) -> node.error(answer, status, message));

            assertThat(failure(Unsupported.class, node.beacon().validators().liveness(UInt64.ONE, List.of(UInt64.ONE))))
                    .hasMessageContaining("Lighthouse v4.3.0 has no POST /eth/v1/validator/liveness/{epoch};"
                            + " releases from v4.4.1 on have it");
        }
    }

    @Test
    void endpointThatTheReleaseHas_notFound_isEmpty() {
        try (BeaconFixture node = new BeaconFixture(TestDialect.LONG, V530)) {
            node.on((request, answer) -> node.error(answer, 404, "NOT_FOUND: beacon block with root 0x00"));

            assertThat(Lighthouse.await(node.beacon().chain().blobSidecars(BlobsQuery.all(BlockId.HEAD))))
                    .isEmpty();
            assertThat(Lighthouse.await(node.beacon().chain().block(BlockId.HEAD)))
                    .isEmpty();
        }
    }

    /** As Lighthouse says it, as nodes of another client did, and as those do now. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":404,\"message\":\"NOT_FOUND: beacon block at slot 7\",\"stacktraces\":[]}",
                "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"x\"}",
                "{\"code\":404,\"message\":\"x\"}"
            })
    void notFound_inTheFormOfAnError_isEmpty(String error) {
        try (BeaconFixture node = new BeaconFixture(TestDialect.LONG, V530)) {
            node.on((request, answer) ->
                    answer.status("404 No", node.header() + "Content-Type: application/json\r\n", error));

            assertThat(Lighthouse.await(node.beacon().chain().block(BlockId.HEAD)))
                    .isEmpty();
        }
    }

    @Test
    void unsupportedVersion_ofAReleaseThatBlamesItForAnything_isHttp() {
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, V430)) {
            node.on((request, answer) -> node.error(answer, 400, "BAD_REQUEST: Unsupported endpoint version: v2"));

            assertThat(failure(Http.class, node.beacon().chain().block(BlockId.HEAD))
                            .status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        V450 + ", 65, GET",
        V530 + ", 64, GET",
        V530 + ", 65, POST",
    })
    void manyValidators_areAskedForAsTheReleaseAllows(String release, int count, String method) {
        Dialect dialect = release.equals(V530) ? TestDialect.LONG : TestDialect.SHORT;
        try (BeaconFixture node = new BeaconFixture(dialect, release)) {
            node.on((request, answer) -> node.json(answer, "{\"data\":[]}"));
            List<ValidatorId> ids = LongStream.range(0, count)
                    .mapToObj(index -> ValidatorId.of(UInt64.of(index)))
                    .toList();

            Lighthouse.await(node.beacon().validators().validators(ValidatorsQuery.of(StateId.HEAD, ids)));

            assertThat(node.lines())
                    .singleElement()
                    .asString()
                    .startsWith(method + " /eth/v1/beacon/states/head/validators"
                            + (method.equals("GET") ? "?id=0,1,2," : ""));
        }
    }

    @Test
    void manyKeys_ofAReleaseThatTakesThemInThePathAlone_areAskedForInPartsOfOneState() {
        String root = "0x" + "ab".repeat(32);
        List<ValidatorId> keys = LongStream.range(0, 1000)
                .mapToObj(index -> ValidatorId.of(Bytes48.parse(String.format("0x%096x", index))))
                .toList();
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, V450)) {
            AtomicInteger parts = new AtomicInteger();
            node.on((request, answer) -> {
                if (request.line().contains("/head/root ")) {
                    node.json(answer, "{\"data\":{\"root\":\"" + root + "\"}}");
                } else {
                    int part = parts.getAndIncrement();
                    node.json(
                            answer,
                            "{\"execution_optimistic\":" + (part == 3) + ",\"finalized\":" + (part != 3) + ",\"data\":["
                                    + "{\"index\":\"" + (100 - part) + "\",\"balance\":\"1\"},"
                                    + "{\"index\":\"500\",\"balance\":\"2\"}]}");
                }
            });

            ChainAnswer<List<ValidatorBalance>> answer = Lighthouse.await(
                            node.beacon().validators().balances(BalancesQuery.of(StateId.HEAD, keys)))
                    .orElseThrow();

            String path = "GET /eth/v1/beacon/states/" + root + "/validator_balances?id=";
            List<String> asked = node.lines().subList(1, node.lines().size());
            assertThat(node.lines().get(0)).isEqualTo("GET /eth/v1/beacon/states/head/root");
            assertThat(asked)
                    .hasSizeBetween(14, 16)
                    .allSatisfy(line -> assertThat(line).startsWith(path).hasSizeLessThan(8000));
            assertThat(asked.stream()
                            .flatMap(line ->
                                    Stream.of(line.substring(path.length()).split(",", -1))))
                    .containsExactlyElementsOf(
                            keys.stream().map(Object::toString).toList());
            assertThat(answer.data())
                    .extracting(ValidatorBalance::index)
                    .isSorted()
                    .hasSize(asked.size() + 1);
            assertThat(answer.executionOptimistic()).hasValue(true);
            assertThat(answer.finalized()).hasValue(false);
        }
    }

    @Test
    void manyKeys_whoseStateIsGoneMeanwhile_areEmpty() {
        List<ValidatorId> keys = LongStream.range(0, 200)
                .mapToObj(index -> ValidatorId.of(Bytes48.parse(String.format("0x%096x", index))))
                .toList();
        try (BeaconFixture node = new BeaconFixture(TestDialect.SHORT, V450)) {
            node.on((request, answer) -> {
                if (request.line().contains("/head/root ")) {
                    node.json(answer, "{\"data\":{\"root\":\"0x" + "ab".repeat(32) + "\"}}");
                } else {
                    node.error(answer, 404, "NOT_FOUND: no such state");
                }
            });

            assertThat(Lighthouse.await(node.beacon().validators().validators(ValidatorsQuery.of(StateId.HEAD, keys))))
                    .isEmpty();
        }
    }

    private static ValidatorsQuery many() {
        List<ValidatorId> ids = LongStream.range(0, 65)
                .mapToObj(index -> ValidatorId.of(UInt64.of(index)))
                .toList();
        return ValidatorsQuery.of(StateId.HEAD, ids);
    }

    @ParameterizedTest
    @CsvSource({"404, Route not found", "405, METHOD_NOT_ALLOWED", "400, BAD_REQUEST: Unsupported endpoint version: v1"
    })
    void endpointThatTheNodeLacksAgainstItsNumber_givesWayToTheOlderOneUntilTheReleaseChanges(
            int status, String message) {
        try (BeaconFixture node = new BeaconFixture(TestDialect.LONG, V530)) {
            node.on((request, answer) -> {
                if (request.line().startsWith("POST")) {
                    node.error(answer, status, message);
                } else {
                    node.json(answer, "{\"data\":[]}");
                }
            });

            assertThat(Lighthouse.await(node.beacon().validators().validators(many())))
                    .isPresent();
            assertThat(Lighthouse.await(node.beacon().validators().validators(many())))
                    .isPresent();
            node.becomes("Lighthouse/v5.2.1-9e12c21/x86_64-linux");
            // this answer is the first that says so
            Lighthouse.await(node.beacon().validators().validators(many()));
            Lighthouse.await(node.beacon().validators().validators(many()));

            assertThat(node.lines())
                    .extracting(line -> line.substring(0, 4).trim())
                    .containsExactly("POST", "GET", "GET", "GET", "POST", "GET");
        }
    }

    /** One answer of a proxy, or of a state that was just gone, must not shape the requests of weeks. */
    @Test
    void endpointThatTheNodeLackedOnce_isAskedAgainAfterAnEpoch() {
        try (BeaconFixture node = new BeaconFixture(TestDialect.LONG, V530)) {
            AtomicInteger posts = new AtomicInteger();
            node.on((request, answer) -> {
                if (request.line().startsWith("POST") && posts.getAndIncrement() == 0) {
                    node.error(answer, 404, "Route not found");
                } else {
                    node.json(answer, "{\"data\":[]}");
                }
            });

            Lighthouse.await(node.beacon().validators().validators(many()));
            node.time.advance(Duration.ofSeconds(383));
            Lighthouse.await(node.beacon().validators().validators(many()));
            node.time.advance(Duration.ofSeconds(1));
            Lighthouse.await(node.beacon().validators().validators(many()));
            Lighthouse.await(node.beacon().validators().validators(many()));

            assertThat(node.lines())
                    .extracting(line -> line.substring(0, 4).trim())
                    .containsExactly("POST", "GET", "GET", "POST", "POST");
        }
    }

    @Test
    void whatTheOlderEndpointDoesNotFindEither_isMissing_andTheNewerOneAskedAgain() {
        try (BeaconFixture node = new BeaconFixture(TestDialect.LONG, V530)) {
            node.on((request, answer) -> node.error(
                    answer, request.line().startsWith("POST") ? 404 : 414, "NOT_FOUND: beacon state at slot 7"));

            for (int i = 0; i < 2; i++) {
                assertThat(Lighthouse.await(node.beacon().validators().validators(many())))
                        .isEmpty();
            }

            assertThat(node.lines())
                    .extracting(line -> line.substring(0, 4).trim())
                    .containsExactly("POST", "GET", "POST", "GET");
        }
    }
}
