package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Transactions of every type, well encoded and made from a random source: nobody signed them, so that only a fake
 * executes them.
 */
final class FakeTransactions {
    private static final int ACCESS_LIST = 0x01;
    private static final int DYNAMIC_FEE = 0x02;
    private static final int BLOB = 0x03;
    private static final int MOST_DATA = 300;

    private final SplittableRandom random;
    private final UInt64 chainId;

    FakeTransactions(SplittableRandom random, UInt64 chainId) {
        this.random = random;
        this.chainId = chainId;
    }

    /** A transaction without blobs, of any of the three types. */
    Bytes next() {
        return switch (random.nextInt(3)) {
            case 0 -> legacy();
            case 1 -> accessList();
            default -> dynamicFee();
        };
    }

    /** A transaction with the blobs that have these versioned hashes. */
    Bytes withBlobs(List<Hash32> versionedHashes) {
        RlpWriter fields = new RlpWriter().number(chainId.longBits()).number(random.nextInt(1 << 20));
        fees(fields);
        fields.number(21_000).address(address()).number(random.nextLong()).string(data());
        accessEntries(fields);
        fields.number(1 + random.nextInt(1 << 30)).hashes(versionedHashes);
        return signed(fields, random.nextInt(2)).toBytes((byte) BLOB);
    }

    private Bytes legacy() {
        RlpWriter fields = new RlpWriter()
                .number(random.nextInt(1 << 20))
                .number(random.nextInt(1 << 30))
                .number(21_000 + random.nextInt(1 << 20));
        recipient(fields).number(random.nextLong()).string(data());
        return signed(fields, 35 + 2 * chainId.longBits() + random.nextInt(2)).toBytes();
    }

    private Bytes accessList() {
        RlpWriter fields = new RlpWriter()
                .number(chainId.longBits())
                .number(random.nextInt(1 << 20))
                .number(random.nextInt(1 << 30))
                .number(30_000);
        recipient(fields).number(random.nextLong()).string(data());
        accessEntries(fields);
        return signed(fields, random.nextInt(2)).toBytes((byte) ACCESS_LIST);
    }

    private Bytes dynamicFee() {
        RlpWriter fields = new RlpWriter().number(chainId.longBits()).number(random.nextInt(1 << 20));
        fees(fields).number(50_000);
        recipient(fields).number(random.nextLong()).string(data());
        accessEntries(fields);
        return signed(fields, random.nextInt(2)).toBytes((byte) DYNAMIC_FEE);
    }

    private RlpWriter fees(RlpWriter fields) {
        return fields.number(random.nextInt(1 << 10)).number(random.nextInt(1 << 30));
    }

    /** Every fourth one creates a contract. */
    private RlpWriter recipient(RlpWriter fields) {
        return random.nextInt(4) == 0 ? fields.string(Bytes.EMPTY) : fields.address(address());
    }

    private void accessEntries(RlpWriter fields) {
        RlpWriter entries = new RlpWriter();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Hash32> keys = random.nextBoolean() ? List.of() : List.of(Seeds.hash(random), Seeds.hash(random));
            entries.list(new RlpWriter().address(address()).hashes(keys));
        }
        fields.list(entries);
    }

    private RlpWriter signed(RlpWriter fields, long v) {
        return fields.number(v).string(scalar()).string(scalar());
    }

    /** 32 bytes that do not begin with a zero, as they are a number. */
    private byte[] scalar() {
        byte[] bytes = Seeds.bytes(random, Hash32.SIZE);
        bytes[0] |= 1;
        return bytes;
    }

    private Address address() {
        return Seeds.address(random);
    }

    private byte[] data() {
        return Seeds.bytes(random, random.nextInt(MOST_DATA));
    }
}
