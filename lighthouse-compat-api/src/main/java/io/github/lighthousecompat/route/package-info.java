/**
 * Who answers a call: pure decisions, without threads and without a network.
 *
 * <p>Begin with {@link io.github.lighthousecompat.route.Router}, which yields a {@link
 * io.github.lighthousecompat.route.Route} over named {@link io.github.lighthousecompat.route.Backend}s. What a routed
 * client then does with it is the same for every router.
 */
@NullMarked
package io.github.lighthousecompat.route;

import org.jspecify.annotations.NullMarked;
