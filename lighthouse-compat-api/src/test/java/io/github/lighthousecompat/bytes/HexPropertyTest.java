package io.github.lighthousecompat.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Against the JDK's own {@link HexFormat}. */
class HexPropertyTest {
    private static final HexFormat JDK = HexFormat.of();
    private static final byte UNTOUCHED = 0x55;

    @Property
    void encode_partOfAnArray_writesWhatTheJdkWrites(
            @ForAll @Size(max = 200) byte[] bytes,
            @ForAll @IntRange(max = 5) int before,
            @ForAll @IntRange(max = 5) int after) {
        byte[] in = new byte[before + bytes.length + after];
        System.arraycopy(bytes, 0, in, before, bytes.length);
        byte[] out = filled(before + 2 * bytes.length + after);
        byte[] expected = out.clone();
        byte[] digits = ascii(JDK.formatHex(bytes));
        System.arraycopy(digits, 0, expected, before, digits.length);

        Hex.encode(in, before, bytes.length, out, before);

        assertThat(out).isEqualTo(expected);
    }

    @Property
    void decode_digitsOfEitherCase_readsWhatTheJdkReads(
            @ForAll @Size(max = 200) byte[] bytes, @ForAll long cases, @ForAll @IntRange(max = 5) int before) {
        byte[] text = ascii("?".repeat(before) + mixedCase(JDK.formatHex(bytes), cases));
        byte[] out = filled(before + bytes.length);

        assertThat(Hex.decode(text, before, out, before, bytes.length)).isTrue();

        assertThat(Arrays.copyOfRange(out, before, out.length)).isEqualTo(bytes);
        assertThat(Arrays.copyOf(out, before)).isEqualTo(filled(before));
    }

    @Property
    void decode_oneOtherCharacter_isRefused(
            @ForAll @Size(min = 1, max = 100) byte[] bytes, @ForAll byte other, @ForAll @IntRange(max = 199) int at) {
        byte[] text = ascii(JDK.formatHex(bytes));
        int index = at % text.length;
        text[index] = other;
        boolean digit = HexFormat.isHexDigit(other);

        assertThat(Hex.decode(text, 0, new byte[bytes.length], 0, bytes.length)).isEqualTo(digit);
    }

    @Property
    void decodeRun_endOfTheDigits_stopsThere(
            @ForAll @Size(max = 200) byte[] bytes,
            @ForAll boolean oddDigit,
            @ForAll @IntRange(max = 220) int room,
            @ForAll @IntRange(max = 3) int before) {
        byte[] text = ascii("\"".repeat(before) + JDK.formatHex(bytes) + (oddDigit ? "a\"," : "\",1"));
        byte[] out = filled(before + room);

        int read = Hex.decodeRun(text, before, text.length, out, before);

        assertThat(read).isEqualTo(Math.min(bytes.length, room));
        assertThat(Arrays.copyOfRange(out, before, before + read)).isEqualTo(Arrays.copyOf(bytes, read));
    }

    @Property
    void decodeRun_limitOfTheText_readsNothingBehindIt(
            @ForAll @Size(max = 100) byte[] bytes, @ForAll @IntRange(max = 220) int limit) {
        byte[] text = ascii(JDK.formatHex(bytes));
        int to = Math.min(limit, text.length);
        byte[] out = new byte[bytes.length];

        assertThat(Hex.decodeRun(text, 0, to, out, 0)).isEqualTo(to / 2);
    }

    @Property
    void parse_text_isTheBytes(@ForAll @Size(max = 100) byte[] bytes, @ForAll long cases) {
        Bytes parsed = Bytes.parse("0x" + mixedCase(JDK.formatHex(bytes), cases));

        assertThat(parsed.toArray()).isEqualTo(bytes);
        assertThat(parsed.toHex()).isEqualTo("0x" + JDK.formatHex(bytes));
    }

    private static String mixedCase(String digits, long cases) {
        StringBuilder mixed = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            String digit = digits.substring(i, i + 1);
            mixed.append((cases >> (i % Long.SIZE) & 1) == 0 ? digit : digit.toUpperCase(Locale.ROOT));
        }
        return mixed.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, UNTOUCHED);
        return bytes;
    }
}
