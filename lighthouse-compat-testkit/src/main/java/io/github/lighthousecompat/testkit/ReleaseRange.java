package io.github.lighthousecompat.testkit;

/** The releases from one on and before another. */
record ReleaseRange(ReleaseNumber from, ReleaseNumber end) {
    private static final ReleaseNumber FIRST = new ReleaseNumber(0, 0, 0);
    private static final ReleaseNumber NEVER = new ReleaseNumber(Integer.MAX_VALUE, 0, 0);

    static final ReleaseRange ALL = new ReleaseRange(FIRST, NEVER);

    /** From {@code first} on, as in {@code v4.6.0}. */
    static ReleaseRange since(String first) {
        return new ReleaseRange(ReleaseNumber.parse(first), NEVER);
    }

    /** All before {@code end}, as in {@code v5.0.0}. */
    static ReleaseRange before(String end) {
        return new ReleaseRange(FIRST, ReleaseNumber.parse(end));
    }

    boolean has(ReleaseNumber release) {
        return !release.isBefore(from) && release.isBefore(end);
    }
}
