package io.github.lighthousecompat.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a file held at one look, or why it could not be read. Immutable. */
final class FileContent {
    private final Path file;
    private final byte[] bytes;
    private final @Nullable IOException problem;

    private FileContent(Path file, byte[] bytes, @Nullable IOException problem) {
        this.file = file;
        this.bytes = bytes;
        this.problem = problem;
    }

    /** Looks once. */
    static FileContent of(Path file) {
        try {
            return new FileContent(file, Files.readAllBytes(file), null);
        } catch (IOException e) {
            return new FileContent(file, new byte[0], e);
        }
    }

    Path file() {
        return file;
    }

    /** Whether a look at the same file found the same. */
    boolean isSame(FileContent other) {
        return Arrays.equals(bytes, other.bytes) && (problem == null) == (other.problem == null);
    }

    /**
     * What it holds.
     *
     * @throws IllegalArgumentException if it could not be read, or is no text
     */
    String text() {
        if (problem != null) {
            throw unreadable(problem);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable(e);
        }
    }

    private IllegalArgumentException unreadable(IOException why) {
        return new IllegalArgumentException("the settings file " + file + " can't be read: " + why, why);
    }
}
