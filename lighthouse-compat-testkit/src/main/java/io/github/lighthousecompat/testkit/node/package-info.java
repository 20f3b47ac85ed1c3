/**
 * Software that others wrote, started for tests: {@link io.github.lighthousecompat.testkit.node.EthereumJsNode} runs a
 * real execution client from npm, {@link io.github.lighthousecompat.testkit.node.LodestarNode} a real beacon node over
 * it, and {@link io.github.lighthousecompat.testkit.node.LodestarDenebNode} a chain of a later one's packages.
 */
@NullMarked
package io.github.lighthousecompat.testkit.node;

import org.jspecify.annotations.NullMarked;
