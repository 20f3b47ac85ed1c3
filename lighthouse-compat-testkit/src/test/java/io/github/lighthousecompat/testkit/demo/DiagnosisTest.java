package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
    private static final UInt64 SHANGHAI = UInt64.of(1_700_000_000);
    private static final UInt64 CANCUN = UInt64.of(1_800_000_000);
    private static final Instant NOW = Instant.ofEpochSecond(1_799_000_000);

    private final Diagnosis diagnosis = new Diagnosis();

    @Test
    void migration_beforeDeneb_saysUntilWhen() {
        diagnosis.migration(ForkSchedule.of(SHANGHAI, CANCUN), SHANGHAI, NOW);

        assertThat(diagnosis.isReady()).isTrue();
        assertThat(diagnosis.migration())
                .singleElement()
                .asString()
                .startsWith("possible until 2027-01-15 08:00:00 UTC, when Deneb begins")
                .endsWith("(11 days left)");
    }

    @Test
    void migration_clockPastDenebButNotTheHead_saysSo() {
        diagnosis.migration(ForkSchedule.of(SHANGHAI, CANCUN), SHANGHAI, NOW.plus(Duration.ofDays(30)));

        assertThat(diagnosis.isReady()).isTrue();
        assertThat(diagnosis.migration()).singleElement().asString().contains("by the clock that time is over");
    }

    @Test
    void migration_noForkPlanned_isPossibleAtAnyTime() {
        diagnosis.migration(ForkSchedule.of(SHANGHAI, ForkSchedule.NEVER), SHANGHAI, NOW);

        assertThat(diagnosis.exit()).isEqualTo(Exit.AGREED);
        assertThat(diagnosis.migration())
                .containsExactly("possible at any time: no fork is planned that v4 can't follow");
    }

    @Test
    void migration_publicNetworkPastPrague_canBeFollowedByNeither() {
        diagnosis.migration(ForkSchedule.of(ForkSchedule.Network.MAINNET), UInt64.of(1_790_000_000), NOW);

        assertThat(diagnosis.exit()).isEqualTo(Exit.TO_MEND);
        assertThat(diagnosis.toMend())
                .containsExactly(
                        "the chain passed Deneb at 2024-03-13 13:55:35 UTC: v4 can't follow it; use v5 alone",
                        "the chain passed Prague at 2025-05-07 10:05:11 UTC: v5 can't follow it either");
    }

    @Test
    void exit_aContradiction_outweighsWhatIsToMend() {
        diagnosis.mend("something");
        diagnosis.contradict("something else");

        assertThat(diagnosis.exit()).isEqualTo(Exit.DISAGREEMENT);
        assertThat(diagnosis.isReady()).isFalse();
    }

    @Test
    void date_furtherThanAnyCalendar_isTheLastOne() {
        assertThat(Diagnosis.date(ForkSchedule.NEVER)).startsWith("+1000000000-12-31");
    }

    @ParameterizedTest
    @CsvSource({"400, with ours", "-1600, 2 s behind ours", "61000, 61 s ahead of ours"})
    void describe_aClock_saysWhichIsAhead(long millis, String words) {
        assertThat(ServerClock.describe(Duration.ofMillis(millis))).isEqualTo(words);
    }

    @Test
    void isWithinWindow_endsAtAMinute() {
        assertThat(ServerClock.isWithinWindow(Duration.ofMinutes(-1))).isTrue();
        assertThat(ServerClock.isWithinWindow(Duration.ofSeconds(61))).isFalse();
        assertThat(ServerClock.isWithinWindow(Duration.ofSeconds(-61))).isFalse();
    }
}
