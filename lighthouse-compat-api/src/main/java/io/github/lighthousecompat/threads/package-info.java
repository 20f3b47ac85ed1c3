/**
 * What clients wait by and complete on; not for hosts, who see only {@link io.github.lighthousecompat.call.TimeSource}.
 *
 * <p>{@link io.github.lighthousecompat.threads.SystemTime} is the way in. {@link
 * io.github.lighthousecompat.threads.Waits} ends what a client waits for when it closes, and {@link
 * io.github.lighthousecompat.threads.CallbackThreads} are where a host may block.
 */
@NullMarked
package io.github.lighthousecompat.threads;

import org.jspecify.annotations.NullMarked;
