/**
 * Carries routes out: the one executor behind every routed client. Not exported.
 *
 * <p>The way in is {@link io.github.lighthousecompat.dispatch.RouteExecutor}. {@link
 * io.github.lighthousecompat.dispatch.RoutedCall} is one call on its way, {@code Fleet} knows the backends and
 * their states, {@code CatchUp} brings back one that
 * missed calls, and the rest are pure tables.
 */
@NullMarked
package io.github.lighthousecompat.dispatch;

import org.jspecify.annotations.NullMarked;
