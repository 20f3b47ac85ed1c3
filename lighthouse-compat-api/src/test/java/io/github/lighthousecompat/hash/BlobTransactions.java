package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;

/** Transactions of type 3, written by Tuweni. */
final class BlobTransactions {
    private BlobTransactions() {}

    static Bytes with(List<Hash32> versionedHashes) {
        return with(versionedHashes, new byte[0], List.of(), BigInteger.ONE);
    }

    /** One whose access list has an entry for each list of storage keys and whose amounts are all {@code amount}. */
    static Bytes with(List<Hash32> versionedHashes, byte[] data, List<List<Hash32>> accesses, BigInteger amount) {
        return typed(writer -> {
            writeUpToRecipient(writer, amount);
            writer.writeByteArray(new byte[20]);
            writer.writeBigInteger(amount);
            writer.writeByteArray(data);
            writer.writeList(entries -> accesses.forEach(keys -> entries.writeList(entry -> {
                entry.writeByteArray(new byte[20]);
                entry.writeList(list -> keys.forEach(key -> list.writeByteArray(key.toArray())));
            })));
            writer.writeBigInteger(amount);
            writer.writeList(list -> versionedHashes.forEach(hash -> list.writeByteArray(hash.toArray())));
            writeSignature(writer, amount);
        });
    }

    /** One to a recipient of any size that names one hash of any size, with {@code more} behind the last field. */
    static Bytes with(byte[] recipient, byte[] versionedHash, Consumer<RLPWriter> more) {
        return typed(writer -> {
            writeUpToRecipient(writer, BigInteger.ONE);
            writer.writeByteArray(recipient);
            writer.writeInt(0);
            writer.writeByteArray(new byte[0]);
            writer.writeList(accesses -> {});
            writer.writeInt(1);
            writer.writeList(list -> list.writeByteArray(versionedHash));
            writeSignature(writer, BigInteger.ONE);
            more.accept(writer);
        });
    }

    private static void writeUpToRecipient(RLPWriter writer, BigInteger amount) {
        writer.writeBigInteger(amount);
        writer.writeLong(7);
        writer.writeBigInteger(amount);
        writer.writeBigInteger(amount);
        writer.writeLong(21_000);
    }

    private static void writeSignature(RLPWriter writer, BigInteger amount) {
        writer.writeInt(1);
        writer.writeBigInteger(amount);
        writer.writeBigInteger(amount);
    }

    static Bytes typed(Consumer<RLPWriter> fields) {
        byte[] list = RLP.encodeList(fields).toArrayUnsafe();
        byte[] transaction = new byte[1 + list.length];
        transaction[0] = 3;
        System.arraycopy(list, 0, transaction, 1, list.length);
        return Bytes.of(transaction);
    }
}
