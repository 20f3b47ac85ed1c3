/** The adapter that speaks as Lighthouse v5 does. */
@NullMarked
package io.github.lighthousecompat.v5;

import org.jspecify.annotations.NullMarked;
