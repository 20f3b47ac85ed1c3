package io.github.lighthousecompat;

import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.engine.EngineApi;
import java.util.function.Function;

/**
 * Access to an Ethereum chain as Lighthouse has it, whichever version of Lighthouse that is.
 *
 * <p>There are three kinds and no more: {@link LighthouseV4}, {@link LighthouseV5} and {@link RoutedLighthouse}, which
 * routes between the others. Make one with {@link Lighthouse}. Thread-safe; close it when the host stops.
 *
 * <p>Hosts make their calls on a facet: {@link #engine()} and {@link #beacon()}. What comes from {@link Caller} ({@code
 * call}, {@code composite}, {@code after} and the clock) is the seam for those who make a client, such as a double for
 * tests.
 */
public sealed interface LighthouseApi extends Caller, AutoCloseable
        permits LighthouseV4, LighthouseV5, RoutedLighthouse {
    /** The engine facet: drives an execution layer. Its calls fail with {@code NotConfigured} without an endpoint. */
    default EngineApi engine() {
        return EngineApi.over(this, CallOptions.DEFAULT);
    }

    /** The engine facet with {@code options} for every call made through it. */
    default EngineApi engine(CallOptions options) {
        return EngineApi.over(this, options);
    }

    /** The beacon facet: talks to a Lighthouse node. Its calls fail with {@code NotConfigured} without an endpoint. */
    default BeaconApi beacon() {
        return BeaconApi.over(this, CallOptions.DEFAULT);
    }

    /** The beacon facet with {@code options} for every call made through it. */
    default BeaconApi beacon(CallOptions options) {
        return BeaconApi.over(this, options);
    }

    /**
     * The function for the kind that this is, applied to it: a total match, also on Java 17.
     *
     * @param <R> what the functions give
     */
    <R> R fold(
            Function<? super LighthouseV4, ? extends R> v4,
            Function<? super LighthouseV5, ? extends R> v5,
            Function<? super RoutedLighthouse, ? extends R> routed);

    /** Ends running calls with {@code Cancelled} and all threads of this client. Idempotent; never throws. */
    @Override
    void close();
}
