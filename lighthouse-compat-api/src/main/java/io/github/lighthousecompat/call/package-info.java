/**
 * What every call names: versions, forks, operations, options, time and failures.
 *
 * <p>Hosts begin with {@link io.github.lighthousecompat.call.ForkSchedule} and
 * {@link io.github.lighthousecompat.call.LighthouseException}; those who write a client of their own with
 * {@link io.github.lighthousecompat.call.Caller}, the one seam that every call goes through.
 */
@NullMarked
package io.github.lighthousecompat.call;

import org.jspecify.annotations.NullMarked;
