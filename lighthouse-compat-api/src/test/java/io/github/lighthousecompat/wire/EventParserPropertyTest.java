package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Whatever the bytes are and however they are cut, a stream says one thing. */
class EventParserPropertyTest {
    private static final int MAX_SIZE = 60;

    /** How a stream is written, and what it says. */
    private record Written(String text, List<String> said) {}

    @Property(tries = 3000)
    void feed_anyPieces_sayWhatTheWholeSays(@ForAll("bytes") byte[] stream, @ForAll("cuts") List<Integer> cuts) {
        List<String> whole = ParsedEvents.of(MAX_SIZE, List.of(stream));

        Statistics.label("the whole")
                .collect(whole.isEmpty() ? "nothing" : whole.contains("too large") ? "too large" : "something");
        assertThat(ParsedEvents.of(MAX_SIZE, pieces(stream, cuts))).isEqualTo(whole);
    }

    @Property(tries = 3000)
    void feed_whatIsWritten_isFound(@ForAll("written") List<Written> parts, @ForAll("cuts") List<Integer> cuts) {
        StringBuilder text = new StringBuilder();
        List<String> said = new ArrayList<>();
        parts.forEach(part -> {
            text.append(part.text());
            said.addAll(part.said());
        });

        assertThat(ParsedEvents.of(1 << 20, pieces(text.toString().getBytes(UTF_8), cuts)))
                .isEqualTo(said);
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<String> fragments = Arbitraries.of(
                "data",
                "data:",
                "data: ",
                "event:",
                "event: head",
                "retry:",
                "12",
                "id",
                ":",
                ": error",
                "\n",
                "\r",
                "\r\n",
                "\n\n",
                " ",
                "x",
                "0123456789012345678901234567",
                "\ufeff",
                "\u00e9",
                "\ud83d\ude00",
                "\u0000");
        Arbitrary<byte[]> likely =
                fragments.list().ofMaxSize(40).map(list -> String.join("", list).getBytes(UTF_8));
        return Arbitraries.frequencyOf(
                Tuple.of(4, likely),
                Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(100)));
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 12).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Written>> written() {
        Arbitrary<String> word = Arbitraries.strings()
                .excludeChars('\r', '\n', '\ufeff')
                .ofMaxLength(12)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n");
        Arbitrary<Written> events = Combinators.combine(
                        word, word.list().ofMinSize(1).ofMaxSize(4), end)
                .as((name, lines, eol) -> new Written(
                        "event: " + name + eol + "data: " + String.join(eol + "data: ", lines) + eol + eol,
                        List.of((name.isEmpty() ? "message" : name) + '=' + String.join("\n", lines))));
        Arbitrary<Written> comments =
                Combinators.combine(word, end).as((text, eol) -> new Written(": " + text + eol, List.of('#' + text)));
        return Arbitraries.oneOf(events, comments).list().ofMaxSize(12);
    }

    /** The stream cut into pieces of these sizes, and the rest. */
    private static List<byte[]> pieces(byte[] stream, List<Integer> sizes) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            int to = Math.min(stream.length, from + size);
            pieces.add(Arrays.copyOfRange(stream, from, to));
            from = to;
        }
        pieces.add(Arrays.copyOfRange(stream, from, stream.length));
        return pieces;
    }
}
