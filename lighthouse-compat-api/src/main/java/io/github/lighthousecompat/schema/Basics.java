package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The types that structures are made of. */
public final class Basics {
    private static final byte[] HEX = JsonWriter.ascii("\"0x");
    private static final byte[] TRUE = JsonWriter.ascii("true");
    private static final byte[] FALSE = JsonWriter.ascii("false");

    /** A number of 64 bits; decimal digits in quotes in JSON. */
    public static final SszType<UInt64> UINT64 = new Fixed<>(
            Long.BYTES,
            true,
            JsonCursor::decimal64,
            (out, value) -> out.text(value.toString()),
            (bytes, from) -> UInt64.fromLongBits(word(bytes, from)),
            (value, out, at) -> putWord(value.longBits(), out, at));

    /** A number of 256 bits; decimal digits in quotes in JSON. */
    public static final SszType<UInt256> UINT256 = new Fixed<>(
            4 * Long.BYTES,
            true,
            JsonCursor::decimal256,
            (out, value) -> out.text(value.toString()),
            Basics::uint256,
            (value, out, at) -> {
                for (int i = 0; i < 4; i++) {
                    putWord(value.word(i), out, at + Long.BYTES * i);
                }
            });

    /** A truth value. */
    public static final SszType<Boolean> BOOLEAN = new Fixed<>(
            1,
            true,
            JsonCursor::bool,
            (out, value) -> out.literal(value ? TRUE : FALSE),
            Basics::bool,
            (value, out, at) -> out[at] = (byte) (value ? 1 : 0));

    /** A root, or any other value of 32 bytes. */
    public static final SszType<Hash32> BYTES32 =
            bytes(Hash32.SIZE, JsonCursor::hash, JsonWriter::hex, Hash32::of, Hash32::copyTo);

    /** An address of the execution layer. */
    public static final SszType<Address> ADDRESS =
            bytes(Address.SIZE, JsonCursor::address, JsonWriter::hex, Address::of, Address::copyTo);

    /** The version of a fork. */
    public static final SszType<Bytes4> BYTES4 =
            bytes(Bytes4.SIZE, JsonCursor::bytes4, JsonWriter::hex, Bytes4::of, Bytes4::copyTo);

    /** A public key, commitment or proof. */
    public static final SszType<Bytes48> BYTES48 =
            bytes(Bytes48.SIZE, JsonCursor::bytes48, JsonWriter::hex, Bytes48::of, Bytes48::copyTo);

    /** A signature. */
    public static final SszType<Bytes96> BYTES96 =
            bytes(Bytes96.SIZE, JsonCursor::bytes96, JsonWriter::hex, Bytes96::of, Bytes96::copyTo);

    /** A filter over logs. */
    public static final SszType<Bloom> BLOOM =
            bytes(Bloom.SIZE, JsonCursor::bloom, JsonWriter::hex, Bloom::of, Bloom::copyTo);

    /** A blob. */
    public static final SszType<Blob> BLOB =
            bytes(Blob.SIZE, JsonCursor::blob, JsonWriter::hex, Blob::of, Blob::copyTo);

    private Basics() {}

    /** Up to {@code most} bytes. */
    public static SszType<Bytes> byteList(int most) {
        return new ByteList(most);
    }

    /** Up to {@code most} bits. */
    public static SszType<Bits> bitlist(int most) {
        return new Bitlist(most);
    }

    /** Exactly {@code size} bits. */
    public static SszType<Bits> bitvector(int size) {
        return new Bitvector(size);
    }

    /** Up to {@code most} values. */
    public static <T> SszType<List<T>> list(SszType<T> element, long most) {
        return new Sequence<>(element, 0, most);
    }

    /** Exactly {@code size} values. */
    public static <T> SszType<List<T>> vector(SszType<T> element, int size) {
        return new Sequence<>(element, size, size);
    }

    /** Up to {@code most} transactions of up to {@code mostBytes} bytes each. */
    public static SszType<Transactions> transactions(int most, int mostBytes) {
        return new TransactionList(most, mostBytes);
    }

    /** {@code "0x"}, and then the digits that {@code digits} writes. */
    static <T> void hex(JsonWriter out, T value, BiConsumer<JsonWriter, T> digits) {
        out.literal(HEX);
        digits.accept(out, value);
        out.one('"');
    }

    private static <T> SszType<T> bytes(
            int size,
            Function<JsonCursor, T> reader,
            BiConsumer<JsonWriter, T> digits,
            Fixed.Decoder<T> decoder,
            Fixed.Encoder<T> encoder) {
        return new Fixed<>(size, false, reader, (out, value) -> hex(out, value, digits), decoder, encoder);
    }

    private static long word(byte[] bytes, int from) {
        long word = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            word = word << 8 | bytes[from + i] & 0xff;
        }
        return word;
    }

    private static void putWord(long word, byte[] out, int at) {
        for (int i = 0; i < Long.BYTES; i++) {
            out[at + i] = (byte) (word >>> 8 * i);
        }
    }

    private static UInt256 uint256(byte[] bytes, int from) {
        return UInt256.fromLongs(
                word(bytes, from + 24), word(bytes, from + 16), word(bytes, from + 8), word(bytes, from));
    }

    private static boolean bool(byte[] bytes, int from) {
        if ((bytes[from] & 0xfe) != 0) {
            throw new DecodeFailure("", "is neither 0 nor 1");
        }
        return bytes[from] == 1;
    }
}
