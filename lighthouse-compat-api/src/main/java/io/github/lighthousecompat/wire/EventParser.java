package io.github.lighthousecompat.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * The grammar of {@code text/event-stream}, for bytes that come in pieces of any size: where one ends changes nothing.
 *
 * <p>Specification: section 9.2 of the HTML standard. Lines end with CR, LF or both; a byte order mark at the beginning
 * is passed over; an event that the end of the stream cuts off is none. Identifiers of events are passed over, as nodes
 * have none. It holds no more bytes than the largest event may have, and twice that for a moment. Not thread-safe.
 */
final class EventParser {
    private static final byte[] EVENT = ascii("event");
    private static final byte[] DATA = ascii("data");
    private static final byte[] RETRY = ascii("retry");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int MAX_RETRY_DIGITS = 9;

    private final int maxSize;
    private final Sink sink;
    private final Buffer line = new Buffer();
    private final Buffer data = new Buffer();
    private String type = "";
    private boolean hasData;
    private boolean isAfterCarriageReturn;
    private boolean isFirstLine = true;

    /** Takes what was parsed, in the order in which it stands in the stream. */
    interface Sink {
        /**
         * An event.
         *
         * @param type its name, {@code message} if it has none
         * @param data its lines of data, with a line feed between two
         */
        void event(String type, byte[] data);

        /** A line that is no part of an event. */
        void comment(String text);

        /** How long to wait at least before a connection that was lost is opened anew. */
        void retry(Duration delay);
    }

    /** A line or an event is larger than allowed. */
    static final class Oversized extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Oversized(int maxSize) {
            super("an event of more than " + maxSize + " bytes");
        }
    }

    /** Hands to {@code sink} events of which a line and the data before it have at most {@code maxSize} bytes. */
    EventParser(int maxSize, Sink sink) {
        this.maxSize = maxSize;
        this.sink = sink;
    }

    /**
     * Takes the next bytes, from index 0 on.
     *
     * @return whether a line ended in them
     * @throws Oversized if what they are part of is too large; nothing may be fed after that
     */
    boolean feed(byte[] bytes, int count) {
        boolean hasLine = false;
        int from = 0;
        for (int i = 0; i < count; i++) {
            byte c = bytes[i];
            if (c == '\n' && isAfterCarriageReturn) {
                from = i + 1;
            } else if (c == '\n' || c == '\r') {
                add(line, bytes, from, i);
                endLine();
                hasLine = true;
                from = i + 1;
            }
            isAfterCarriageReturn = c == '\r';
        }
        add(line, bytes, from, count);
        return hasLine;
    }

    private void add(Buffer buffer, byte[] bytes, int from, int to) {
        if (to - from > maxSize - line.size - data.size) {
            throw new Oversized(maxSize);
        }
        buffer.add(bytes, from, to);
    }

    private void endLine() {
        int from = isFirstLine && line.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        isFirstLine = false;
        int to = line.size;
        int colon = line.indexOf((byte) ':', from);
        int value = Math.min(colon + 1, to);
        if (value < to && line.bytes[value] == ' ') {
            value++;
        }
        if (from == to) {
            dispatch();
        } else if (colon == from) {
            sink.comment(line.text(value));
        } else {
            field(from, colon, value);
        }
        line.clear();
    }

    private void field(int from, int to, int value) {
        if (line.is(DATA, from, to)) {
            if (hasData) {
                data.add('\n');
            }
            // the line is counted as part of the event from here on
            data.add(line.bytes, value, line.size);
            hasData = true;
        } else if (line.is(EVENT, from, to)) {
            type = line.text(value);
        } else if (line.is(RETRY, from, to)) {
            retry(line.text(value));
        }
    }

    private void retry(String digits) {
        if (digits.length() <= MAX_RETRY_DIGITS && digits.matches("[0-9]+")) {
            sink.retry(Duration.ofMillis(Long.parseLong(digits)));
        }
    }

    private void dispatch() {
        String name = type.isEmpty() ? "message" : type;
        type = "";
        if (hasData) {
            hasData = false;
            byte[] content = Arrays.copyOf(data.bytes, data.size);
            data.clear();
            sink.event(name, content);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes that grow, and give their room back after an unusually large event. */
    private static final class Buffer {
        private static final int USUAL = 8192;

        private byte[] bytes = new byte[USUAL];
        private int size;

        void add(byte[] more, int from, int to) {
            int count = to - from;
            if (count > bytes.length - size) {
                bytes = Arrays.copyOf(bytes, Math.max(size + count, 2 * size));
            }
            System.arraycopy(more, from, bytes, size, count);
            size += count;
        }

        void add(char ascii) {
            add(new byte[] {(byte) ascii}, 0, 1);
        }

        void clear() {
            size = 0;
            if (bytes.length > 8 * USUAL) {
                bytes = new byte[USUAL];
            }
        }

        boolean startsWith(byte[] prefix) {
            return size >= prefix.length && is(prefix, 0, prefix.length);
        }

        boolean is(byte[] text, int from, int to) {
            return Arrays.equals(bytes, from, to, text, 0, text.length);
        }

        /** Index of the first such byte, or of the end. */
        int indexOf(byte wanted, int from) {
            int i = from;
            while (i < size && bytes[i] != wanted) {
                i++;
            }
            return i;
        }

        /** What is no UTF-8 becomes the sign for that. */
        String text(int from) {
            return new String(bytes, from, size - from, StandardCharsets.UTF_8);
        }
    }
}
