/**
 * What clients count, as Micrometer meters; not for hosts, who give a routed client their registry. {@link
 * io.github.lighthousecompat.telemetry.RoutingMeters} is the listener that it then has.
 */
@NullMarked
package io.github.lighthousecompat.telemetry;

import org.jspecify.annotations.NullMarked;
