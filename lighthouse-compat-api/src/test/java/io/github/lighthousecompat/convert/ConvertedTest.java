package io.github.lighthousecompat.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvertedTest {
    @Test
    void lists_changedAfterwards_stayAsTheyWere() {
        List<String> added = new ArrayList<>(List.of("a"));
        List<String> removed = new ArrayList<>(List.of("r"));
        List<String> dropped = new ArrayList<>(List.of("d"));
        Converted<Integer> converted = new Converted<>(1, added, removed, dropped, HashStatus.STALE);

        added.clear();
        removed.clear();
        dropped.clear();

        assertThat(converted.added()).containsExactly("a");
        assertThat(converted.removed()).containsExactly("r");
        assertThat(converted.dropped()).containsExactly("d");
    }
}
