/**
 * Software that others wrote, started for tests: {@link io.github.lighthousecompat.testkit.node.EthereumJsNode} runs a
 * real execution client from npm.
 */
@NullMarked
package io.github.lighthousecompat.testkit.node;

import org.jspecify.annotations.NullMarked;
