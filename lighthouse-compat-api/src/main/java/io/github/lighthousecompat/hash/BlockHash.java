package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.util.List;

/**
 * The hash of an execution block, computed from its payload: Keccak-256 over the RLP of the header that the payload
 * stands for (17 fields in Capella, 20 in Deneb).
 *
 * <p>The hash that a payload states in {@link ExecutionPayload#blockHash()} takes no part in it; compare the two to
 * learn whether the payload is what it says. Pure functions, safe for use from any thread; the cost grows with the
 * bytes of the transactions.
 */
public final class BlockHash {
    /** What a header says of uncles since there are none: the hash of the empty list. */
    private static final Hash32 NO_OMMERS = Keccak256.hash(new byte[] {Rlp.EMPTY_LIST}, 0, 1);

    private static final long NO_DIFFICULTY = 0;
    private static final byte[] NO_NONCE = new byte[8];

    private static final int HASH_BYTES = Rlp.sizeOfHeader(Hash32.SIZE) + Hash32.SIZE;
    private static final int ADDRESS_BYTES = Rlp.sizeOfHeader(Address.SIZE) + Address.SIZE;
    private static final int BLOOM_BYTES = Rlp.sizeOfHeader(Bloom.SIZE) + Bloom.SIZE;
    private static final int NONCE_BYTES = Rlp.sizeOfHeader(NO_NONCE.length) + NO_NONCE.length;
    private static final int FIXED_BYTES =
            7 * HASH_BYTES + ADDRESS_BYTES + BLOOM_BYTES + Rlp.sizeOfNumber(NO_DIFFICULTY) + NONCE_BYTES;

    private BlockHash() {}

    /**
     * The hash of the block in a request.
     *
     * @param request a payload with what else its fork's header needs
     * @return the block's hash
     */
    public static Hash32 of(NewPayloadRequest request) {
        if (request instanceof DenebNewPayload deneb) {
            return of(deneb.payload(), deneb.parentBeaconBlockRoot());
        }
        return of(((CapellaNewPayload) request).payload());
    }

    /**
     * The hash of a Capella block.
     *
     * @param payload the block
     * @return its hash
     */
    public static Hash32 of(CapellaPayload payload) {
        byte[] extraData = payload.extraData().toArray();
        byte[] baseFee = minimal(payload.baseFeePerGas());
        Header header = new Header(sharedBytes(payload, extraData, baseFee));
        header.shared(payload, extraData, baseFee);
        return header.digest();
    }

    /**
     * The hash of a Deneb block.
     *
     * @param payload the block
     * @param parentBeaconBlockRoot root of the parent beacon block, which the header has and the payload has not
     * @return the block's hash
     */
    public static Hash32 of(DenebPayload payload, Hash32 parentBeaconBlockRoot) {
        byte[] extraData = payload.extraData().toArray();
        byte[] baseFee = minimal(payload.baseFeePerGas());
        int size = sharedBytes(payload, extraData, baseFee)
                + size(payload.blobGasUsed())
                + size(payload.excessBlobGas())
                + HASH_BYTES;
        Header header = new Header(size);
        header.shared(payload, extraData, baseFee);
        header.number(payload.blobGasUsed());
        header.number(payload.excessBlobGas());
        header.hash(parentBeaconBlockRoot);
        return header.digest();
    }

    /**
     * Root of the trie over the transactions of a block, which its header has in place of them.
     *
     * @param transactions the transactions of a block, each as its EIP-2718 bytes
     * @return the root
     */
    public static Hash32 transactionsRoot(Transactions transactions) {
        return OrderedTrie.root(new TransactionValues(transactions));
    }

    /**
     * Root of the trie over the withdrawals of a block, which its header has in place of them.
     *
     * @param withdrawals the withdrawals of a block, in order
     * @return the root
     */
    public static Hash32 withdrawalsRoot(List<Withdrawal> withdrawals) {
        return OrderedTrie.root(new WithdrawalValues(withdrawals));
    }

    private static int sharedBytes(ExecutionPayload payload, byte[] extraData, byte[] baseFee) {
        return FIXED_BYTES
                + size(payload.blockNumber())
                + size(payload.gasLimit())
                + size(payload.gasUsed())
                + size(payload.timestamp())
                + Rlp.sizeOfString(extraData, 0, extraData.length)
                + Rlp.sizeOfString(baseFee, 0, baseFee.length);
    }

    private static int size(UInt64 number) {
        return Rlp.sizeOfNumber(number.longBits());
    }

    /** Big endian without leading zeros; empty for 0. */
    private static byte[] minimal(UInt256 number) {
        byte[] bytes = new byte[(number.bitLength() + Byte.SIZE - 1) / Byte.SIZE];
        for (int i = 0; i < bytes.length; i++) {
            long word = number.word(i / Long.BYTES);
            bytes[bytes.length - 1 - i] = (byte) (word >>> (Byte.SIZE * (i % Long.BYTES)));
        }
        return bytes;
    }

    private record TransactionValues(Transactions transactions) implements OrderedTrie.Values {
        @Override
        public int count() {
            return transactions.size();
        }

        @Override
        public int size(int index) {
            return transactions.sizeOf(index);
        }

        @Override
        public void write(int index, byte[] out, int at) {
            transactions.copyTo(index, out, at);
        }
    }

    /** Each withdrawal as {@code rlp([index, validatorIndex, address, amount])}. */
    private record WithdrawalValues(List<Withdrawal> withdrawals) implements OrderedTrie.Values {
        @Override
        public int count() {
            return withdrawals.size();
        }

        @Override
        public int size(int index) {
            return Rlp.sizeOfList(itemBytes(withdrawals.get(index)));
        }

        @Override
        public void write(int index, byte[] out, int at) {
            Withdrawal withdrawal = withdrawals.get(index);
            int next = Rlp.writeListHeader(itemBytes(withdrawal), out, at);
            next = Rlp.writeNumber(withdrawal.index().longBits(), out, next);
            next = Rlp.writeNumber(withdrawal.validatorIndex().longBits(), out, next);
            next = Rlp.writeStringHeader(Address.SIZE, out, next);
            withdrawal.address().copyTo(out, next);
            Rlp.writeNumber(withdrawal.amount().longBits(), out, next + Address.SIZE);
        }

        private static int itemBytes(Withdrawal withdrawal) {
            return BlockHash.size(withdrawal.index())
                    + BlockHash.size(withdrawal.validatorIndex())
                    + ADDRESS_BYTES
                    + BlockHash.size(withdrawal.amount());
        }
    }

    /** A header that is being written, field by field in the order of the specification. */
    private static final class Header {
        private final byte[] out;
        private int at;

        Header(int itemBytes) {
            out = new byte[Rlp.sizeOfList(itemBytes)];
            at = Rlp.writeListHeader(itemBytes, out, 0);
        }

        /** The 17 fields that every fork's header begins with. */
        void shared(ExecutionPayload payload, byte[] extraData, byte[] baseFee) {
            hash(payload.parentHash());
            hash(NO_OMMERS);
            at = Rlp.writeStringHeader(Address.SIZE, out, at);
            payload.feeRecipient().copyTo(out, at);
            at += Address.SIZE;
            hash(payload.stateRoot());
            hash(transactionsRoot(payload.transactions()));
            hash(payload.receiptsRoot());
            at = Rlp.writeStringHeader(Bloom.SIZE, out, at);
            payload.logsBloom().copyTo(out, at);
            at += Bloom.SIZE;
            at = Rlp.writeNumber(NO_DIFFICULTY, out, at);
            number(payload.blockNumber());
            number(payload.gasLimit());
            number(payload.gasUsed());
            number(payload.timestamp());
            string(extraData);
            hash(payload.prevRandao());
            string(NO_NONCE);
            string(baseFee);
            hash(withdrawalsRoot(payload.withdrawals()));
        }

        void hash(Hash32 hash) {
            at = Rlp.writeStringHeader(Hash32.SIZE, out, at);
            hash.copyTo(out, at);
            at += Hash32.SIZE;
        }

        void number(UInt64 number) {
            at = Rlp.writeNumber(number.longBits(), out, at);
        }

        void string(byte[] bytes) {
            at = Rlp.writeString(bytes, 0, bytes.length, out, at);
        }

        Hash32 digest() {
            return Keccak256.hash(out, 0, at);
        }
    }
}
