/**
 * Values of bytes and unsigned integers, as the Engine API and the Beacon API exchange them.
 *
 * <p>Begin with {@link io.github.lighthousecompat.bytes.Hash32} and {@link io.github.lighthousecompat.bytes.UInt64}.
 * Every type here is immutable, thread-safe and of a size that its constructor has checked.
 */
@NullMarked
package io.github.lighthousecompat.bytes;

import org.jspecify.annotations.NullMarked;
