/**
 * Blocks of the beacon chain as bytes and as JSON, and their roots: {@link io.github.lighthousecompat.ssz.BlockCodec}
 * is the way in.
 */
@NullMarked
package io.github.lighthousecompat.ssz;

import org.jspecify.annotations.NullMarked;
