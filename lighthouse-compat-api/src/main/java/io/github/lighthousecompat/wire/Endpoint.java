package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.Release;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the Beacon API, and which releases have it. Immutable and thread-safe.
 *
 * @param method GET or POST
 * @param template the path, with names in braces where something is to be filled in
 * @param since the first release that has it; empty if all have
 * @param until the first release that has it no more; empty if none
 */
record Endpoint(String method, String template, Optional<Release> since, Optional<Release> until) {
    private static final Pattern NAME = Pattern.compile("\\{[a-z_]+}");

    static Endpoint get(String template) {
        return new Endpoint("GET", template, Optional.empty(), Optional.empty());
    }

    static Endpoint post(String template) {
        return new Endpoint("POST", template, Optional.empty(), Optional.empty());
    }

    /** The same, as later releases have it. */
    Endpoint since(int major, int minor, int patch) {
        return new Endpoint(method, template, Optional.of(Release.of(major, minor, patch)), until);
    }

    /** The same, as earlier releases have it. */
    Endpoint until(int major, int minor, int patch) {
        return new Endpoint(method, template, since, Optional.of(Release.of(major, minor, patch)));
    }

    /** Whether a release has it. */
    boolean isIn(Release release) {
        return since.map(first -> release.compareTo(first) >= 0).orElse(true)
                && until.map(end -> release.compareTo(end) < 0).orElse(true);
    }

    /** The path with {@code values} in place of the names, in their order. */
    String path(Object... values) {
        Matcher names = NAME.matcher(template);
        StringBuilder path = new StringBuilder();
        for (Object value : values) {
            if (!names.find()) {
                throw new IllegalArgumentException("more values than " + template + " has names");
            }
            names.appendReplacement(path, Matcher.quoteReplacement(encoded(value.toString())));
        }
        return names.appendTail(path).toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As in {@code GET /eth/v1/node/version}. */
    @Override
    public String toString() {
        return method + ' ' + template;
    }
}
