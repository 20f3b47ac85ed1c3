/**
 * What clients count, as Micrometer meters, and what they do, as Micrometer observations; not for hosts, who give a
 * routed client their registries. {@link io.github.lighthousecompat.telemetry.RoutingMeters} and
 * {@link io.github.lighthousecompat.telemetry.RoutingObservations} are the listeners that it then has.
 */
@NullMarked
package io.github.lighthousecompat.telemetry;

import org.jspecify.annotations.NullMarked;
