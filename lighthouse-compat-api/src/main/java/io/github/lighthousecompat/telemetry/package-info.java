/**
 * What clients count, as Micrometer meters. {@link io.github.lighthousecompat.telemetry.RoutingMeters} is the listener
 * that a routed client with a registry has.
 */
@NullMarked
package io.github.lighthousecompat.telemetry;

import org.jspecify.annotations.NullMarked;
