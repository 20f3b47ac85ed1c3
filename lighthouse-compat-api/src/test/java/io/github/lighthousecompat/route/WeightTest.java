package io.github.lighthousecompat.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WeightTest {
    @Test
    void of_rangeIsChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Weight.percent(101));
        assertThatIllegalArgumentException().isThrownBy(() -> Weight.percent(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Weight.basisPoints(10_001));
        assertThatIllegalArgumentException().isThrownBy(() -> Weight.basisPoints(-1));
    }

    @Test
    void toString_isInPercent() {
        assertThat(Weight.NONE).hasToString("0 %");
        assertThat(Weight.percent(10)).hasToString("10 %");
        assertThat(Weight.basisPoints(50)).hasToString("0.5 %");
        assertThat(Weight.basisPoints(1)).hasToString("0.01 %");
        assertThat(Weight.ALL).hasToString("100 %");
    }

    @Test
    void equals_isByShare() {
        assertThat(Weight.percent(5)).isEqualTo(Weight.basisPoints(500)).hasSameHashCodeAs(Weight.basisPoints(500));
        assertThat(Weight.percent(5)).isLessThan(Weight.percent(6)).isNotEqualTo(Weight.percent(6));
        assertThat(Weight.percent(25).ratio()).isEqualTo(0.25);
    }

    @Test
    void dial_turns() {
        WeightDial dial = WeightDial.at(Weight.NONE);
        dial.turn(Weight.percent(3));
        assertThat(dial.weight()).isEqualTo(Weight.percent(3));
        assertThat(dial).hasToString("3 %");
        assertThat(WeightSource.of(Weight.ALL).weight()).isEqualTo(Weight.ALL);
    }
}
