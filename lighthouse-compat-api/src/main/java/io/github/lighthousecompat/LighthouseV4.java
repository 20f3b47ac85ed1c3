package io.github.lighthousecompat;

import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import java.util.function.Function;

/**
 * A client that speaks the dialect of Lighthouse v4: up to Capella.
 *
 * <p>Hosts get one from {@link Lighthouse#v4}; tests may implement it, by answering {@link #call}.
 */
public non-sealed interface LighthouseV4 extends LighthouseApi {
    @Override
    default LighthouseVersion version() {
        return LighthouseVersion.V4;
    }

    /** The release that the Lighthouse node is: v4.5.0 until it says so, or without a node. */
    default Release release() {
        return Release.of(4, 5, 0);
    }

    @Override
    default <R> R fold(
            Function<? super LighthouseV4, ? extends R> v4,
            Function<? super LighthouseV5, ? extends R> v5,
            Function<? super RoutedLighthouse, ? extends R> routed) {
        return v4.apply(this);
    }
}
