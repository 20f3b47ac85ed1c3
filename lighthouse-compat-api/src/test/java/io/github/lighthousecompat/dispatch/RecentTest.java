package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void entry_thatWasNotAskedForTheLongest_isForgotten() {
        Map<Integer, String> recent = new Recent<>(3);
        for (int number = 1; number <= 3; number++) {
            recent.put(number, "");
        }
        recent.get(1);
        recent.put(4, "");

        assertThat(recent).containsOnlyKeys(3, 1, 4);
    }

    @Test
    void size_isNeverMoreThanTheRoom() {
        Map<Integer, String> recent = new Recent<>(128);
        for (int number = 0; number < 10_000; number++) {
            recent.put(number, "");
            assertThat(recent).hasSizeLessThanOrEqualTo(128);
        }
        assertThat(recent).containsKeys(9_999, 9_872).doesNotContainKey(9_871);
    }
}
