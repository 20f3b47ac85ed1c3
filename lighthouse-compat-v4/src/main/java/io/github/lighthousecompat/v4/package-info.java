/** The adapter that speaks as Lighthouse v4 does. */
@NullMarked
package io.github.lighthousecompat.v4;

import org.jspecify.annotations.NullMarked;
