package io.github.lighthousecompat.beacon;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a request of the host's own making may look like: what could not be sent, or not as it is written, is refused.
 */
final class RawChecks {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<String> WITHOUT_BODY = List.of("GET", "HEAD");
    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[ -~]+");
    /** Headers that have a place of their own, or are those of the connection. */
    private static final List<String> TAKEN = List.of(
            "accept",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private RawChecks() {}

    static void check(RawRequest request) {
        String method = request.method();
        require(METHODS.contains(method), "the method is one of " + METHODS + ", unlike ", method);
        require(
                PATH.matcher(request.path()).matches(),
                "a path begins with / and has no query, unlike ",
                request.path());
        require(request.body().isEmpty() || !WITHOUT_BODY.contains(method), "no body can go with ", method);
        require(VALUE.matcher(request.contentType()).matches(), "this is no content type: ", request.contentType());
        require(VALUE.matcher(request.accept()).matches(), "these are no content types: ", request.accept());
        request.headers().forEach((name, value) -> {
            require(NAME.matcher(name).matches(), "this is no name of a header: ", name);
            require(!TAKEN.contains(name.toLowerCase(Locale.ROOT)), "this header can't be set here: ", name);
            require(VALUE.matcher(value).matches(), "not one line of ASCII is the header ", name);
        });
    }

    private static void require(boolean holds, String problem, String what) {
        if (!holds) {
            throw new IllegalArgumentException(problem + '"' + what + '"');
        }
    }
}
