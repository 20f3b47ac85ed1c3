package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.BlockEncoding;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProducerHandle;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Decode;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.BeaconRequest;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asked for is what can be read, and what comes is read by what it says that it is. */
@Timeout(60)
class BeaconFormatsIT {
    private static final String FORK = "Eth-Consensus-Version";
    private static final String BLOCK = "/eth/v2/beacon/blocks/head";
    private static final String SPEC = "/eth/v1/config/spec";
    private static final String JSON = "application/json";
    private static final String SSZ = "application/octet-stream";

    private static LighthouseApi client(FakeBeaconNode node, BlockEncoding encoding) {
        LighthouseConfig.Builder config = node.clientConfig();
        config.blockEncoding(encoding).timeoutMultiplier(10);
        boolean isOld = Release.parse(node.version()).flatMap(Release::dialect).orElseThrow() == LighthouseVersion.V4;
        return isOld ? Lighthouse.v4(config.build()) : Lighthouse.v5(config.build());
    }

    private static SignedBlock head(LighthouseApi api) {
        return await(api.beacon().chain().block(BlockId.HEAD))
                .map(ChainAnswer::data)
                .orElseThrow();
    }

    @ParameterizedTest
    @Tag("ask-10")
    @Tag("ask-11")
    @ValueSource(strings = {"v4.0.1", "v4.3.0", "v4.5.0", "v4.6.0", "v5.0.0", "v5.2.1", "v5.3.0"})
    void fork_thatNoHeaderNames_isThatOfTheBody(String release) {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/" + release);
                LighthouseApi api = client(node, BlockEncoding.JSON)) {
            node.script().onAny().withoutHeader(FORK);

            assertThat(head(api)).isEqualTo(node.head());
            assertThat(await(api.beacon()
                                    .production()
                                    .block(ProductionRequest.builder()
                                            .slot(UInt64.of(34))
                                            .build()))
                            .fork())
                    .isEqualTo(node.head().message().fork());
        }
    }

    @ParameterizedTest
    @Tag("ask-10")
    @ValueSource(strings = {"JSON", "SSZ"})
    void blockOfV430_hasNoHeaderOfItsFork_andIsReadWhateverIsConfigured(BlockEncoding encoding)
            throws IOException, InterruptedException {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v4.3.0");
                LighthouseApi api = client(node, encoding)) {
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(node.url().resolve(BLOCK))
                                            .build(),
                                    BodyHandlers.discarding())
                            .headers()
                            .firstValue(FORK))
                    .isEmpty();

            assertThat(head(api)).isEqualTo(node.head());
        }
    }

    /** Neither a header nor the body names the fork: then the slot does, by the schedule of the node. */
    @ParameterizedTest
    @Tag("ask-10")
    @CsvSource({"v4.3.0, JSON", "v4.5.0, JSON", "v4.5.0, SSZ", "v5.3.0, JSON", "v5.3.0, SSZ"})
    void fork_thatNobodyNames_isThatOfTheSlot(String release, BlockEncoding encoding) {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/" + release);
                LighthouseApi api = client(node, encoding)) {
            SignedBlock expected = node.head();
            if (encoding == BlockEncoding.SSZ) {
                node.script().on("GET", BLOCK).withoutHeader(FORK);
            } else {
                node.script().on("GET", BLOCK).answer(200, unnamed(node));
            }

            assertThat(head(api)).isEqualTo(expected);
            assertThat(head(api)).isEqualTo(expected);

            assertThat(node.requests().stream().filter(request -> request.path().equals(SPEC)))
                    .as("it is asked for once")
                    .hasSize(1);
        }
    }

    @Test
    @Tag("ask-10")
    void fork_thatNotEvenTheSlotTells_isNotUnderstood() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                LighthouseApi api = client(node, BlockEncoding.JSON)) {
            node.script().on("GET", BLOCK).answer(200, unnamed(node));
            node.script().on("GET", SPEC).answer(200, "{\"data\":{}}");

            assertThatThrownBy(() -> head(api))
                    .isInstanceOf(LighthouseException.Decode.class)
                    .hasMessageContaining("version");
        }
    }

    @Test
    @Tag("ask-10")
    void fork_ofABlockThatIsProduced_isNotToldByTheSpecOfAnotherNode() {
        String path = "/eth/v3/validator/blocks/34";
        try (FakeBeaconNode node = FakeBeaconNode.builder("Lighthouse/v5.3.0")
                        .chain(BeaconChainSpec.capella())
                        .start();
                LighthouseApi api = client(node, BlockEncoding.JSON)) {
            String produced = unnamed(node, path + "?randao_reveal=0x" + "00".repeat(96));
            node.script().on("GET", path).answer(200, produced);
            node.script().on("GET", SPEC).header("Server", "Lighthouse/v4.5.0").times(1);
            ProductionRequest request =
                    ProductionRequest.builder().slot(UInt64.of(34)).build();

            assertThatThrownBy(() -> await(api.beacon().production().block(request)))
                    .isInstanceOf(LighthouseException.VersionChanged.class);

            await(api.beacon().node().version());
            assertThat(await(api.beacon().production().block(request)).fork()).isEqualTo(Fork.CAPELLA);
            assertThat(node.requests().stream().filter(asked -> asked.path().equals(SPEC)))
                    .as("what the other said was not kept")
                    .hasSize(2);
        }
    }

    /** The head as the node shows it, but without the name of its fork. */
    private static String unnamed(FakeBeaconNode node) {
        return unnamed(node, BLOCK);
    }

    private static String unnamed(FakeBeaconNode node, String target) {
        try {
            String body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(node.url().resolve(target)).build(), BodyHandlers.ofString())
                    .body();
            return body.replaceFirst("\"version\":\"[a-z]+\",", "");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("ask-12")
    void ssz_isAskedForWhereItCanBeRead_andNowhereElse() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                LighthouseApi api = client(node, BlockEncoding.SSZ)) {
            assertThat(head(api)).isEqualTo(node.head());
            await(api.beacon().chain().header(BlockId.HEAD));
            await(api.beacon().chain().stateFork(StateId.HEAD));
            await(api.beacon()
                    .production()
                    .block(ProductionRequest.builder().slot(UInt64.of(34)).build()));
            await(api.beacon().node().syncing());

            assertThat(node.requests())
                    .filteredOn(request -> accept(request).contains(SSZ))
                    .extracting(BeaconRequest::path)
                    .containsExactly(BLOCK);
            assertThat(node.requests())
                    .filteredOn(request -> !request.path().equals(BLOCK))
                    .extracting(BeaconFormatsIT::accept)
                    .containsOnly(JSON);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v4.0.1, application/json",
        "v4.3.0, application/json",
        "v4.5.0, application/octet-stream",
        "v4.4.1, application/octet-stream"
    })
    void ssz_isPublishedWhereTheReleaseTakesIt(String release, String type) {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/" + release);
                LighthouseApi api = client(node, BlockEncoding.SSZ)) {
            BeaconBlock block = ((ProducedFullBlock) await(api.beacon()
                            .production()
                            .block(ProductionRequest.builder()
                                    .slot(UInt64.of(34))
                                    .build())))
                    .block();

            assertThat(await(api.beacon()
                                    .production()
                                    .publish(BlockPublication.of(SignedBlock.of((CapellaBlock) block, Bytes96.ZERO))))
                            .isPublished())
                    .isTrue();
            assertThat(node.requests())
                    .filteredOn(request -> request.method().equals("POST"))
                    .extracting(request -> request.header("Content-Type").orElse(""))
                    .containsExactly(type);
        }
    }

    @Test
    void blindedBlock_withTheHandleOfAnother_isRefusedBeforeAnythingIsSent() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v4.5.0");
                LighthouseApi api = client(node, BlockEncoding.JSON)) {
            node.blinding(true);
            ProducedBlindedBlock produced = (ProducedBlindedBlock) await(api.beacon()
                    .production()
                    .block(ProductionRequest.builder()
                            .slot(UInt64.of(34))
                            .isBlindedAllowed(true)
                            .build()));
            int before = node.requests().size();

            Throwable failure = api.beacon()
                    .production()
                    .publish(BlindedBlockPublication.of(
                            SignedBlindedBlock.of((CapellaBlindedBlock) produced.block(), Bytes96.ZERO),
                            new ProducerHandle("another", UInt64.of(34), 0)))
                    .handle((answer, thrown) -> Optional.ofNullable(thrown).orElseThrow())
                    .join();

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.fault()).isEqualTo(Refused.Fault.FOREIGN_HANDLE));
            assertThat(node.requests()).hasSize(before);
        }
    }

    private static String accept(BeaconRequest request) {
        return request.header("Accept").orElse("");
    }

    @Test
    @Tag("ask-12")
    void json_thatComesThoughSszWasPreferred_isReadAsJson() {
        try (FakeBeaconNode node = FakeBeaconNode.builder("Lighthouse/v5.3.0")
                        .chain(BeaconChainSpec.deneb())
                        .start();
                LighthouseApi json = client(node, BlockEncoding.JSON);
                LighthouseApi ssz = client(node, BlockEncoding.SSZ)) {
            String text = new String(await(json.beacon().raw(BLOCK)).body().toArray(), StandardCharsets.UTF_8);
            assertThat(text).startsWith("{");
            node.script().on("GET", BLOCK).answer(200, text);

            assertThat(head(ssz)).isEqualTo(node.head());
            assertThat(node.head().message().fork()).isEqualTo(Fork.DENEB);
        }
    }

    @Test
    @Tag("ask-12")
    void ssz_thatNobodyAskedFor_isNotTakenForJson() {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                LighthouseApi api = client(node, BlockEncoding.JSON)) {
            node.script().on("GET", "/eth/v1/node/syncing").header("Content-Type", SSZ);

            Throwable failure = api.beacon()
                    .node()
                    .syncing()
                    .handle((answer, thrown) -> Optional.ofNullable(thrown).orElseThrow())
                    .join();
            assertThat(failure).isInstanceOf(Decode.class).hasMessageContaining(SSZ);
            assertThat(head(api)).isEqualTo(node.head());
        }
    }

    @ParameterizedTest
    @Tag("ask-10")
    @ValueSource(ints = {401, 404, 405, 500})
    void fork_thatNobodyTells_isNotUnderstoodHoweverTheSpecIsRefused(int status) {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                LighthouseApi api = client(node, BlockEncoding.JSON)) {
            node.script().on("GET", BLOCK).answer(200, unnamed(node));
            node.script().on("GET", SPEC).error(status, "scripted");

            assertThatThrownBy(() -> head(api))
                    .isInstanceOf(LighthouseException.Decode.class)
                    .hasMessageContaining("version");
        }
    }
}
