package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.UInt64;
import org.jspecify.annotations.Nullable;

/** Which validator to ask for: by number or by public key. Immutable and thread-safe. */
public final class ValidatorId {

    private final String text;

    private ValidatorId(String text) {
        this.text = text;
    }

    /** The validator with this number. */
    public static ValidatorId of(UInt64 index) {
        return new ValidatorId(index.toString());
    }

    /** The validator with this public key. */
    public static ValidatorId of(Bytes48 pubkey) {
        return new ValidatorId(pubkey.toString());
    }

    /**
     * Reads a number, or a public key after {@code 0x}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static ValidatorId parse(String text) {
        return text.startsWith("0x") ? of(Bytes48.parse(text)) : of(UInt64.parse(text));
    }

    /** The text that a path takes. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValidatorId that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
