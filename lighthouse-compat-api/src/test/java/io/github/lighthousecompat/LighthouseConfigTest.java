package io.github.lighthousecompat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.Release;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake fails when the configuration is built, and the message names the setting and what would be right. */
class LighthouseConfigTest {
    private static final JwtSecret SECRET = JwtSecret.fromHex("0x" + "a1".repeat(32));
    private static final ForkSchedule FORKS = ForkSchedule.of(ForkSchedule.Network.SEPOLIA);

    @Test
    void build_withoutForks_saysHowToGiveThem() {
        assertProblem(LighthouseConfig.builder()
                        .engineUrl(URI.create("http://localhost:8551"))
                        .jwtSecret(SECRET))
                .startsWith("LighthouseConfig: forks is missing")
                .contains("ForkSchedule.fromGenesis(path)");
    }

    @Test
    void build_oneOfUrlAndSecret_namesTheOther() {
        assertProblem(config().jwtSecret(SECRET)).endsWith("engineUrl is missing");
        assertProblem(config().engineUrl(URI.create("http://localhost:8551"))).endsWith("jwtSecret is missing");
    }

    @ParameterizedTest
    @Tag("ask-26")
    @CsvSource({
        "localhost:8551, 'has the scheme \"localhost\"'",
        "ftp://localhost, 'has the scheme \"ftp\"'",
        "//localhost:8551, 'has the scheme \"\"'",
        "http://exec_layer:8551, 'in \"exec_layer:8551\"; a host is made of letters, digits, dots and dashes'",
        "http://me:pw@exec_layer, 'in \"exec_layer\"'",
        "http:///engine, 'has no host in \"\"'",
        "http://me:pw@localhost:8551, 'must not hold credentials; the Engine API uses jwtSecret'"
    })
    void build_urlThatIsNone_saysWhatOneLooksLike(String url, String problem) {
        assertProblem(config().engineUrl(URI.create(url)).jwtSecret(SECRET))
                .startsWith("LighthouseConfig: engineUrl must")
                .contains(problem)
                .doesNotContain("pw");
    }

    @ParameterizedTest
    @Tag("ask-26")
    @CsvSource({
        "localhost:5052, 'be like http://localhost:5052, has the scheme \"localhost\"'",
        "ftp://localhost, 'has the scheme \"ftp\"'",
        "//localhost:5052, 'has the scheme \"\"'",
        "http://beacon_node:5052, 'in \"beacon_node:5052\"; a host is made of letters, digits, dots and dashes'",
        "http://me:pw@beacon_node, 'in \"beacon_node\"'",
        "http:///eth, 'has no host in \"\"'",
        "http://me:pw@localhost:5052, 'must not hold credentials; put them into beaconHeaders'"
    })
    void build_urlOfANodeThatIsNone_saysWhatOneLooksLike(String url, String problem) {
        LighthouseConfig.Builder config = config();
        config.beaconUrl(URI.create(url));
        assertProblem(config)
                .startsWith("LighthouseConfig: beaconUrl must")
                .contains(problem)
                .doesNotContain("pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a/b"})
    void build_nameThatIsNone_isQuoted(String name) {
        assertProblem(config().name(name))
                .contains("name must be 1 to 64 letters")
                .endsWith('"' + name + '"');
    }

    @Test
    void build_numbersOutOfRange_sayTheRange() {
        assertProblem(config().timeoutMultiplier(0)).endsWith("timeoutMultiplier must be 1 or more, is 0");
        assertProblem(config().slotTime(Duration.ofMillis(99)))
                .endsWith("slotTime must be 100 ms or more, is PT0.099S");
        assertProblem(config().workers(0)).endsWith("workers must be 1 or more, is 0");
        assertProblem(config().queueCapacity(-1)).endsWith("queueCapacity must be 1 or more, is -1");
        assertProblem(config().maxAnswerSize(1023)).endsWith("maxAnswerSize must be 1024 bytes or more, is 1023");
    }

    @Test
    void toString_doesNotShowTheSecret() {
        LighthouseConfig config = config().engineUrl(URI.create("http://localhost:8551"))
                .jwtSecret(SECRET)
                .build();

        assertThat(config.toString()).doesNotContainIgnoringCase("a1a1");
    }

    private static LighthouseConfig.Builder config() {
        return LighthouseConfig.builder().forks(FORKS);
    }

    private static AbstractStringAssert<?> assertProblem(LighthouseConfig.Builder builder) {
        return assertThat(assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .actual()
                .getMessage());
    }

    @Test
    void nodeRelease_thatIsNotSpoken_isNamed() {
        for (String text : List.of("v3.5.1", "v5.4.0", "v4.6.0-rc.0")) {
            LighthouseConfig.Builder config = LighthouseConfig.builder();
            config.nodeRelease(Release.parse(text));
            assertThatIllegalArgumentException()
                    .isThrownBy(config::build)
                    .withMessageContaining("nodeRelease must be a release from v4.0.0 to v5.3.0, is " + text);
        }
    }
}
