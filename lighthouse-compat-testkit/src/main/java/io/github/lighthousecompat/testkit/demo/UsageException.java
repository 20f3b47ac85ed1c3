package io.github.lighthousecompat.testkit.demo;

/** A command line that can't be carried out; the message says what would be right. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String problem) {
        super(problem);
    }
}
