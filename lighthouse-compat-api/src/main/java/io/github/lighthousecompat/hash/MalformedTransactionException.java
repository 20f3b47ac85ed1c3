package io.github.lighthousecompat.hash;

/**
 * A blob transaction (type 3) of a block is not the canonical encoding of EIP-4844.
 *
 * <p>An execution layer refuses such a block; no versioned hashes can be told for it. Immutable and thread-safe.
 */
public final class MalformedTransactionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int transaction;
    private final int position;

    /** The transaction of index {@code transaction} has the fault {@code cause}. */
    MalformedTransactionException(int transaction, MalformedRlpException cause) {
        super("transaction " + transaction + " is not a well-formed blob transaction: " + cause.getMessage(), cause);
        this.transaction = transaction;
        this.position = cause.position();
    }

    /**
     * Which transaction it is.
     *
     * @return its index in the block, from 0
     */
    public int transaction() {
        return transaction;
    }

    /**
     * Where the faulty item begins.
     *
     * @return an index into the bytes of the transaction, at most their number
     */
    public int position() {
        return position;
    }
}
