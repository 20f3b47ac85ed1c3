package io.github.lighthousecompat.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Release;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeaconValuesTest {
    @Test
    void ids_areTheTextOfAPath() {
        String root = "0x" + "0a".repeat(Hash32.SIZE);
        String key = "0x" + "0b".repeat(Bytes48.SIZE);

        assertThat(BlockId.HEAD.text()).isEqualTo("head");
        assertThat(BlockId.of(UInt64.MAX).text()).isEqualTo("18446744073709551615");
        assertThat(BlockId.of(Hash32.parse(root)).text()).isEqualTo(root);
        assertThat(StateId.JUSTIFIED.text()).isEqualTo("justified");
        assertThat(StateId.of(Hash32.parse(root)).text()).isEqualTo(root);
        assertThat(ValidatorId.of(Bytes48.parse(key)).text()).isEqualTo(key);
        assertThat(ValidatorId.parse("5")).isEqualTo(ValidatorId.of(UInt64.of(5)));
        assertThat(ValidatorId.parse(key)).isEqualTo(ValidatorId.of(Bytes48.parse(key)));
        assertThat(StateId.of(UInt64.of(3))).isEqualTo(StateId.of(UInt64.of(3))).isNotEqualTo(StateId.HEAD);
    }

    @Test
    void version_ofLighthouse_hasARelease() {
        NodeVersion version = new NodeVersion("Lighthouse/v5.3.0-d6ba8c3/x86_64-linux");

        assertThat(version.client()).isEqualTo("Lighthouse");
        assertThat(version.release()).contains(Release.of(5, 3, 0));
    }

    @Test
    void version_ofAnotherClient_hasNone() {
        assertThat(new NodeVersion("Lodestar/v1.5.1/abc").client()).isEqualTo("Lodestar");
        assertThat(new NodeVersion("Lodestar/v1.5.1/abc").release()).isEmpty();
        assertThat(new NodeVersion("unnamed").client()).isEqualTo("unnamed");
    }

    @Test
    void handle_asText_isReadBack() {
        ProducerHandle handle = new ProducerHandle("new", UInt64.MAX, 3);

        assertThat(handle.text()).isEqualTo("new:18446744073709551615:3");
        assertThat(ProducerHandle.parse(handle.text())).isEqualTo(handle);
        assertThat(handle.withRevision(4)).isEqualTo(new ProducerHandle("new", UInt64.MAX, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "new:7", "new:7:0:1", ":7:0", "new:x:0", "new:7:x", "new:7:-1", "new:-7:0"})
    void handle_ofAnotherText_throws(String text) {
        assertRefused(() -> ProducerHandle.parse(text));
    }

    @Test
    void queries_withEmptyLists_throw() {
        assertRefused(() -> ValidatorsQuery.of(StateId.HEAD, List.of()));
        assertRefused(() -> ValidatorsQuery.all(StateId.HEAD).withStatuses(List.of()));
        assertRefused(() -> BalancesQuery.of(StateId.HEAD, List.of()));
        assertRefused(() -> BlobsQuery.of(BlockId.HEAD, List.of()));
    }

    @Test
    void query_withStatuses_keepsItsIds() {
        List<ValidatorId> ids = List.of(ValidatorId.of(UInt64.ONE));

        assertThat(ValidatorsQuery.of(StateId.HEAD, ids).withStatuses(List.of(ValidatorStatus.ACTIVE_ONGOING)))
                .isEqualTo(new ValidatorsQuery(
                        StateId.HEAD, Optional.of(ids), Optional.of(List.of(ValidatorStatus.ACTIVE_ONGOING))));
    }

    @Test
    void production_withAFactorForBlocksThatAreNotAllowed_throws() {
        ProductionRequest.Builder request =
                ProductionRequest.builder().slot(UInt64.ONE).builderBoostFactor(UInt64.of(50));

        assertRefused(request::build);
        assertThat(request.isBlindedAllowed(true).build().builderBoostFactor()).contains(UInt64.of(50));
    }

    @Test
    void production_unlessItSaysOtherwise_isOfAFullBlock() {
        assertThat(ProductionRequest.builder().slot(UInt64.ONE).build().isBlindedAllowed())
                .isFalse();
    }

    @Test
    void raw_keepsTheOrderOfItsParameters() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("z", "1");
        query.put("a", "2");

        RawRequest request =
                RawRequest.builder().path("/eth/v1/node/peers").query(query).build();
        query.clear();

        assertThat(request.query().keySet()).containsExactly("z", "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "eth/v1", "http://elsewhere/", "/eth?x=1", "/eth#x", "/e th", "/%zz", "/{id}", "/\u00fc"})
    void raw_ofAPathThatIsNone_throws(String path) {
        assertRefused(() -> RawRequest.get(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get", "CONNECT", "TRACE", "GET /", "FETCH"})
    void raw_byAMethodThatIsNone_throws(String method) {
        assertRefused(() -> RawRequest.builder().method(method).path("/eth").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void raw_withABodyThatWouldBeLost_throws(String method) {
        assertRefused(() ->
                RawRequest.builder().method(method).path("/eth").body("[]").build());
    }

    @ParameterizedTest
    @CsvSource({"Content-Length, 1", "host, elsewhere", "Authorization, x", "Eth Version, x", "X-A, ''", "X-A, \u00fc"})
    void raw_withAHeaderThatCantBe_throws(String name, String value) {
        assertRefused(() ->
                RawRequest.builder().path("/eth").headers(Map.of(name, value)).build());
    }

    @Test
    void raw_withAHeaderOfTwoLines_throws() {
        assertRefused(() -> RawRequest.builder()
                .path("/eth")
                .headers(Map.of("X-A", "1\r\nX-B: 2"))
                .build());
        assertRefused(() -> RawRequest.builder().path("/eth").accept("a\nb: c").build());
        assertRefused(
                () -> RawRequest.builder().path("/eth").contentType("a\nb: c").build());
    }

    @Test
    void rawAnswer_isTextInUtf8() {
        RawAnswer answer = new RawAnswer(
                200, Optional.of("text/plain"), Map.of(), Bytes.of("gr\u00fc\u00df".getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.text()).isEqualTo("gr\u00fc\u00df");
    }

    @Test
    void publishResult_saysWhatBecameOfIt() {
        PublishFailure failure = PublishFailure.of(UInt64.ONE, "late");

        assertThat(PublishResult.published().isPublished()).isTrue();
        assertThat(PublishResult.accepted("duplicate block").message()).contains("duplicate block");
        assertThat(PublishResult.accepted("duplicate block").isPublished()).isFalse();
        assertThat(PublishResult.incomplete("some failed", List.of(failure)).failures())
                .containsExactly(failure);
    }

    @Test
    void statuses_known_areKnownInTheOrderOfALife() {
        assertThat(ValidatorStatus.KNOWN)
                .allMatch(ValidatorStatus::isKnown)
                .filteredOn(ValidatorStatus::isActive)
                .containsExactly(
                        ValidatorStatus.ACTIVE_ONGOING, ValidatorStatus.ACTIVE_EXITING, ValidatorStatus.ACTIVE_SLASHED);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }
}
