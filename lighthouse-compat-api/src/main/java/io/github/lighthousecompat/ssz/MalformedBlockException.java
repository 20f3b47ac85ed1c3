package io.github.lighthousecompat.ssz;

import io.github.lighthousecompat.json.DecodeFailure;

/**
 * Bytes are not what they were to be read as: a block of that fork, in that preset and form. Immutable and thread-safe.
 */
public final class MalformedBlockException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    MalformedBlockException(String path, DecodeFailure failure) {
        super(path + " " + failure.problem(), failure);
        this.path = path;
        this.problem = failure.problem();
    }

    /**
     * Where the fault is.
     *
     * @return the path by the names of the specification, as in {@code $.message.body.deposits[3].data}
     */
    public String path() {
        return path;
    }

    /**
     * What is wrong there.
     *
     * @return half a sentence, which never quotes the bytes
     */
    public String problem() {
        return problem;
    }
}
