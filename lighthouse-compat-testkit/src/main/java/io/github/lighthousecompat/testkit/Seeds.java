package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import java.util.SplittableRandom;

/** Values made from a random source, so that a number stands for a value of any size. */
final class Seeds {
    private static final int FIELD_ELEMENT = 32;
    /** No field element of the curve begins with a byte above this. */
    private static final int LARGEST_FIRST_BYTE = 0x73;

    private Seeds() {}

    static byte[] bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    static Hash32 hash(SplittableRandom random) {
        return Hash32.of(bytes(random, Hash32.SIZE));
    }

    static Address address(SplittableRandom random) {
        return Address.of(bytes(random, Address.SIZE));
    }

    static Bytes48 bytes48(SplittableRandom random) {
        return Bytes48.of(bytes(random, Bytes48.SIZE));
    }

    static Bytes96 bytes96(SplittableRandom random) {
        return Bytes96.of(bytes(random, Bytes96.SIZE));
    }

    static Bloom bloom(SplittableRandom random) {
        return Bloom.of(bytes(random, Bloom.SIZE));
    }

    /** A blob whose 4,096 field elements are all smaller than the modulus. */
    static Blob blob(SplittableRandom random) {
        byte[] bytes = bytes(random, Blob.SIZE);
        for (int at = 0; at < bytes.length; at += FIELD_ELEMENT) {
            bytes[at] = (byte) ((bytes[at] & 0xff) % LARGEST_FIRST_BYTE);
        }
        return Blob.of(bytes);
    }
}
