package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.Release;
import java.util.Optional;

/**
 * What a node says of itself: {@code /eth/v1/node/version}. Immutable and thread-safe.
 *
 * @param text its words, as in {@code Lighthouse/v5.3.0-d6ba8c3/x86_64-linux}
 */
public record NodeVersion(String text) {
    /** Name of the client: what stands before the first slash. */
    public String client() {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    /** The release of Lighthouse; empty if it is another client or does not name a release. */
    public Optional<Release> release() {
        return Release.parse(text);
    }
}
