package io.github.lighthousecompat.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes say that they are. */
class ReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "Lighthouse/v4.5.0-441fc16/x86_64-linux, v4.5.0, 441fc16, false, V4",
        "Lighthouse/v4.6.0-1be5253/x86_64-linux, v4.6.0, 1be5253, false, V5",
        "Lighthouse/v5.3.0-d6ba8c3+/aarch64-macos, v5.3.0, d6ba8c3, false, V5",
        "Lighthouse/v5.2.1/x86_64-windows, v5.2.1, , false, V5",
        "Lighthouse/v4.6.0-rc.0-abc1234/x86_64-linux, v4.6.0-rc.0, abc1234, true, ",
        "Lighthouse/v4.5.444-exp/x86_64-linux, v4.5.444-exp, , true, ",
        "Lighthouse/v5.3.0-abcdefa/x86_64-linux, v5.3.0, abcdefa, false, V5",
        "v4.0.1, v4.0.1, , false, V4"
    })
    void parse_textOfANode_isItsRelease(
            String text, String release, String commit, boolean isCandidate, @Nullable LighthouseVersion dialect) {
        Release parsed = Release.parse(text).orElseThrow();

        assertThat(parsed).hasToString(release);
        assertThat(parsed.commit()).isEqualTo(Optional.ofNullable(commit));
        assertThat(parsed.isCandidate()).isEqualTo(isCandidate);
        assertThat(parsed.dialect()).isEqualTo(Optional.ofNullable(dialect));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Lodestar/v1.5.1/abc", "Lighthouse/5.3.0", "Lighthouse/v5.3", "nginx", "Lighthouse/vX.Y.Z"})
    void parse_anythingElse_isEmpty(String text) {
        assertThat(Release.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.5.1", "v5.3.1", "v5.9.0", "v6.0.0", "v10.0.0", "v4.0.0-rc.0", "v5.3.0-rc.1"})
    void dialect_ofAVersionThatIsNotSpoken_isEmpty(String text) {
        assertThat(Release.parse(text).orElseThrow().dialect()).isEmpty();
    }

    @Test
    void order_isThatOfNumbersWithCandidatesBefore() {
        assertThat(List.of("v4.0.1", "v4.5.0", "v4.6.0-rc.0", "v4.6.0", "v4.10.0", "v5.0.0").stream()
                        .map(text -> Release.parse(text).orElseThrow()))
                .isSorted();
        assertThat(Release.parse("v4.6.0-rc.0").orElseThrow().isAtLeast(4, 6, 0))
                .isFalse();
        assertThat(Release.of(4, 6, 0).isAtLeast(4, 6, 0)).isTrue();
    }

    @Test
    void equality_isThatOfNumbersAndCandidate() {
        assertThat(Release.parse("Lighthouse/v4.5.0-441fc16/x"))
                .contains(Release.of(4, 5, 0))
                .get()
                .hasSameHashCodeAs(Release.of(4, 5, 0));
        assertThat(Release.parse("v4.5.0-exp").orElseThrow()).isNotEqualTo(Release.of(4, 5, 0));
    }
}
