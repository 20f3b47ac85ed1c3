package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.EngineFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EngineCallsIT {
    private static final List<EveryOperation<?, ?>> OPERATIONS = EveryOperation.ALL;
    private static final PayloadHandle CAPELLA_HANDLE = PayloadHandle.of("el", UInt64.of(5), Fork.CAPELLA, 0);
    private static final PayloadHandle DENEB_HANDLE = PayloadHandle.of("el", UInt64.of(5), Fork.DENEB, 0);

    private EngineFixture el = new EngineFixture(TestDialect.LONG);

    @AfterEach
    void close() {
        el.close();
    }

    @ParameterizedTest
    @Tag("ask-25")
    @FieldSource("OPERATIONS")
    void call_everyOperation_sendsItsMethodOnceWithAFreshToken(EveryOperation<?, ?> every) {
        Object answer = Lighthouse.await(every.on(el.connection));

        assertThat(answer).isNotNull();
        assertThat(el.count(every.method())).isEqualTo(1);
        assertThat(el.server.requests())
                .allSatisfy(request -> assertThat(request.headers().get("authorization"))
                        .isEqualTo("Bearer "
                                + new Jwt(TestSettings.SECRET, el.time)
                                        .token(new CallLabel(CallSite.of("el"), "any"))));
        assertThat(el.server.requests()).extracting(LoopbackServer.Request::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void call_withoutEndpoint_isNotConfigured(EveryOperation<?, ?> every) {
        try (Connection none = Connection.of(TestSettings.named("el").build(), TestDialect.LONG)) {
            assertThat(failure(LighthouseException.NotConfigured.class, every.on(none)))
                    .hasMessageContaining("engineUrl");
        }
    }

    @Test
    void call_operationOfAnotherFacet_isUnsupported() {
        Operation<NoArgument, String> other = new Operation<>("other", Effect.READ, Duration.ofSeconds(1));

        assertThat(failure(
                                LighthouseException.Unsupported.class,
                                el.connection.call(other, NoArgument.NONE, CallOptions.DEFAULT))
                        .method())
                .isEqualTo("other");
    }

    @Test
    void call_forABackend_carriesItsAlias() {
        CallOptions options = CallOptions.DEFAULT.at(new CallSite("el", "old"));
        EngineApi engine = EngineApi.over(el.connection, options);

        ForkchoiceUpdated begun =
                Lighthouse.await(engine.forkchoiceUpdated(Payloads.STATE, Payloads.CAPELLA_ATTRIBUTES));
        assertThat(begun.payload()).contains(PayloadHandle.of("old", UInt64.of(5), Fork.CAPELLA, 0));
        assertThat(Lighthouse.await(engine.getPayload(begun.payload().orElseThrow()))
                        .payload())
                .isEqualTo(Payloads.CAPELLA);
        Refused failure = failure(Refused.class, engine.getPayload(CAPELLA_HANDLE));
        assertThat(failure.backend()).isEqualTo("old");
        assertThat(failure.fault()).isEqualTo(Refused.Fault.FOREIGN_HANDLE);
        assertThat(failure).hasMessageContaining("built by el");
    }

    @Test
    void newPayload_deneb_goesWithV3AndAllThreeParameters() {
        PayloadStatus status = Lighthouse.await(el.engine().newPayload(Payloads.request(Payloads.DENEB)));

        assertThat(status).isEqualTo(PayloadStatus.valid(Payloads.DENEB.blockHash()));
        assertThat(el.methods()).containsExactly(EngineMethods.EXCHANGE_CAPABILITIES, EngineMethods.NEW_PAYLOAD_V3);
        assertThat(el.server.requests().get(1).body()).contains("},[],\"" + Payloads.ROOT + "\"]");
    }

    @Test
    void payloadOfTheWrongFork_anyCall_isRefusedBeforeAnythingIsSent() {
        CapellaPayload late =
                Payloads.hashed(Payloads.capella(Payloads.DENEB_TIME).build());
        DenebPayload early =
                Payloads.hashed(Payloads.deneb(Payloads.CAPELLA_TIME).build());
        List<CompletableFuture<?>> calls = List.of(
                el.engine().newPayload(NewPayloadRequest.of(late)),
                el.engine().newPayload(Payloads.request(early)),
                el.engine().forkchoiceUpdated(Payloads.STATE, Payloads.attributes(Payloads.DENEB_TIME)));

        calls.forEach(call -> assertThat(failure(Refused.class, call).fault()).isEqualTo(Refused.Fault.WRONG_FORK));
        assertThat(el.server.requests()).isEmpty();
    }

    @Test
    @Tag("ask-19")
    void forkThatTheVersionDoesNotSpeak_anyCall_isUnsupportedBeforeAnythingIsSent() {
        unsupported(Fork.ELECTRA, "engine_newPayloadV4", newPayloadAt(Payloads.ELECTRA_TIME));
        unsupported(Fork.BELLATRIX, "engine_newPayloadV1", newPayloadAt(Payloads.PARIS_TIME));
        unsupported(Fork.ELECTRA, "engine_forkchoiceUpdatedV3", buildAt(Payloads.ELECTRA_TIME));
        unsupported(Fork.BELLATRIX, "engine_forkchoiceUpdatedV1", buildAt(Payloads.PARIS_TIME));
        unsupported(Fork.ELECTRA, "engine_getPayloadV4", getPayloadOf(Fork.ELECTRA));
        unsupported(Fork.BELLATRIX, "engine_getPayloadV1", getPayloadOf(Fork.BELLATRIX));
        assertThat(el.server.requests()).isEmpty();

        restart(TestDialect.SHORT);
        unsupported(Fork.DENEB, EngineMethods.NEW_PAYLOAD_V3, el.engine().newPayload(Payloads.request(Payloads.DENEB)));
        unsupported(
                Fork.DENEB,
                EngineMethods.FORKCHOICE_UPDATED_V3,
                el.engine().forkchoiceUpdated(Payloads.STATE, Payloads.DENEB_ATTRIBUTES));
        unsupported(Fork.DENEB, EngineMethods.GET_PAYLOAD_V3, getPayloadOf(Fork.DENEB));
        LighthouseException.Unsupported failure =
                failure(LighthouseException.Unsupported.class, el.engine().clientVersion());
        assertThat(failure.method()).isEqualTo(EngineMethods.GET_CLIENT_VERSION);
        assertThat(failure.fork()).isEmpty();
        assertThat(el.server.requests()).isEmpty();
    }

    @Test
    void version_ofTheDialect_isThatOfTheConnection() {
        assertThat(el.connection.version()).isEqualTo(LighthouseVersion.V5);
        assertThat(el.connection.name()).isEqualTo("el");
    }

    @Test
    void staleHash_byDefault_isRefused() {
        CapellaPayload.Builder builder = Payloads.capella(Payloads.CAPELLA_TIME);
        NewPayloadRequest stale =
                NewPayloadRequest.of(builder.blockHash(Payloads.HEAD).build());

        assertThat(failure(Refused.class, el.engine().newPayload(stale)).fault())
                .isEqualTo(Refused.Fault.BLOCK_HASH);
        assertThat(el.server.requests()).isEmpty();
    }

    @Test
    void staleHash_uncheckedByConfiguration_isTheServersMatter() {
        el.close();
        el = new EngineFixture(TestDialect.LONG, builder -> builder.verifyBlockHash(false));
        el.script.on(EngineMethods.NEW_PAYLOAD_V2, "{\"status\":\"INVALID\",\"validationError\":\"hash\"}");
        CapellaPayload.Builder builder = Payloads.capella(Payloads.CAPELLA_TIME);
        NewPayloadRequest stale =
                NewPayloadRequest.of(builder.blockHash(Payloads.HEAD).build());

        assertThat(Lighthouse.await(el.engine().newPayload(stale)))
                .isEqualTo(PayloadStatus.invalid(Optional.empty(), "hash"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"0x2222222222222222222222222222222222222222222222222222222222222222\""})
    void valid_ofAnotherBlock_isDecode(String latest) {
        String other = "{\"status\":\"VALID\",\"latestValidHash\":" + latest + "}";
        el.script.on(EngineMethods.NEW_PAYLOAD_V2, other);
        el.script.on(EngineMethods.FORKCHOICE_UPDATED_V3, "{\"payloadStatus\":" + other + "}");

        assertDecode("$.result.latestValidHash", el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA)));
        assertDecode("$.result.payloadStatus.latestValidHash", el.engine().forkchoiceUpdated(Payloads.STATE));
        assertDecode(
                "$.result.payloadStatus.latestValidHash",
                el.engine().forkchoiceUpdated(Payloads.STATE, Payloads.DENEB_ATTRIBUTES));
    }

    @Test
    void statusWithoutVerdict_newPayload_isAnAnswer() {
        el.script.on(EngineMethods.NEW_PAYLOAD_V2, "{\"status\":\"ACCEPTED\",\"latestValidHash\":null}");
        assertThat(Lighthouse.await(el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA))))
                .isEqualTo(PayloadStatus.accepted());

        el.script.on(EngineMethods.FORKCHOICE_UPDATED_V3, "{\"payloadStatus\":{\"status\":\"SYNCING\"}}");
        assertThat(Lighthouse.await(el.engine().forkchoiceUpdated(Payloads.STATE)))
                .isEqualTo(PayloadStatus.syncing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCEPTED", "INVALID_BLOCK_HASH"})
    void statusThatIsNone_forkchoice_isDecode(String status) {
        el.script.on(EngineMethods.FORKCHOICE_UPDATED_V3, "{\"payloadStatus\":{\"status\":\"" + status + "\"}}");

        assertDecode("$.result.payloadStatus.status", el.engine().forkchoiceUpdated(Payloads.STATE));
    }

    @Test
    @Tag("ask-24")
    void getPayload_otherForkThanBegun_isDecode() {
        el.script.on(
                EngineMethods.GET_PAYLOAD_V2,
                Payloads.capellaResult(
                        Payloads.hashed(Payloads.capella(Payloads.DENEB_TIME).build())));

        assertDecode("$.result.executionPayload.timestamp", el.engine().getPayload(CAPELLA_HANDLE));
    }

    @Test
    void getPayload_wrongHash_isDecode() {
        el.script.on(
                EngineMethods.GET_PAYLOAD_V2,
                Payloads.capellaResult(Payloads.capella(Payloads.CAPELLA_TIME).build()));

        assertDecode("$.result.executionPayload.blockHash", el.engine().getPayload(CAPELLA_HANDLE));
    }

    @Test
    void getPayload_denebBuiltHere_isCheckedWithTheRootOfItsBuild() {
        Hash32 wrong = Payloads.hash(0x77);
        DenebPayload.Builder builder = Payloads.deneb(Payloads.DENEB_TIME);
        el.script.on(
                EngineMethods.GET_PAYLOAD_V3,
                Payloads.denebResult(builder.blockHash(wrong).build()));

        assertThat(Lighthouse.await(el.engine().getPayload(DENEB_HANDLE))
                        .payload()
                        .blockHash())
                .as("nothing is known of the build")
                .isEqualTo(wrong);
        Lighthouse.await(el.engine().forkchoiceUpdated(Payloads.STATE, Payloads.DENEB_ATTRIBUTES));
        assertDecode("$.result.executionPayload.blockHash", el.engine().getPayload(DENEB_HANDLE));
    }

    @Test
    void bodies_moreOrFewerThanAsked_isDecode() {
        el.script.on(EngineMethods.GET_PAYLOAD_BODIES_BY_HASH, "[null,null]");
        el.script.on(EngineMethods.GET_PAYLOAD_BODIES_BY_RANGE, "[null,null]");

        assertDecode("$.result", el.engine().payloadBodiesByHash(List.of(Payloads.HEAD)));
        assertDecode("$.result", el.engine().payloadBodiesByRange(new BlockRange(UInt64.of(1), 1)));
    }

    @Test
    void reads_goodAnswers_areTyped() {
        assertThat(Lighthouse.await(el.engine().blockNumber())).isEqualTo(UInt64.of(7));
        assertThat(Lighthouse.await(el.engine().block(BlockTag.LATEST))).isEmpty();
        assertThat(Lighthouse.await(el.engine().syncing()).isSyncing()).isFalse();
        assertThat(Lighthouse.await(el.engine().clientVersion()))
                .containsExactly(ClientVersion.of("GE", "geth", "1", "0a0b0c0d"));
        assertThat((CharSequence) Lighthouse.await(el.engine().raw("web3_clientVersion")))
                .isEqualTo("\"geth\"");
    }

    @Test
    void raw_brokenParameters_areRefused() {
        Refused failure = failure(Refused.class, el.engine().raw("eth_call", "{", "1"));

        assertThat(failure.fault()).isEqualTo(Refused.Fault.ARGUMENT);
        assertThat(failure.operation()).isEqualTo("eth_call");
        assertThat(el.server.requests()).isEmpty();
    }

    @Test
    @Tag("ask-20")
    void unofferedMethods_anyEngineCall_isUnsupported() {
        el.script.on(EngineMethods.EXCHANGE_CAPABILITIES, "[\"engine_exchangeCapabilities\",\"junk\",\"\"]");
        List<String> missing = new ArrayList<>();
        try (Warnings warnings = new Warnings()) {
            for (EveryOperation<?, ?> every : OPERATIONS) {
                if (every.method().startsWith("engine_")
                        && !every.method().equals(EngineMethods.EXCHANGE_CAPABILITIES)) {
                    LighthouseException.Unsupported failure =
                            failure(LighthouseException.Unsupported.class, every.on(el.connection));
                    assertThat(failure).hasMessageContaining(el.server.url() + " does not offer " + failure.method());
                    missing.add(failure.method());
                }
            }
            assertThat(warnings.lines()).containsExactly(Warnings.LISTENING);
        }

        assertThat(new HashSet<>(missing))
                .containsExactlyInAnyOrder(
                        EngineMethods.NEW_PAYLOAD_V2,
                        EngineMethods.FORKCHOICE_UPDATED_V3,
                        EngineMethods.GET_PAYLOAD_V2,
                        EngineMethods.GET_PAYLOAD_BODIES_BY_HASH,
                        EngineMethods.GET_PAYLOAD_BODIES_BY_RANGE,
                        EngineMethods.GET_CLIENT_VERSION);
        assertThat(el.methods()).containsExactly(EngineMethods.EXCHANGE_CAPABILITIES);
    }

    private void restart(Dialect dialect) {
        el.close();
        el = new EngineFixture(dialect);
    }

    private CompletableFuture<?> newPayloadAt(UInt64 timestamp) {
        return el.engine()
                .newPayload(NewPayloadRequest.of(Payloads.capella(timestamp).build()));
    }

    private CompletableFuture<?> buildAt(UInt64 timestamp) {
        return el.engine().forkchoiceUpdated(Payloads.STATE, Payloads.attributes(timestamp));
    }

    private CompletableFuture<?> getPayloadOf(Fork fork) {
        return el.engine().getPayload(PayloadHandle.of("el", UInt64.of(5), fork, 0));
    }

    private static void unsupported(Fork fork, String method, CompletableFuture<?> call) {
        LighthouseException.Unsupported failure = failure(LighthouseException.Unsupported.class, call);
        assertThat(failure.fork()).contains(fork);
        assertThat(failure.method()).isEqualTo(method);
        assertThat(failure).hasMessageContaining(method).hasMessageContaining(fork.toString());
    }

    private static void assertDecode(String path, CompletableFuture<?> call) {
        assertThat(failure(LighthouseException.Decode.class, call).path()).isEqualTo(path);
    }
}
