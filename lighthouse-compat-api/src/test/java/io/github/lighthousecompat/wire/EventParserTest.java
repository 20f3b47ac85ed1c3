package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    @Test
    void feed_asLighthouseWritesIt_findsTopicAndData() {
        assertThat(ParsedEvents.of("event:head\ndata:{\"slot\":\"1\"}\n\n:\n\nevent:block\ndata:{}\n\n"))
                .containsExactly("head={\"slot\":\"1\"}", "#", "block={}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void feed_anyLineEnd_isTheSame(String end) {
        assertThat(ParsedEvents.of(
                        String.join(end, "event: head", "data: 1", "", ": note", "data: 2", "data: 3", "", "")))
                .containsExactly("head=1", "# note".replace(" ", ""), "message=2\n3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data:a             | message=a",
                "data: a            | message=a",
                "data:  a           | 'message= a'",
                "data               | message=",
                "data:              | message=",
                "data: a: b         | message=a: b",
            })
    void feed_value_losesOneSpace(String line, String expected) {
        assertThat(ParsedEvents.of(line.strip() + "\n\n")).containsExactly(expected);
    }

    @Test
    void feed_eventWithoutData_isNoneAndItsNameIsForgotten() {
        assertThat(ParsedEvents.of("event: head\n\ndata: 1\n\n")).containsExactly("message=1");
    }

    @Test
    void feed_nameTwice_theLastCounts() {
        assertThat(ParsedEvents.of("event: a\nevent: b\ndata: 1\n\n")).containsExactly("b=1");
    }

    @Test
    void feed_fieldsThatAreNotKnown_arePassedOver() {
        assertThat(ParsedEvents.of("id: 7\nfoo: bar\nDATA: x\n data: y\ndata: 1\n\n"))
                .containsExactly("message=1");
    }

    @Test
    void feed_cutOffEvent_isNone() {
        assertThat(ParsedEvents.of("data: 1\n\ndata: 2\n")).containsExactly("message=1");
    }

    @ParameterizedTest
    @CsvSource({"retry: 250,retry 250", "retry:0,retry 0", "retry: -1,", "retry: 1s,", "retry:,", "retry: 9999999999,"})
    void feed_retry_countsIfItIsANumber(String line, String expected) {
        assertThat(ParsedEvents.of(line + "\n")).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void feed_byteOrderMark_isPassedOverAtTheBeginningOnly() {
        assertThat(ParsedEvents.of("\ufeffdata: 1\n\n\ufeffdata: 2\n\n")).containsExactly("message=1");
    }

    @Test
    void feed_charactersOfSeveralBytes_areWholeAcrossPieces() {
        byte[] bytes = "event: \u00e9\ndata: \ud83d\ude00\u20ac\n\n".getBytes(UTF_8);
        List<byte[]> single = IntStream.range(0, bytes.length)
                .mapToObj(i -> new byte[] {bytes[i]})
                .toList();

        assertThat(ParsedEvents.of(1000, single)).containsExactly("\u00e9=\ud83d\ude00\u20ac");
    }

    @Test
    void feed_lineOfTenMegabytes_failsWithoutHoldingIt() {
        byte[] piece = new byte[8192];
        Arrays.fill(piece, (byte) 'x');
        EventParser parser = new EventParser(1 << 20, new ParsedEvents());
        for (int i = 0; i < (1 << 20) / piece.length; i++) {
            parser.feed(piece, piece.length);
        }

        assertThatThrownBy(() -> parser.feed(piece, 1)).isInstanceOf(EventParser.Oversized.class);
    }

    @Test
    void feed_eventOfManyLines_isBoundedAsAWhole() {
        List<byte[]> lines = Collections.nCopies(20, "data: 0123456789\n".getBytes(UTF_8));

        assertThat(ParsedEvents.of(100, lines)).containsExactly("too large");
        assertThat(ParsedEvents.of(1000, lines)).isEmpty();
    }

    @Test
    void feed_largestEvent_isTakenAndTheNextToo() {
        String data = "x".repeat(95);

        assertThat(ParsedEvents.of(100, List.of(("data:" + data + "\n\ndata:" + data + "\n\n").getBytes(UTF_8))))
                .containsExactly("message=" + data, "message=" + data);
        assertThat(ParsedEvents.of(100, List.of(("data: 1\n\ndata:" + data + "x\n\n").getBytes(UTF_8))))
                .containsExactly("message=1", "too large");
    }

    @Test
    void feed_tellsWhetherALineEnded() {
        EventParser parser = new EventParser(100, new ParsedEvents());

        assertThat(parser.feed("data: 1".getBytes(UTF_8), 7)).isFalse();
        assertThat(parser.feed("\r".getBytes(UTF_8), 1)).isTrue();
        assertThat(parser.feed("\n".getBytes(UTF_8), 1)).isFalse();
        assertThat(parser.feed("\n".getBytes(UTF_8), 1)).isTrue();
    }
}
