package io.github.lighthousecompat;

import io.github.lighthousecompat.call.LighthouseVersion;
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

    @Override
    default <R> R fold(
            Function<? super LighthouseV4, ? extends R> v4,
            Function<? super LighthouseV5, ? extends R> v5,
            Function<? super RoutedLighthouse, ? extends R> routed) {
        return v4.apply(this);
    }
}
