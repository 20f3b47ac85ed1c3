package io.github.lighthousecompat.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.LighthouseException.Authentication;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Decode;
import io.github.lighthousecompat.call.LighthouseException.Disagreement;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.NotConfigured;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseException.Refused.Fault;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Rejected.Reason;
import io.github.lighthousecompat.call.LighthouseException.Rpc;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.LighthouseException.TooLarge;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.LighthouseException.VersionChanged;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every failure says which client, backend and operation it was, has its data, and says what to do. */
class LighthouseExceptionTest {
    private static final CallSite SITE = new CallSite("main", "old");
    private static final String WHERE = "[client main, backend old, newPayload] ";

    @Test
    void site_ofOneClient_isNamedOnce() {
        Cancelled failure = new Cancelled(CallSite.of("main"), "newPayload", "closed");

        assertThat(failure).hasMessage("[client main, newPayload] closed");
        assertThat(failure.client()).isEqualTo("main");
        assertThat(failure.backend()).isEqualTo("main");
    }

    @Test
    void timeout_hasItsLimit() {
        Timeout failure = new Timeout(SITE, "newPayload", Duration.ofSeconds(8));

        assertThat(failure.limit()).isEqualTo(Duration.ofSeconds(8));
        assertMessage(failure, "no answer within PT8S; look at the server's load or raise the timeout multiplier");
    }

    @Test
    void unreachable_saysWhetherTheRequestWasSent() {
        IOException cause = new IOException("refused");
        Unreachable before = new Unreachable(SITE, "newPayload", "http://localhost:8551", false, cause);
        Unreachable after = new Unreachable(SITE, "newPayload", "http://localhost:8551", true, cause);

        assertThat(before.isSent()).isFalse();
        assertMessage(
                before,
                "no connection to http://localhost:8551 (refused); check that the server runs and the URL is right");
        assertThat(after.isSent()).isTrue();
        assertMessage(
                after,
                "the connection broke to http://localhost:8551 (refused); check that the server runs and the URL is"
                        + " right");
        assertThat(after).hasCause(cause);
    }

    @Test
    void authentication_namesSecretAndClock() {
        assertMessage(
                new Authentication(SITE, "newPayload", "HTTP 401 (stale token)"),
                "HTTP 401 (stale token); check that both sides have the same JWT secret and clocks within 60 s");
    }

    @Test
    void authentication_ofANode_namesItsHeaders_andNoSecretOfAnother() {
        assertMessage(
                new Authentication(SITE, "newPayload", Facet.BEACON, "HTTP 403 (no)"),
                "HTTP 403 (no); check the beaconHeaders, such as a bearer token, of the node or of the proxy before it");
    }

    @ParameterizedTest
    @CsvSource({
        "-32601, the server lacks the method: it may be older than the fork schedule says",
        "-38001, 'the payload is unknown: fetch it once, soon, from the server that builds it'",
        "-32001, 'the payload is unknown: fetch it once, soon, from the server that builds it'",
        "-38002, the safe or finalized hash is not on the head's chain",
        "-38003, the attributes do not follow the head: their timestamp must be later",
        "-38004, ask for fewer items",
        "-38005, the server has another fork schedule: compare it with the client's"
    })
    void rpc_knownCode_hasAdvice(int code, String advice) {
        Rpc failure = new Rpc(SITE, "newPayload", code, "words");

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.text()).isEqualTo("words");
        assertMessage(failure, "JSON-RPC error " + code + ": words; " + advice);
    }

    @Test
    void rpc_otherCode_hasTheServersWordsOnly() {
        assertMessage(new Rpc(SITE, "newPayload", -32000, "words"), "JSON-RPC error -32000: words");
    }

    @Test
    void http_quotesTheBodyIfThereIsOne() {
        Http failure = new Http(SITE, "newPayload", 502, "bad gateway");

        assertThat(failure.status()).isEqualTo(502);
        assertThat(failure).hasMessageContaining("] HTTP 502 (bad gateway); ");
        assertThat(new Http(SITE, "newPayload", 502, "")).hasMessageContaining("] HTTP 502; ");
    }

    @ParameterizedTest
    @CsvSource({
        "301, URL",
        "404, URL",
        "405, URL",
        "415, URL",
        "400, see what it says",
        "408, its load",
        "504, its load",
        "413, larger than the server takes",
        "429, slow down",
        "500, its log",
        "501, its log",
        "502, proxy",
        "503, proxy"
    })
    void http_advises_byWhatTheStatusMeans(int status, String advice) {
        List<String> all = List.of(
                "URL", "its load", "larger than the server takes", "slow down", "its log", "proxy", "see what it says");

        String message = String.valueOf(new Http(SITE, "newPayload", status, "").getMessage());

        assertThat(all).filteredOn(message::contains).containsExactly(advice);
    }

    @Test
    void decode_hasItsPath() {
        Decode failure = new Decode(SITE, "newPayload", "$.result.status", "no such status", null);

        assertThat(failure.path()).isEqualTo("$.result.status");
        assertMessage(failure, "answer not understood at $.result.status: no such status");
    }

    @Test
    void tooLarge_hasItsLimit() {
        TooLarge failure = new TooLarge(SITE, "newPayload", 1024);

        assertThat(failure.limit()).isEqualTo(1024);
        assertMessage(failure, "the answer has more than 1024 bytes; ask for less or raise the limit");
    }

    @Test
    void unsupported_hasForkAndMethod() {
        Unsupported failure = new Unsupported(SITE, "newPayload", Fork.DENEB, "engine_newPayloadV3", "v4 stops here");

        assertThat(failure.fork()).contains(Fork.DENEB);
        assertThat(failure.method()).isEqualTo("engine_newPayloadV3");
        assertMessage(failure, "v4 stops here");
        assertThat(new Unsupported(SITE, "newPayload", null, "m", "p").fork()).isEmpty();
    }

    @Test
    void versionChanged_hasBothVersions() {
        VersionChanged failure = new VersionChanged(SITE, "newPayload", LighthouseVersion.V4, "Lighthouse/v5.3.0");

        assertThat(failure.expected()).isEqualTo(LighthouseVersion.V4);
        assertThat(failure.found()).isEqualTo("Lighthouse/v5.3.0");
        assertMessage(failure, "expected Lighthouse v4, found Lighthouse/v5.3.0");
    }

    @Test
    void disagreement_hasBothAnswers() {
        Disagreement failure = new Disagreement(SITE, "newPayload", "VALID", "new", "INVALID");

        assertThat(failure.answer()).isEqualTo("VALID");
        assertThat(failure.other()).isEqualTo("new");
        assertThat(failure.otherAnswer()).isEqualTo("INVALID");
        assertMessage(
                failure,
                "old says VALID, new says INVALID; do not build on this block before it is known which is right");
    }

    @Test
    void notConfigured_namesTheSetting() {
        assertMessage(
                new NotConfigured(SITE, "newPayload", "engineUrl"),
                "not configured; set engineUrl when the client is built");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE_FULL, too many calls wait; slow down or raise the queue's capacity",
        "BACKEND_DOWN, no backend may answer now; look at the routed client's states",
        "CLOSED, the client is closed"
    })
    void rejected_hasItsReason(Reason reason, String message) {
        Rejected failure = new Rejected(SITE, "newPayload", reason);

        assertThat(failure.reason()).isEqualTo(reason);
        assertMessage(failure, message);
    }

    @Test
    void refused_blockHash_hasBothHashes() {
        byte[] other = new byte[32];
        other[31] = 1;
        Refused failure = Refused.blockHash(SITE, "newPayload", Hash32.ZERO, Hash32.of(other));

        assertThat(failure.fault()).isEqualTo(Fault.BLOCK_HASH);
        assertMessage(
                failure,
                "the payload says block hash " + Hash32.ZERO + ", its content has " + Hash32.of(other)
                        + "; nothing was sent");
    }

    @Test
    @Tag("ask-27")
    void from_wrappedFailure_isWhatIsInside() {
        Timeout timeout = new Timeout(SITE, "newPayload", Duration.ofSeconds(1));

        assertThat(LighthouseException.from(timeout, SITE, "op")).isSameAs(timeout);
        assertThat(LighthouseException.from(
                        new ExecutionException(new CompletionException(timeout)), CallSite.of("x"), "op"))
                .isSameAs(timeout);
    }

    @Test
    void from_anythingElse_isDecodeWithTheCause() {
        RuntimeException odd = new IllegalStateException("odd");
        LighthouseException failure = LighthouseException.from(new CompletionException(odd), SITE, "newPayload");

        assertThat(failure).isInstanceOf(Decode.class).hasCause(odd);
        assertMessage(
                failure,
                "answer not understood at $: the answer could not be handled: java.lang.IllegalStateException: odd");
        CompletionException empty = new CompletionException("nothing inside", null);
        assertThat(LighthouseException.from(empty, SITE, "newPayload")).hasCause(empty);
    }

    private static void assertMessage(LighthouseException failure, String message) {
        assertThat(failure).hasMessage(WHERE + message);
        assertThat(failure.client()).isEqualTo("main");
        assertThat(failure.backend()).isEqualTo("old");
        assertThat(failure.operation()).isEqualTo("newPayload");
    }
}
