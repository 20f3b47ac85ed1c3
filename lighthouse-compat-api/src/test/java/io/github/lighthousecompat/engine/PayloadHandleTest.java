package io.github.lighthousecompat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadHandleTest {
    @Test
    void text_ofAHandle_showsItsFourParts() {
        PayloadHandle handle = PayloadHandle.of("old", UInt64.parse("0xa247243752eb10b4"), Fork.DENEB, 12);

        assertThat(handle.text()).isEqualTo("old:deneb:0xa247243752eb10b4:12");
    }

    @Property
    void parse_textOfAnyHandle_isThatHandle(
            @ForAll @AlphaChars @Chars({'.', '-', '_', '0', ' ', 'ü'}) @NotEmpty String owner,
            @ForAll long id,
            @ForAll Fork fork,
            @ForAll @LongRange(max = Long.MAX_VALUE) long revision) {
        PayloadHandle handle = PayloadHandle.of(owner, UInt64.fromLongBits(id), fork, revision);

        assertThat(PayloadHandle.parse(handle.text())).isEqualTo(handle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "old:deneb:0x1:x",
                "old:deneb:0x1:-1",
                "old:deneb:1x:0",
                "old:prague:0x1:0",
                ":deneb:0x1:0",
                "old:deneb:0x10000000000000000:0"
            })
    void parse_otherParts_areRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadHandle.parse(text))
                .withMessage("not a payload handle: " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "old", "old:deneb:0x1", "o:l:deneb:0x1:0"})
    void parse_otherNumberOfParts_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadHandle.parse(text))
                .withMessage("a payload handle has four parts, not " + text.split(":", -1).length);
    }

    @Test
    void of_ownerThatWouldBreakTheText_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadHandle.of("o:ld", UInt64.ONE, Fork.DENEB, 0))
                .withMessage("a payload handle needs an owner without a colon and a revision from 0 on, not \"o:ld\""
                        + " and 0");
        assertThatIllegalArgumentException().isThrownBy(() -> PayloadHandle.of("", UInt64.ONE, Fork.DENEB, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PayloadHandle.of("old", UInt64.ONE, Fork.DENEB, -1));
    }

    @Test
    void withRevision_another_changesOnlyThat() {
        PayloadHandle handle = PayloadHandle.of("old", UInt64.ONE, Fork.DENEB, 0);

        assertThat(handle.withRevision(3)).isEqualTo(PayloadHandle.of("old", UInt64.ONE, Fork.DENEB, 3));
    }
}
