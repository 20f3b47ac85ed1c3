/** One API over Lighthouse v4 and v5. */
@NullMarked
package io.github.lighthousecompat;

import org.jspecify.annotations.NullMarked;
