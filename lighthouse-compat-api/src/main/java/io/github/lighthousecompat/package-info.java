/**
 * Version-agnostic access to Lighthouse.
 *
 * <p>Begin with {@link io.github.lighthousecompat.Lighthouse}, which makes a {@link
 * io.github.lighthousecompat.LighthouseApi}, and {@link io.github.lighthousecompat.RoutedLighthouse}, which routes
 * between two.
 */
@NullMarked
package io.github.lighthousecompat;

import org.jspecify.annotations.NullMarked;
