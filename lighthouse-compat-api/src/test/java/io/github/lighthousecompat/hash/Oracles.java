package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.bytes.Hash32;
import java.security.Security;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.trie.MerklePatriciaTrie;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Other people's implementations of what this package computes. */
final class Oracles {
    static {
        // The trie asks the platform for its digest.
        Security.addProvider(new BouncyCastleProvider());
    }

    private Oracles() {}

    static byte[] keccak(byte[] message) {
        KeccakDigest digest = new KeccakDigest(256);
        digest.update(message, 0, message.length);
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    /** The root over {@code values}, none of which may be empty: that would mean to remove its key. */
    static Hash32 root(List<byte[]> values) {
        MerklePatriciaTrie<Bytes> trie = MerklePatriciaTrie.storingBytes();
        try {
            for (int i = 0; i < values.size(); i++) {
                trie.putAsync(RLP.encodeInt(i), Bytes.wrap(values.get(i))).join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Hash32.of(trie.rootHash().toArrayUnsafe());
    }
}
