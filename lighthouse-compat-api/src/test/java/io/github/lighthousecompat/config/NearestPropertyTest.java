package io.github.lighthousecompat.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestPropertyTest {
    @Property
    void distance_isAMetric(
            @ForAll @AlphaChars @StringLength(max = 8) String one,
            @ForAll @AlphaChars @StringLength(max = 8) String two,
            @ForAll @AlphaChars @StringLength(max = 8) String three) {
        int direct = Nearest.distance(one, three);

        assertThat(direct == 0).isEqualTo(one.equals(three));
        assertThat(direct).isEqualTo(Nearest.distance(three, one));
        assertThat(direct).isLessThanOrEqualTo(Nearest.distance(one, two) + Nearest.distance(two, three));
        assertThat(direct).isBetween(Math.abs(one.length() - three.length()), Math.max(one.length(), three.length()));
    }

    @Test
    void distance_publishedExamples() {
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("saturday", "sunday")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void to_nothingNear_findsNothing() {
        assertThat(Nearest.to("LIGHTHOUSE_DATADIR", List.of("LIGHTHOUSE_MODE"), 2))
                .isEmpty();
        assertThat(Nearest.to("LIGHTHOUSE_MODUS", List.of("LIGHTHOUSE_MODE"), 2))
                .contains("LIGHTHOUSE_MODE");
    }
}
