/**
 * The wire machinery that the adapters share; not for hosts. {@link io.github.lighthousecompat.wire.JsonRpc} is the way in
 * for bodies.
 */
@NullMarked
package io.github.lighthousecompat.wire;

import org.jspecify.annotations.NullMarked;
