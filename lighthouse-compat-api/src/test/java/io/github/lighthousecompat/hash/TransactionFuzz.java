package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.Transactions;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPReader;

/**
 * A blob transaction is refused with the one failure that there is for it, or read exactly as another library reads it.
 *
 * <p>What a coverage-guided fuzzer drives; an input is a transaction without the byte of its type.
 */
public final class TransactionFuzz {
    private static final int FIELDS_BEFORE_THE_HASHES = 10;

    private TransactionFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        byte[] transaction = new byte[1 + input.length];
        transaction[0] = 3;
        System.arraycopy(input, 0, transaction, 1, input.length);
        List<Hash32> read;
        try {
            read = VersionedHash.in(Transactions.of(List.of(Bytes.of(transaction))));
        } catch (MalformedTransactionException refused) {
            return;
        }
        List<Hash32> sent = RLP.decodeList(org.apache.tuweni.bytes.Bytes.wrap(input), TransactionFuzz::versionedHashes);
        if (!read.equals(sent)) {
            throw new AssertionError("was sent " + sent + ", read " + read);
        }
    }

    private static List<Hash32> versionedHashes(RLPReader fields) {
        for (int i = 0; i < FIELDS_BEFORE_THE_HASHES; i++) {
            fields.skipNext();
        }
        return fields.readList(hashes -> {
            List<Hash32> read = new ArrayList<>();
            while (!hashes.isComplete()) {
                read.add(Hash32.of(hashes.readByteArray()));
            }
            return read;
        });
    }

    /** Writes transactions into the folder that is named first, for the fuzzer to begin with. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (int hashes = 0; hashes < 4; hashes++) {
            Bytes transaction = BlobTransactions.with(
                    List.of(Hash32.ZERO, Hash32.ZERO, Hash32.ZERO).subList(0, hashes),
                    new byte[60 * hashes],
                    List.of(List.of(), List.of(Hash32.ZERO)),
                    BigInteger.ONE.shiftLeft(80 * hashes));
            byte[] whole = transaction.toArray();
            Files.write(folder.resolve("transaction-" + hashes), Arrays.copyOfRange(whole, 1, whole.length));
        }
    }
}
