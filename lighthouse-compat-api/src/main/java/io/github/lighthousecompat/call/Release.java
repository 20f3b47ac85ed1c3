package io.github.lighthousecompat.call;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A release of Lighthouse, such as v4.5.0. Immutable and thread-safe.
 *
 * <p>Ordered by its numbers; what comes before a release, such as a candidate, is less than it. Two are equal when
 * numbers and candidate are; the commit does not count.
 */
public final class Release implements Comparable<Release> {
    private static final Pattern TEXT = Pattern.compile(
            "(?:Lighthouse/)?v([0-9]{1,6})\\.([0-9]{1,6})\\.([0-9]{1,6})(?:-(?![0-9a-f]{7,40}(?:[+/]|$))([A-Za-z]+(?:\\.[0-9]+)?))?(?:-([0-9a-f]{7,40}))?\\+?(?:/.*)?");
    private static final Comparator<Release> ORDER = Comparator.comparingInt((Release release) -> release.major)
            .thenComparingInt(release -> release.minor)
            .thenComparingInt(release -> release.patch)
            .thenComparing(release -> release.candidate.isEmpty())
            .thenComparing(release -> release.candidate);

    private static final Release FIRST = of(4, 0, 0);
    private static final Release LAST = of(5, 3, 0);

    private final int major;
    private final int minor;
    private final int patch;
    private final String candidate;
    private final String commit;

    private Release(int major, int minor, int patch, String candidate, String commit) {
        this.major = major;
        this.minor = minor;
        this.patch = patch;
        this.candidate = candidate;
        this.commit = commit;
    }

    /** The release with these numbers. */
    public static Release of(int major, int minor, int patch) {
        return new Release(major, minor, patch, "", "");
    }

    /**
     * What a node says that it is, in {@code /eth/v1/node/version} or its {@code Server} header, or {@code v} and the
     * numbers alone; empty if that is no Lighthouse.
     */
    public static Optional<Release> parse(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Release(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                found.group(4) == null ? "" : found.group(4),
                found.group(5) == null ? "" : found.group(5)));
    }

    /** Whether it is the release with these numbers, or a later one. */
    public boolean isAtLeast(int leastMajor, int leastMinor, int leastPatch) {
        return compareTo(of(leastMajor, leastMinor, leastPatch)) >= 0;
    }

    /** Whether it is one before the release of its numbers. */
    public boolean isCandidate() {
        return !candidate.isEmpty();
    }

    /** The commit that it was made of, as the node gives it; empty if it does not. */
    public Optional<String> commit() {
        return commit.isEmpty() ? Optional.empty() : Optional.of(commit);
    }

    /**
     * The dialect that it speaks; v4.6.0 already speaks that of v5. This is the one rule of which nodes are spoken to,
     * wherever it is asked what a node is: the releases from v4.0.0 to v5.3.0.
     *
     * @return empty for all others, and for what comes before a release, such as a candidate, which may speak like the
     *     one before it, like the one that it becomes, or like neither
     */
    public Optional<LighthouseVersion> dialect() {
        if (isCandidate() || compareTo(FIRST) < 0 || compareTo(LAST) > 0) {
            return Optional.empty();
        }
        return Optional.of(isAtLeast(4, 6, 0) ? LighthouseVersion.V5 : LighthouseVersion.V4);
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Release that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * major + minor) + patch) + candidate.hashCode();
    }

    /** As in {@code v4.5.0}. */
    @Override
    public String toString() {
        return "v" + major + '.' + minor + '.' + patch + (candidate.isEmpty() ? "" : "-" + candidate);
    }
}
