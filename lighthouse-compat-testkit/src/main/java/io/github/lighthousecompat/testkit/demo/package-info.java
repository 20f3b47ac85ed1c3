/**
 * Two programs to run from the command line: {@link io.github.lighthousecompat.testkit.demo.Demo} shows a migration on
 * nodes of its own, {@link io.github.lighthousecompat.testkit.demo.Check} looks at two nodes of a host.
 */
@NullMarked
package io.github.lighthousecompat.testkit.demo;

import org.jspecify.annotations.NullMarked;
