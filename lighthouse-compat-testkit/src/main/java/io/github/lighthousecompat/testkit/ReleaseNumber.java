package io.github.lighthousecompat.testkit;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The three numbers of a release, in their order. */
record ReleaseNumber(int major, int minor, int patch) implements Comparable<ReleaseNumber> {
    private static final Pattern FORM = Pattern.compile("v(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

    private static final Comparator<ReleaseNumber> ORDER = Comparator.comparingInt(ReleaseNumber::major)
            .thenComparingInt(ReleaseNumber::minor)
            .thenComparingInt(ReleaseNumber::patch);

    /**
     * Reads the likes of {@code v4.5.0}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ReleaseNumber parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a release is like v4.5.0, not " + text);
        }
        return new ReleaseNumber(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    boolean isBefore(ReleaseNumber other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(ReleaseNumber other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "v" + major + '.' + minor + '.' + patch;
    }
}
