package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.jmh.Check;
import io.github.lighthousecompat.jmh.Sample;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to hash the transactions of a block, and how much more is the root of their trie?
 *
 * <p>It stands in this package for the form of the hash that the trie uses, which copies nothing.
 *
 * <p>{@code mvn -q -Pbench package -Dargs="Hashing -prof gc"}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // the set-up fills the fields
public class Hashing {
    private final Keccak256 own = new Keccak256();
    private final KeccakDigest theirs = new KeccakDigest(Byte.SIZE * Keccak256.DIGEST_SIZE);
    private final byte[] digest = new byte[Keccak256.DIGEST_SIZE];
    private Transactions transactions;
    private byte[][] values;

    /** Makes the transactions, and checks that both give the same digests. */
    @Setup
    public void setUp() {
        transactions = Sample.P128K.built().payload().transactions();
        values = IntStream.range(0, transactions.size())
                .mapToObj(i -> transactions.get(i).toArray())
                .toArray(byte[][]::new);
        Check.equal("bouncyCastle", bouncyCastle().clone(), keccak().clone());
    }

    /** Ours: the digest of each transaction. Gives the last one. */
    @Benchmark
    public byte[] keccak() {
        for (byte[] value : values) {
            own.digest(value, 0, value.length, digest, 0);
        }
        return digest;
    }

    /** The same of Bouncy Castle, with one digest object for all, which is its fastest form. */
    @Benchmark
    public byte[] bouncyCastle() {
        for (byte[] value : values) {
            theirs.update(value, 0, value.length);
            theirs.doFinal(digest, 0);
        }
        return digest;
    }

    /** Ours: the root, which needs the digest of each transaction and of the nodes above. */
    @Benchmark
    public byte[] transactionsRoot() {
        BlockHash.transactionsRoot(transactions).copyTo(digest, 0);
        return digest;
    }
}
