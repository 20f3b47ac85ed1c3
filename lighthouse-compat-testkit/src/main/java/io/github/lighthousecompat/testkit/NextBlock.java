package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.hash.Keccak256;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The place after a block, and what a consensus layer would say of the next one; always the same for the same block.
 *
 * @param parent hash of the block
 * @param number number of the next block
 * @param timestamp timestamp of the next block
 */
record NextBlock(Hash32 parent, UInt64 number, UInt64 timestamp) {
    static final int WITHDRAWALS = 2;

    private static final long SECONDS_PER_SLOT = 12;
    private static final Address FEE_RECIPIENT = Address.parse("0xfee0000000000000000000000000000000000fee");

    static NextBlock after(ExecutionPayload block) {
        return after(block.blockHash(), block.blockNumber(), block.timestamp());
    }

    static NextBlock after(ExecutionBlock block) {
        return after(block.hash(), block.number(), block.timestamp());
    }

    private static NextBlock after(Hash32 hash, UInt64 number, UInt64 timestamp) {
        return new NextBlock(hash, number.plus(1), timestamp.plus(SECONDS_PER_SLOT));
    }

    /** Attributes of the fork of the timestamp; of the nearest fork where it is one that no type stands for. */
    PayloadAttributes attributes(ForkSchedule forks) {
        return attributes(forks, WITHDRAWALS);
    }

    PayloadAttributes attributes(ForkSchedule forks, int withdrawals) {
        Hash32 randao = Keccak256.hash(Bytes.of(parent.toArray()));
        CapellaAttributes shared = CapellaAttributes.builder()
                .timestamp(timestamp)
                .prevRandao(randao)
                .suggestedFeeRecipient(FEE_RECIPIENT)
                .withdrawals(withdrawals(withdrawals))
                .build();
        return forks.at(timestamp).compareTo(Fork.DENEB) < 0
                ? shared
                : DenebAttributes.builder()
                        .from(shared)
                        .parentBeaconBlockRoot(Keccak256.hash(Bytes.of(randao.toArray())))
                        .build();
    }

    private List<Withdrawal> withdrawals(int count) {
        long first = (number.toLong() - 1) * count;
        return IntStream.range(0, count)
                .mapToObj(i -> Withdrawal.of(
                        UInt64.of(first + i), UInt64.of(i), FEE_RECIPIENT, UInt64.of(1_000_000L + first + i)))
                .toList();
    }
}
