package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.TimeSource;
import java.nio.file.Path;

/**
 * Sends everything to one backend while it is on, whatever weights and stores say: see {@link Router#killable}.
 *
 * <p>Implementations are thread-safe. They are asked at every decision: they are quick, do not block and do not throw.
 */
@FunctionalInterface
public interface KillSwitch {
    /** Whether it is on. */
    boolean isOn();

    /** A switch that the host turns, off at first. */
    static ManualKillSwitch manual() {
        return new ManualKillSwitch();
    }

    /**
     * A switch that is on while there is a file, by the system's clock.
     *
     * @throws IllegalArgumentException if there is something at {@code file} that can't be read
     * @see #file(Path, TimeSource)
     */
    static KillSwitch file(Path file) {
        return new FileKillSwitch(file, System::nanoTime);
    }

    /**
     * A switch that is on while there is a file, unless that has a line {@code lighthouse_v5_percentage = N} with an N
     * above 0 and up to 100. An empty file will do; so will one with an N of 0, or one that nobody understands.
     *
     * <p>The file (UTF-8, of which the first 4 KiB count) is looked at once a second at most, by the thread of the call
     * that asks: it has to be on a local file system. While it can't be read, the switch stays as it is, and a warning
     * is logged. Write it elsewhere and move it into its place, as a file that is half written may count as an empty
     * one.
     *
     * @param time whose monotonic clock tells when to look again
     * @throws IllegalArgumentException if there is something at {@code file} that can't be read
     */
    static KillSwitch file(Path file, TimeSource time) {
        return new FileKillSwitch(file, time::nanoTime);
    }
}
