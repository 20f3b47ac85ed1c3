package io.github.lighthousecompat.config;

import io.github.lighthousecompat.route.Router;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who answers in a migration from v4 to v5, in the words of an operator. Thread-safe. */
public enum MigrationMode {
    /** v4 answers; v5 is fed if there is one. */
    V4_ONLY("V4Only"),
    /** v5 answers; v4 is fed if there is one. */
    V5_ONLY("V5Only"),
    /** Both are called and compared, {@link Router#parallel}; v4 answers unless v5 is said to be primary. */
    PARALLEL("Parallel"),
    /** v4 answers, v5 is looked at, {@link Router#shadow}. */
    V4_PRIMARY("V4Primary"),
    /** v5 answers, v4 where it fails, {@link Router#primaryWithFallback}. */
    V5_PRIMARY("V5Primary"),
    /** v5 answers for a share of the blocks, {@link Router#canary}. */
    CANARY("Canary");

    private final String text;

    MigrationMode(String text) {
        this.text = text;
    }

    /** Whether v5 is needed for it. */
    public boolean needsV5() {
        return this != V4_ONLY;
    }

    /** Whether v4 is needed for it. */
    public boolean needsV4() {
        return this != V5_ONLY;
    }

    /**
     * The mode with this name, whatever the case of its letters.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    public static MigrationMode parse(String text) {
        Optional<MigrationMode> found = Arrays.stream(values())
                .filter(mode -> mode.text.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("must be one of "
                + Arrays.stream(values()).map(MigrationMode::toString).collect(Collectors.joining(", ")) + ", is \""
                + text + '"'));
    }

    /** As an operator writes it, such as {@code V4Primary}. */
    @Override
    public String toString() {
        return text;
    }
}
