/**
 * What moves a host from one backend to another, and what tells whether it should:
 * {@link io.github.lighthousecompat.rollout.AbRun} compares two backends for a while.
 */
@NullMarked
package io.github.lighthousecompat.rollout;

import org.jspecify.annotations.NullMarked;
