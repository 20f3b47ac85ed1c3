package io.github.lighthousecompat.testkit;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one release of Lighthouse is like. Immutable and thread-safe.
 *
 * @param release which one
 * @param version what it says of itself, as in {@code Lighthouse/v4.5.0-441fc16/x86_64-linux}
 */
record LighthouseProfile(ReleaseNumber release, String version) {
    private static final Pattern NAME = Pattern.compile("Lighthouse/(v\\d+\\.\\d+\\.\\d+)([^/]*)(/.+)?");
    private static final String PLATFORM = "/x86_64-linux";
    private static final String UNKNOWN_COMMIT = "0000000";

    /** Seven digits of the commit that each release was built from. */
    private static final Map<String, String> COMMITS = Map.of(
            "v4.0.1", "a53830f",
            "v4.3.0", "dfcb336",
            "v4.5.0", "441fc16",
            "v4.6.0", "1be5253",
            "v5.0.0", "b5bae6e",
            "v5.2.1", "9e12c21",
            "v5.3.0", "d6ba8c3");

    private static final ReleaseRange MODELLED =
            new ReleaseRange(ReleaseNumber.parse("v4.0.1"), ReleaseNumber.parse("v6.0.0"));

    /**
     * That of a release, as in {@code Lighthouse/v4.5.0}; commit and platform are filled in where the name has none.
     *
     * @throws IllegalArgumentException if it is no release of Lighthouse from v4.0.1 on and before v6
     */
    static LighthouseProfile of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a release is like Lighthouse/v4.5.0, not " + name);
        }
        ReleaseNumber release = ReleaseNumber.parse(matcher.group(1));
        if (!MODELLED.has(release)) {
            throw new IllegalArgumentException("releases from v4.0.1 on and before v6 are known, not " + name);
        }
        if (matcher.group(3) != null) {
            return new LighthouseProfile(release, name);
        }
        String commit = matcher.group(2).isEmpty()
                ? '-' + COMMITS.getOrDefault(release.toString(), UNKNOWN_COMMIT)
                : matcher.group(2);
        return new LighthouseProfile(release, "Lighthouse/" + release + commit + PLATFORM);
    }

    /** The version of the schema of its database. */
    int schemaVersion() {
        if (ReleaseRange.before("v4.6.0").has(release)) {
            return 17;
        }
        return ReleaseRange.before("v5.3.0").has(release) ? 19 : 21;
    }

    boolean has(LighthouseQuirk quirk) {
        return quirk.isOf(release);
    }
}
