package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.dispatch.BackendHealth.Sign;
import io.github.lighthousecompat.route.Health;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way through the table: A an answer, F and U that of a node that is fit or unfit, O an outage, S silence. */
class BackendHealthTest {
    private static Sign sign(int letter) {
        return switch (letter) {
            case 'A' -> Sign.ANSWER;
            case 'F' -> Sign.FIT;
            case 'U' -> Sign.UNFIT;
            case 'O' -> Sign.OUTAGE;
            default -> Sign.SILENCE;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "A,       HEALTHY",
        "AAAA,    HEALTHY",
        "O,       SUSPECT",
        "S,       DOWN",
        "OA,      SUSPECT",
        "OAA,     HEALTHY",
        "OO,      DOWN",
        "OS,      DOWN",
        "OAO,     DOWN",
        "OAAO,    SUSPECT",
        "SA,      DOWN",
        "SAA,     DOWN",
        "SAAA,    HEALTHY",
        "SAAOA,   DOWN",
        "SAAOAA,  DOWN",
        "SAAOAAA, HEALTHY",
        "OOAASAA, DOWN",
        "SAAAO,   SUSPECT",
        "F,       HEALTHY",
        "U,       LAGGING",
        "UA,      LAGGING",
        "UAAAA,   LAGGING",
        "UF,      LAGGING",
        "UFF,     HEALTHY",
        "UFAF,    HEALTHY",
        "UFUF,    LAGGING",
        "UFUFF,   HEALTHY",
        "UO,      LAGGING",
        "UOO,     DOWN",
        "UOFO,    LAGGING",
        "US,      DOWN",
        "OF,      SUSPECT",
        "OAF,     HEALTHY",
        "OU,      LAGGING",
        "SAFA,    HEALTHY",
        "SFFF,    HEALTHY",
        "SAFU,    DOWN",
        "SUU,     DOWN",
        "SUUU,    LAGGING",
        "SUUUFF,  HEALTHY"
    })
    void signs_leadTo(String signs, Health expected) {
        BackendHealth health = new BackendHealth();
        signs.chars().forEach(letter -> health.note(sign(letter)));

        assertThat(health.health()).isEqualTo(expected);
        assertThat(health.isDown()).isEqualTo(expected == Health.DOWN);
        assertThat(health.isWell()).isEqualTo(expected == Health.HEALTHY || expected == Health.SUSPECT);
    }

    @Test
    void changes_areToldOnce() {
        BackendHealth health = new BackendHealth();
        List<String> changes = new ArrayList<>();
        "AOOSSAAAAS"
                .chars()
                .forEach(letter ->
                        health.note(sign(letter)).ifPresent(change -> changes.add(change.from() + " " + change.to())));

        assertThat(changes).containsExactly("HEALTHY SUSPECT", "SUSPECT DOWN", "DOWN HEALTHY", "HEALTHY DOWN");
    }
}
