/**
 * Hashes that the execution layer computes and a client can check: of a block, of its transactions, of its blobs.
 *
 * <p>Begin with {@link io.github.lighthousecompat.hash.BlockHash}. Everything public here is a pure function of
 * immutable values, safe for use from any thread, and computes on the calling thread.
 */
@NullMarked
package io.github.lighthousecompat.hash;

import org.jspecify.annotations.NullMarked;
