package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/**
 * A block of the execution layer with roots in place of its lists: a blinded block has it, and it has the root of its
 * payload.
 *
 * The accessors are the fields that all forks share; what a fork adds stands on its type. Immutable and thread-safe.
 * Specification: {@code ExecutionPayloadHeader}.
 */
public sealed interface ExecutionPayloadHeader permits CapellaPayloadHeader, DenebPayloadHeader {
    /** The fork that this type belongs to. */
    Fork fork();

    /** Hash of the block before. */
    Hash32 parentHash();

    /** Who gets the fees. */
    Address feeRecipient();

    /** Root of the state after the block. */
    Hash32 stateRoot();

    /** Root of the receipts. */
    Hash32 receiptsRoot();

    /** Bloom filter over the logs. */
    @Value.Redacted
    Bloom logsBloom();

    /** RANDAO mix of the beacon chain before the block. */
    Hash32 prevRandao();

    /** Number of the block. */
    UInt64 blockNumber();

    /** Most gas that the block may use. */
    UInt64 gasLimit();

    /** Gas that its transactions used. */
    UInt64 gasUsed();

    /** Seconds since 1970; decides the fork. */
    UInt64 timestamp();

    /** Up to 32 bytes of the builder's choice. */
    Bytes extraData();

    /** Base fee, Wei per gas. */
    UInt256 baseFeePerGas();

    /** Hash of the block, as its builder states it. */
    Hash32 blockHash();

    /** Root of the list of transactions, as SSZ has it; not the one in the execution layer's header. */
    Hash32 transactionsRoot();

    /** Root of the list of withdrawals, as SSZ has it; not the one in the execution layer's header. */
    Hash32 withdrawalsRoot();
}
