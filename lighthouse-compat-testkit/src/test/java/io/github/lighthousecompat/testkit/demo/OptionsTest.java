package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.testkit.demo.Options.Option;
import io.github.lighthousecompat.testkit.demo.Options.Values;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final Options OPTIONS = Options.of(
            new Option("--blocks", "N", "how many"),
            new Option("--page", "FILE", "where to"),
            new Option("--plain", "", "no live line"));

    @Test
    void parse_takesValuesInBothForms() throws UsageException {
        Values values = OPTIONS.parse("--blocks", "64", "--page=target/a=b.html", "--plain");

        assertThat(values.number("--blocks", 1, 1, 100)).isEqualTo(64);
        assertThat(values.path("--page")).contains(Path.of("target/a=b.html"));
        assertThat(values.has("--plain")).isTrue();
        assertThat(values.has(Options.HELP)).isFalse();
    }

    @Test
    void parse_nothingGiven_leavesTheDefaults() throws UsageException {
        Values values = OPTIONS.parse();

        assertThat(values.number("--blocks", 72, 1, 100)).isEqualTo(72);
        assertThat(values.path("--page")).isEmpty();
        assertThatThrownBy(() -> values.required("--page")).hasMessage("--page is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "--block, --blocks",
        "--blcoks, --blocks",
        "--pages, --page",
        "-plain, --plain",
        "--hlep, --help",
        "help, --help",
    })
    void parse_anUnknownOption_namesTheNearest(String given, String nearest) {
        assertThatThrownBy(() -> OPTIONS.parse(given))
                .isInstanceOf(UsageException.class)
                .hasMessage("there is no option " + given + "; did you mean " + nearest + "?");
    }

    @Test
    void parse_anUnknownOptionUnlikeAnyOther_pointsToTheHelp() {
        assertThatThrownBy(() -> OPTIONS.parse("--validators"))
                .hasMessage("there is no option --validators; --help lists them");
    }

    @Test
    void parse_aWrongForm_saysTheRightOne() {
        assertThatThrownBy(() -> OPTIONS.parse("--blocks")).hasMessage("--blocks needs a value: --blocks N");
        assertThatThrownBy(() -> OPTIONS.parse("--plain=yes")).hasMessage("--plain takes no value");
        assertThatThrownBy(() -> OPTIONS.parse("--plain", "--plain")).hasMessage("--plain is given twice");
    }

    @ParameterizedTest
    @CsvSource({"0", "101", "many", "''", "1.5", "99999999999999999999"})
    void number_outOfRangeOrNone_saysTheRange(String given) throws UsageException {
        Values values = OPTIONS.parse("--blocks=" + given);

        assertThatThrownBy(() -> values.number("--blocks", 72, 1, 100))
                .isInstanceOf(UsageException.class)
                .hasMessage("--blocks must be a whole number from 1 to 100, is \"" + given + '"');
    }

    @Test
    void help_hasALineForEachOption() {
        assertThat(OPTIONS.help().lines())
                .containsExactly(
                        "  --blocks N    how many",
                        "  --page FILE   where to",
                        "  --plain       no live line",
                        "  --help        print this and end");
    }
}
