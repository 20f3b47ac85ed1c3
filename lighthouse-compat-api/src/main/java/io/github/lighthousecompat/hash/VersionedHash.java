package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.Transactions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The versioned hashes by which blob transactions name their blobs (EIP-4844).
 *
 * <p>Pure functions, safe for use from any thread.
 */
public final class VersionedHash {
    private static final byte KZG_VERSION = 0x01;
    private static final int BLOB_TRANSACTION = 0x03;
    private static final int UINT256_BYTES = 32;

    private VersionedHash() {}

    /**
     * The versioned hash of a blob: {@code 0x01}, then all but the first byte of the commitment's SHA-256.
     *
     * @param commitment the blob's KZG commitment
     * @return its versioned hash
     */
    public static Hash32 of(Bytes48 commitment) {
        byte[] hash = sha256().digest(commitment.toArray());
        hash[0] = KZG_VERSION;
        return Hash32.of(hash);
    }

    /**
     * The versioned hashes that the blob transactions of a block name, in the order of the transactions.
     *
     * <p>The encoding is checked, the content is not: a hash may have any version, a signature any value.
     *
     * @param transactions the transactions of the block, each as its EIP-2718 bytes; all types but 3 are passed over
     * @return the versioned hashes, immutable
     * @throws MalformedTransactionException if a transaction of type 3 is not the canonical encoding of one
     */
    public static List<Hash32> in(Transactions transactions) {
        List<Hash32> found = new ArrayList<>();
        for (int i = 0; i < transactions.size(); i++) {
            if (transactions.typeOf(i) == BLOB_TRANSACTION) {
                byte[] transaction = transactions.get(i).toArray();
                try {
                    readBlobTransaction(transaction, found);
                } catch (MalformedRlpException e) {
                    throw new MalformedTransactionException(i, e);
                }
            }
        }
        return List.copyOf(found);
    }

    private static void readBlobTransaction(byte[] in, List<Hash32> found) throws MalformedRlpException {
        RlpReader whole = new RlpReader(in, 1, in.length - 1);
        RlpReader fields = whole.list();
        whole.requireEnd();
        fields.number(UINT256_BYTES); // chain id
        fields.number(Long.BYTES); // nonce
        fields.number(UINT256_BYTES); // most priority fee per gas
        fields.number(UINT256_BYTES); // most fee per gas
        fields.number(Long.BYTES); // gas limit
        fields.fixed(Address.SIZE); // to: a blob transaction creates no contract
        fields.number(UINT256_BYTES); // value
        fields.string(); // data
        readAccessList(fields.list());
        fields.number(UINT256_BYTES); // most fee per blob gas
        RlpReader hashes = fields.list();
        while (hashes.hasNext()) {
            hashes.fixed(Hash32.SIZE);
            found.add(Hash32.of(in, hashes.payload()));
        }
        fields.number(UINT256_BYTES); // parity of y
        fields.number(UINT256_BYTES); // r
        fields.number(UINT256_BYTES); // s
        fields.requireEnd();
    }

    private static void readAccessList(RlpReader entries) throws MalformedRlpException {
        while (entries.hasNext()) {
            RlpReader entry = entries.list();
            entry.fixed(Address.SIZE);
            RlpReader storageKeys = entry.list();
            while (storageKeys.hasNext()) {
                storageKeys.fixed(Hash32.SIZE);
            }
            entry.requireEnd();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
