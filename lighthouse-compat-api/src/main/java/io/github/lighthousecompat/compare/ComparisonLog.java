package io.github.lighthousecompat.compare;

import java.nio.file.Path;

/**
 * Where divergences are written, one JSON object a line. Immutable.
 *
 * <p>A line holds what a {@link Divergence} does: no payload, no secret. When the next line does not fit any more, the
 * file gets the suffix {@code .1}, the one that had it {@code .2}, and so on; the oldest is deleted.
 *
 * @param path the file that is written to; its directory must exist
 * @param fileSize largest size of a file, bytes; at least 4096
 * @param files how many there are at most, the one that is written to included; at least 1
 */
public record ComparisonLog(Path path, long fileSize, int files) {
    private static final long SMALLEST = 4096;
    private static final long DEFAULT_SIZE = 16L << 20;
    private static final int DEFAULT_FILES = 4;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if {@code fileSize} is less than 4096 or {@code files} less than 1
     */
    public ComparisonLog {
        if (fileSize < SMALLEST || files < 1) {
            throw new IllegalArgumentException("a comparison log needs files of at least " + SMALLEST
                    + " bytes and at least one of them, not " + fileSize + " and " + files);
        }
    }

    /** Four files of at most 16 MiB. */
    public static ComparisonLog to(Path path) {
        return new ComparisonLog(path, DEFAULT_SIZE, DEFAULT_FILES);
    }

    /**
     * The same with other bounds: {@code files} files of at most {@code fileSize} bytes.
     *
     * @throws IllegalArgumentException if {@code fileSize} is less than 4096 or {@code files} less than 1
     */
    public ComparisonLog bounded(long fileSize, int files) {
        return new ComparisonLog(path, fileSize, files);
    }
}
