package io.github.lighthousecompat.route;

/** The arithmetic of assignments: each yields a place from 0 to 9,999, and a weight takes the places below it. */
final class Assignments {
    /**
     * Next to 10,000 divided by the golden ratio, and without a common divisor with 10,000.
     *
     * <p>The second makes the places of 10,000 turns a permutation, so that every weight is met exactly. The first puts
     * each place into the middle of the largest gap that the places before it left, so that no weight comes in bursts.
     * Diffusing the error from turn to turn is as even, but moves units back while the weight grows: what counts there
     * is where the sum passes the next whole number, and that is elsewhere for every weight.
     */
    private static final int STRIDE = 6_181;

    private Assignments() {}

    static int place(String salt, String key, int draw) {
        return key.isEmpty() ? draw : Murmur3.bucket(salt, key, Weight.WHOLE);
    }

    static int spread(int turn) {
        return turn * STRIDE % Weight.WHOLE;
    }
}
