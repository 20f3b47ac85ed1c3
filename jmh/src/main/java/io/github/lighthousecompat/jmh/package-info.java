/**
 * Benchmarks, one class per question, and the gate that holds their ratios against this project's goals: {@link
 * io.github.lighthousecompat.jmh.RatioGate}.
 */
@NullMarked
package io.github.lighthousecompat.jmh;

import org.jspecify.annotations.NullMarked;
