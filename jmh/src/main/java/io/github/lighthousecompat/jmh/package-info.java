/** Benchmarks. */
@NullMarked
package io.github.lighthousecompat.jmh;

import org.jspecify.annotations.NullMarked;
