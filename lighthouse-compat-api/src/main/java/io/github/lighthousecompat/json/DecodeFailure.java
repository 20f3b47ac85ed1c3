package io.github.lighthousecompat.json;

/** A body that is not what the specification says; the only exception of a reader of bodies. */
public final class DecodeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    /** A problem at a path. */
    public DecodeFailure(String path, String problem) {
        super(path + ": " + problem);
        this.path = path;
        this.problem = problem;
    }

    /** Where in the body, as in {@code $.result.executionPayload.blockHash}. */
    public String path() {
        return path;
    }

    /** What is wrong there; never quotes hex or text of the body. */
    public String problem() {
        return problem;
    }
}
