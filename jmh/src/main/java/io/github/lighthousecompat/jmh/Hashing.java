package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.Keccak256;
import java.util.List;
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
    private static final int BITS = 256;

    private final KeccakDigest digest = new KeccakDigest(BITS);
    private Transactions transactions;
    private List<Bytes> values;
    private List<byte[]> arrays;

    /** Makes the transactions, and checks that both give the same digests. */
    @Setup
    public void setUp() {
        transactions = Sample.P128K.built().payload().transactions();
        values = IntStream.range(0, transactions.size())
                .mapToObj(transactions::get)
                .toList();
        arrays = values.stream().map(Bytes::toArray).toList();
        Check.equal("bouncyCastle", bouncyCastle(), keccak());
    }

    /** Ours: the digest of each transaction. Gives the last one. */
    @Benchmark
    public Hash32 keccak() {
        Hash32 last = Hash32.ZERO;
        for (Bytes value : values) {
            last = Keccak256.hash(value);
        }
        return last;
    }

    /** Bouncy Castle with one digest object for all, which is its fastest form. */
    @Benchmark
    public Hash32 bouncyCastle() {
        byte[] last = new byte[Hash32.SIZE];
        for (byte[] value : arrays) {
            digest.update(value, 0, value.length);
            digest.doFinal(last, 0);
        }
        return Hash32.of(last);
    }

    /** Ours: the root, which needs the digest of each transaction and of the nodes above. */
    @Benchmark
    public Hash32 transactionsRoot() {
        return BlockHash.transactionsRoot(transactions);
    }
}
