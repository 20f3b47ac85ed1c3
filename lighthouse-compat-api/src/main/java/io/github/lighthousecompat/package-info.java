/**
 * Version-agnostic access to Lighthouse: what it does to an execution layer, and what a node of it answers.
 *
 * <p>Begin with {@link io.github.lighthousecompat.Lighthouse}, which makes a {@link
 * io.github.lighthousecompat.LighthouseApi}: {@code connect} for a node of any version, {@code v4} and {@code v5} for a
 * known one. {@link io.github.lighthousecompat.RoutedLighthouse} routes between two. All of them have two facets,
 * {@link io.github.lighthousecompat.engine.EngineApi} and {@link io.github.lighthousecompat.beacon.BeaconApi}.
 */
@NullMarked
package io.github.lighthousecompat;

import org.jspecify.annotations.NullMarked;
