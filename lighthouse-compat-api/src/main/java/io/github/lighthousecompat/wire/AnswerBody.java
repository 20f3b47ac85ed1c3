package io.github.lighthousecompat.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads the bodies of answers without ever holding more than is allowed. */
final class AnswerBody {
    private static final int FIRST_GUESS = 8192;
    private static final int MAX_BEGINNING = 16_384;
    private static final int MAX_EXCERPT = 256;

    private AnswerBody() {}

    /**
     * The whole body; empty if it has more than {@code limit} bytes, of which not many more are read.
     *
     * @param length number of bytes as the server announced it, negative if it did not
     * @throws IOException if the body breaks off
     */
    static Optional<byte[]> read(InputStream in, long length, int limit) throws IOException {
        if (length > limit) {
            return Optional.empty();
        }
        byte[] body = new byte[length >= 0 ? (int) length : Math.min(FIRST_GUESS, limit)];
        int size = 0;
        while (true) {
            size += in.readNBytes(body, size, body.length - size);
            // one more read: it tells whether there is more, and at the end gives the connection back to the pool
            int next = size < body.length ? -1 : in.read();
            if (next < 0) {
                return Optional.of(size == body.length ? body : Arrays.copyOf(body, size));
            }
            if (size == limit) {
                return Optional.empty();
            }
            body = Arrays.copyOf(body, (int) Math.min(limit, Math.max(FIRST_GUESS, 2L * size)));
            body[size++] = (byte) next;
        }
    }

    /** The beginning of a body that explains a failure; what can't be read of it is left out. */
    static byte[] beginning(InputStream in) {
        byte[] bytes = new byte[MAX_BEGINNING];
        int size = 0;
        try {
            int read;
            while ((read = in.read(bytes, size, bytes.length - size)) > 0) {
                size += read;
            }
        } catch (IOException e) {
            // the status matters more than the end of its explanation
        }
        return Arrays.copyOf(bytes, size);
    }

    /** A body for a message: one line of at most 256 characters, of what {@code redaction} leaves of it. */
    static String excerpt(byte[] body, UnaryOperator<String> redaction) {
        // what must not be told is taken out of the whole: a cut could leave a part of it that is not known again
        String text = redaction
                .apply(new String(body, StandardCharsets.UTF_8))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return text.length() <= MAX_EXCERPT ? text : text.substring(0, MAX_EXCERPT - 3) + "...";
    }
}
