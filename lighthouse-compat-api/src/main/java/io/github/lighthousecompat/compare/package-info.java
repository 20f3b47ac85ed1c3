/**
 * What a comparison of two backends ignores, keeps, writes down and answers when they contradict each other.
 *
 * <p>Begin with {@link io.github.lighthousecompat.compare.IgnoreRules} and {@link
 * io.github.lighthousecompat.compare.ConflictPolicy}; the builder of {@code RoutedLighthouse} takes both. A comparison
 * itself is {@link io.github.lighthousecompat.route.Comparison}.
 */
@NullMarked
package io.github.lighthousecompat.compare;

import org.jspecify.annotations.NullMarked;
