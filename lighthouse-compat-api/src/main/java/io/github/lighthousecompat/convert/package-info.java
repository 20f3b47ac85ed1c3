/**
 * Conversions of values between what Lighthouse v4 and v5 speak; begin with {@link
 * io.github.lighthousecompat.convert.V4ToV5} and {@link io.github.lighthousecompat.convert.V5ToV4}.
 *
 * <p>The fork of the timestamp decides the type of a value, not the version that carries it. Within Capella, which both
 * versions speak, every conversion is the identity and hands back the instance it was given. To take a value into the
 * other fork is something else, and the name of the function says what: it relabels, and the block hash goes stale, or
 * it rehashes, and the hash is that of a block which nobody has executed. Every result says what was added, removed and
 * dropped and what became of the block hash; what can't be carried over is a {@link
 * io.github.lighthousecompat.convert.ConversionError}, never an exception.
 */
@NullMarked
package io.github.lighthousecompat.convert;

import org.jspecify.annotations.NullMarked;
