package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitraries for numbers and bytes. Content of many bytes is made from a seed, so that generating and shrinking move
 * one number.
 *
 * <p>Zeros, largest values and empty content come in one of ten values, also deep inside of a structure: jqwik's own
 * edge cases are lost where very many combine. Immutable and thread-safe.
 */
public final class BytesArbitraries {
    private static final BigInteger MAX_256 = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    private BytesArbitraries() {}

    /** All values, with 0, 1, 2^63 and 2^64 - 1 often. */
    public static Arbitrary<UInt64> uint64() {
        return often(
                Arbitraries.of(UInt64.ZERO, UInt64.ONE, UInt64.fromLongBits(Long.MIN_VALUE), UInt64.MAX),
                Arbitraries.longs().map(UInt64::fromLongBits));
    }

    /** All values, with 0, 1 and 2^256 - 1 often. */
    public static Arbitrary<UInt256> uint256() {
        return often(
                Arbitraries.of(UInt256.ZERO, UInt256.of(1), UInt256.MAX),
                Arbitraries.bigIntegers().between(BigInteger.ZERO, MAX_256).map(UInt256::of));
    }

    /** Hashes, roots and mixes. */
    public static Arbitrary<Hash32> hash32() {
        return often(Arbitraries.of(Hash32.ZERO, Hash32.of(ones(Hash32.SIZE))), made(Seeds::hash));
    }

    /** Addresses. */
    public static Arbitrary<Address> address() {
        return often(Arbitraries.of(Address.ZERO, Address.of(ones(Address.SIZE))), made(Seeds::address));
    }

    /** Commitments, proofs and keys. */
    public static Arbitrary<Bytes48> bytes48() {
        return often(Arbitraries.of(Bytes48.ZERO, Bytes48.of(ones(Bytes48.SIZE))), made(Seeds::bytes48));
    }

    /** Bloom filters. */
    public static Arbitrary<Bloom> bloom() {
        return often(Arbitraries.of(Bloom.ZERO, Bloom.of(ones(Bloom.SIZE))), made(Seeds::bloom));
    }

    /** Blobs of 4,096 field elements. */
    public static Arbitrary<Blob> blob() {
        return often(Arbitraries.just(Blob.ZERO), made(Seeds::blob));
    }

    /** Up to {@code most} bytes. */
    public static Arbitrary<Bytes> bytes(int most) {
        Arbitrary<Integer> size =
                often(Arbitraries.of(0, most), Arbitraries.integers().between(0, most));
        return Combinators.combine(size, seeds())
                .as((count, seed) -> Bytes.of(Seeds.bytes(new SplittableRandom(seed), count)));
    }

    /** What content is made from. */
    static Arbitrary<Long> seeds() {
        return Arbitraries.longs().withoutEdgeCases();
    }

    /** One of {@code edges} in ten values. */
    static <T> Arbitrary<T> often(Arbitrary<T> edges, Arbitrary<T> others) {
        return Arbitraries.frequencyOf(Tuple.of(1, edges), Tuple.of(9, others));
    }

    private static <T> Arbitrary<T> made(Function<SplittableRandom, T> content) {
        return seeds().map(seed -> content.apply(new SplittableRandom(seed)));
    }

    private static byte[] ones(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }
}
