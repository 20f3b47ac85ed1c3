package io.github.lighthousecompat.testkit.demo;

import java.time.Duration;

/**
 * One step of the run, as it ended. Immutable.
 *
 * @param title what was done
 * @param first number of its first block
 * @param blocks how many blocks it built; a step may have none
 * @param outcome what came of it
 * @param took how long it took
 * @param kind what it is in the picture
 */
record Step(String title, int first, int blocks, String outcome, Duration took, Kind kind) {
    /** What a step is in the picture. */
    enum Kind {
        /** Blocks under one router. */
        BLOCKS,
        /** A backend joins. */
        JOIN,
        /** The conflict. */
        CONFLICT,
        /** Blocks after the fork. */
        FORK,
        /** The way back is refused. */
        REFUSED
    }

    int last() {
        return first + blocks - 1;
    }
}
