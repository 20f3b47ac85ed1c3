package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.hash.Keccak256;
import java.util.Collection;
import java.util.Optional;

/** A few words for any value: enough to tell two apart and to look for them, never the content of a payload. */
final class ShortText {
    /** The most characters of a text. */
    static final int LONGEST = 80;

    private static final int HASH_SHOWN = 18;
    private static final String MORE = "...";

    private ShortText() {}

    static String of(Object value) {
        if (value instanceof Optional<?> maybe) {
            return maybe.map(ShortText::of).orElse("absent");
        }
        if (value instanceof Bytes bytes) {
            return sized(bytes);
        }
        if (value instanceof Blob blob) {
            return sized(Bytes.of(blob.toArray()));
        }
        if (value instanceof Bloom bloom) {
            return sized(Bytes.of(bloom.toArray()));
        }
        if (value instanceof Collection<?> items) {
            return items.size() + " items";
        }
        if (value instanceof Transactions transactions) {
            return transactions.size() + " transactions, " + transactions.totalBytes() + " bytes";
        }
        return cut(String.valueOf(value));
    }

    /** The hash is Keccak-256: for a transaction the beginning of what explorers call it by. */
    private static String sized(Bytes bytes) {
        return bytes.size() + " bytes, keccak " + Keccak256.hash(bytes).toHex().substring(0, HASH_SHOWN) + MORE;
    }

    /** Texts of servers may hold anything: one line of printable characters is left. */
    private static String cut(String text) {
        String line = text.substring(0, Math.min(text.length(), LONGEST + 1)).replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - MORE.length()) + MORE;
    }
}
