package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.compare.Divergence;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DivergenceRingTest {
    private static Divergence divergence(int number, int characters) {
        return new Divergence(
                Instant.ofEpochSecond(number),
                "newPayload",
                Verdict.MISMATCH,
                "v4",
                Duration.ZERO,
                "v5",
                Duration.ZERO,
                List.of(new Difference("a", "x".repeat(characters), "")));
    }

    @Test
    void latest_areAsManyAsFitIntoTheBytes() {
        long each = DivergenceRing.sizeOf(divergence(0, 10));
        DivergenceRing ring = new DivergenceRing(3 * each);

        IntStream.range(0, 10).forEach(i -> ring.add(divergence(i, 10)));

        assertThat(ring.latest()).containsExactly(divergence(7, 10), divergence(8, 10), divergence(9, 10));
    }

    @Test
    void largeOne_takesTheRoomOfSeveral() {
        long each = DivergenceRing.sizeOf(divergence(0, 10));
        DivergenceRing ring = new DivergenceRing(3 * each);
        IntStream.range(0, 3).forEach(i -> ring.add(divergence(i, 10)));

        ring.add(divergence(3, 10 + (int) each / 2));

        assertThat(ring.latest())
                .extracting(Divergence::at)
                .containsExactly(Instant.ofEpochSecond(2), Instant.ofEpochSecond(3));
    }

    @Test
    void tooLargeOne_leavesNothing() {
        DivergenceRing ring = new DivergenceRing(1_000);

        ring.add(divergence(0, 1_000));

        assertThat(ring.latest()).isEmpty();
        ring.add(divergence(1, 1));
        assertThat(ring.latest()).hasSize(1);
    }

    @Test
    void latest_isACopy() {
        DivergenceRing ring = new DivergenceRing(10_000);
        ring.add(divergence(0, 1));

        List<Divergence> before = ring.latest();
        ring.add(divergence(1, 1));

        assertThat(before).containsExactly(divergence(0, 1));
    }
}
