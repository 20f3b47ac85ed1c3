/**
 * The Engine API: what an execution layer and its driver exchange, and {@link
 * io.github.lighthousecompat.engine.EngineApi}, the way in.
 *
 * <p>All values are immutable and typed by fork: {@link io.github.lighthousecompat.engine.CapellaPayload} and {@link
 * io.github.lighthousecompat.engine.DenebPayload} have nothing in common but what they both hold.
 */
@NullMarked
package io.github.lighthousecompat.engine;

import org.jspecify.annotations.NullMarked;
