/**
 * Fakes, generators and the contract suite, for tests of this library and of its hosts.
 *
 * <p>Begin with {@link io.github.lighthousecompat.testkit.FakeLighthouseV5}, a client in memory whose script says when
 * it fails.
 */
@NullMarked
package io.github.lighthousecompat.testkit;

import org.jspecify.annotations.NullMarked;
