/** Fakes, arbitraries and the contract suite. */
@NullMarked
package io.github.lighthousecompat.testkit;

import org.jspecify.annotations.NullMarked;
