package io.github.lighthousecompat.route;

/**
 * One place in which two answers to one call differ. Immutable.
 *
 * <p>The texts are for people and files: at most 80 characters each, bytes of variable length by their number and hash.
 *
 * @param path where, as in {@code payload.withdrawals[3].amount}; {@code $} is the whole answer, and {@code error} what
 *     it failed with
 * @param answer what the primary says there
 * @param otherAnswer what the other says there
 */
public record Difference(String path, String answer, String otherAnswer) {
    @Override
    public String toString() {
        return path + ": " + answer + " against " + otherAnswer;
    }
}
