package io.github.lighthousecompat.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
    @ParameterizedTest
    @CsvSource({
        "V4, BELLATRIX, false",
        "V4, CAPELLA, true",
        "V4, DENEB, false",
        "V4, ELECTRA, false",
        "V5, BELLATRIX, false",
        "V5, CAPELLA, true",
        "V5, DENEB, true",
        "V5, ELECTRA, false"
    })
    void speaks_fork_fromCapellaToItsLast(LighthouseVersion version, Fork fork, boolean speaks) {
        assertThat(version.speaks(fork)).isEqualTo(speaks);
    }

    @Test
    void label_ofVersions_isTheirShortName() {
        assertThat(LighthouseVersion.V4.label()).isEqualTo("v4");
        assertThat(LighthouseVersion.V5.label()).isEqualTo("v5");
        assertThat(LighthouseVersion.V4.lastFork()).isEqualTo(Fork.CAPELLA);
        assertThat(LighthouseVersion.V5.lastFork()).isEqualTo(Fork.DENEB);
    }

    @Test
    void toString_ofForks_hasBothNames() {
        assertThat(Fork.BELLATRIX).hasToString("Bellatrix (Paris)");
        assertThat(Fork.CAPELLA).hasToString("Capella (Shanghai)");
        assertThat(Fork.DENEB).hasToString("Deneb (Cancun)");
        assertThat(Fork.ELECTRA).hasToString("Electra (Prague)");
        assertThat(Fork.DENEB.consensusName()).isEqualTo("Deneb");
        assertThat(Fork.DENEB.executionName()).isEqualTo("Cancun");
    }

    @Test
    void operation_eachOne_hasItsOwnIndex() {
        Operation<NoArgument, String> one = new Operation<>("one", Effect.READ, Duration.ZERO);
        Operation<NoArgument, String> two = new Operation<>("two", Effect.OPAQUE, Duration.ZERO);

        assertThat(two.index()).isGreaterThan(one.index());
        assertThat(one.name()).isEqualTo("one");
        assertThat(one.effect()).isEqualTo(Effect.READ);
        assertThat(one).hasToString("one");
    }
}
