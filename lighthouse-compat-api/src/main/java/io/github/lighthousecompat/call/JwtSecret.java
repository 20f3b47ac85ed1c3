package io.github.lighthousecompat.call;

import io.github.lighthousecompat.bytes.Hash32;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The 32-byte secret that signs the tokens of engine calls. Thread-safe; its text never shows the secret.
 *
 * <p>It is asked for at every call, so a supplier can rotate it while the client runs.
 */
public final class JwtSecret {
    private final Supplier<byte[]> key;
    private final String origin;

    private JwtSecret(Supplier<byte[]> key, String origin) {
        this.key = key;
        this.origin = origin;
    }

    /**
     * Reads 64 hex digits, with or without {@code 0x}; blanks around them are ignored.
     *
     * @throws IllegalArgumentException if the text is anything else; the message does not quote it
     */
    public static JwtSecret fromHex(String hex) {
        byte[] key = parse(hex, "hex text");
        return new JwtSecret(() -> key, "hex text");
    }

    /**
     * Reads the file now, as {@link #fromHex} reads a text.
     *
     * @throws IllegalArgumentException if the file can't be read or holds anything else
     */
    public static JwtSecret fromFile(Path file) {
        byte[] key = parse(read(file), "file " + file);
        return new JwtSecret(() -> key, "file " + file);
    }

    /**
     * Asks {@code key} at every call; it must give 32 bytes and may give others the next time.
     *
     * <p>What the supplier throws, or another size, fails the call with {@link LighthouseException.Authentication}.
     */
    public static JwtSecret from(Supplier<byte[]> key) {
        return new JwtSecret(key, "supplier");
    }

    /**
     * The 32 bytes as they are now; for signers only.
     *
     * @throws IllegalStateException if a supplier gives another size
     */
    public byte[] key() {
        byte[] current = key.get();
        if (current.length != Hash32.SIZE) {
            throw new IllegalStateException("the JWT secret has " + current.length + " bytes, must have 32");
        }
        return current.clone();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("JWT secret file can't be read: " + file, new UncheckedIOException(e));
        }
    }

    private static byte[] parse(String text, String origin) {
        String digits = text.strip();
        try {
            return Hash32.parse(digits.startsWith("0x") ? digits : "0x" + digits)
                    .toArray();
        } catch (IllegalArgumentException e) {
            // the cause is left out on purpose: nothing of the secret may reach a log
            throw new IllegalArgumentException(
                    "JWT secret from " + origin + " must be 64 hex digits, has " + digits.length() + " characters");
        }
    }

    /** Where the secret comes from, never what it is. */
    @Override
    public String toString() {
        return "JwtSecret from " + origin;
    }
}
