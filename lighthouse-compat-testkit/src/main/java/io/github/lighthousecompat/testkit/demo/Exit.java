package io.github.lighthousecompat.testkit.demo;

/** How a program ends; the codes are part of its interface. */
enum Exit {
    /** Everything is as it should be. */
    AGREED(0),
    /** The command line, or what it names, is wrong. */
    CONFIGURATION(2),
    /** Something must be mended before a migration. */
    TO_MEND(3),
    /** Two sides contradict each other where they must not. */
    DISAGREEMENT(4);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
