package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A block as {@code eth_getBlockByNumber} and {@code eth_getBlockByHash} show it, with the hashes of its transactions.
 *
 * <p>Immutable and thread-safe. What later forks added to the header is empty for blocks before them.
 */
@EngineStyle
@Value.Immutable
public sealed interface ExecutionBlock permits ImmutableExecutionBlock {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Hash of the block. */
    Hash32 hash();

    /** Hash of the block before. */
    Hash32 parentHash();

    /** Who got the fees ({@code miner}). */
    Address feeRecipient();

    /** Root of the state after the block. */
    Hash32 stateRoot();

    /** Root of the transactions. */
    Hash32 transactionsRoot();

    /** Root of the receipts. */
    Hash32 receiptsRoot();

    /** Bloom filter over the logs. */
    @Value.Redacted
    Bloom logsBloom();

    /** RANDAO mix ({@code mixHash}). */
    Hash32 prevRandao();

    /** Number of the block. */
    UInt64 number();

    /** Most gas that the block may use. */
    UInt64 gasLimit();

    /** Gas that its transactions used. */
    UInt64 gasUsed();

    /** Seconds since 1970. */
    UInt64 timestamp();

    /** Up to 32 bytes of the builder's choice. */
    Bytes extraData();

    /** Base fee, Wei per gas; empty before London. */
    Optional<UInt256> baseFeePerGas();

    /** Hashes of the transactions, in order. */
    List<Hash32> transactions();

    /** Root of the withdrawals; empty before Shanghai. */
    Optional<Hash32> withdrawalsRoot();

    /** The withdrawals; empty before Shanghai. */
    Optional<List<Withdrawal>> withdrawals();

    /** Blob gas used; empty before Cancun. */
    Optional<UInt64> blobGasUsed();

    /** Excess blob gas; empty before Cancun. */
    Optional<UInt64> excessBlobGas();

    /** Root of the parent beacon block; empty before Cancun. */
    Optional<Hash32> parentBeaconBlockRoot();

    /** Makes a {@link ExecutionBlock}; every attribute without a default is required. Not thread-safe. */
    final class Builder extends ImmutableExecutionBlock.Builder {
        Builder() {}
    }
}
