package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a parser found, as text. */
final class ParsedEvents implements EventParser.Sink {
    private final List<String> found = new ArrayList<>();

    /** Everything that is in {@code pieces}, one after the other; the last is that it was too large, if it was. */
    static List<String> of(int maxSize, List<byte[]> pieces) {
        ParsedEvents events = new ParsedEvents();
        EventParser parser = new EventParser(maxSize, events);
        try {
            // a buffer that is used again, as that of a connection: nobody may keep it
            byte[] buffer = new byte
                    [pieces.stream().mapToInt(piece -> piece.length).max().orElse(0)];
            for (byte[] piece : pieces) {
                System.arraycopy(piece, 0, buffer, 0, piece.length);
                parser.feed(buffer, piece.length);
                Arrays.fill(buffer, (byte) '#');
            }
        } catch (EventParser.Oversized e) {
            events.found.add("too large");
        }
        return events.found;
    }

    static List<String> of(String stream) {
        return of(1 << 20, List.of(stream.getBytes(UTF_8)));
    }

    @Override
    public void event(String type, byte[] data) {
        found.add(type + '=' + new String(data, UTF_8));
    }

    @Override
    public void comment(String text) {
        found.add('#' + text);
    }

    @Override
    public void retry(Duration delay) {
        found.add("retry " + delay.toMillis());
    }
}
