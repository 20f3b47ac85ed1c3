/**
 * The wire machinery that the adapters share; not for hosts. {@link io.github.lighthousecompat.wire.Connection} is
 * the way in, and a version says with an {@link io.github.lighthousecompat.wire.Dialect} what it does otherwise.
 *
 * <p>{@code JsonRpc} is the way in for bodies, {@code CallRunner} for threads and {@code ApacheTransport} for sockets.
 */
@NullMarked
package io.github.lighthousecompat.wire;

import org.jspecify.annotations.NullMarked;
