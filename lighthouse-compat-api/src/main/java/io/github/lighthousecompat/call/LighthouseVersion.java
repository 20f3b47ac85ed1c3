package io.github.lighthousecompat.call;

/**
 * The dialects of Lighthouse that a client can speak.
 *
 * <p>A dialect is what a release says on the wire, not its number: v4.6.0 already speaks {@link #V5}.
 */
public enum LighthouseVersion {
    /** The dialect of v4.5.0 and before: up to Capella. */
    V4("v4", Fork.CAPELLA),
    /** The dialect of v4.6.0 to v5.3.0: up to Deneb. */
    V5("v5", Fork.DENEB);

    private final String label;
    private final Fork last;

    LighthouseVersion(String label, Fork last) {
        this.label = label;
        this.last = last;
    }

    /** The last fork that this dialect can follow. */
    public Fork lastFork() {
        return last;
    }

    /** Whether this dialect has methods for blocks of {@code fork}. */
    public boolean speaks(Fork fork) {
        return fork.compareTo(Fork.CAPELLA) >= 0 && fork.compareTo(last) <= 0;
    }

    /** The short name for logs and meter tags: {@code v4}, {@code v5}. */
    public String label() {
        return label;
    }
}
