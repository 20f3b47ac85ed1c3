package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.Keccak256;
import io.github.lighthousecompat.hash.VersionedHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes the blocks of a fake chain: the same ones from the same specification, parent and attributes. */
final class BlockMaker {
    private static final long GAS_PER_BLOB = 131_072;
    private static final long TARGET_BLOB_GAS = 3 * GAS_PER_BLOB;
    private static final long GAS_PER_TRANSACTION = 21_000;
    private static final UInt64 GAS_LIMIT = UInt64.of(30_000_000);
    private static final UInt256 BASE_FEE = UInt256.of(7);
    private static final Bytes EXTRA_DATA = Bytes.parse("0x66616b65");

    private final ChainSpec spec;

    BlockMaker(ChainSpec spec) {
        this.spec = spec;
    }

    NewPayloadRequest genesis() {
        CapellaPayload shared = CapellaPayload.builder()
                .parentHash(Hash32.ZERO)
                .feeRecipient(Address.ZERO)
                .stateRoot(Seeds.hash(new SplittableRandom(spec.chainId().longBits())))
                .receiptsRoot(Hash32.ZERO)
                .logsBloom(Bloom.ZERO)
                .prevRandao(Hash32.ZERO)
                .blockNumber(UInt64.ZERO)
                .gasLimit(GAS_LIMIT)
                .gasUsed(UInt64.ZERO)
                .timestamp(spec.genesisTimestamp())
                .extraData(EXTRA_DATA)
                .baseFeePerGas(BASE_FEE)
                .blockHash(Hash32.ZERO)
                .transactions(Transactions.EMPTY)
                .build();
        return spec.forks().at(spec.genesisTimestamp()) == Fork.DENEB
                ? deneb(shared, 0, UInt64.ZERO, List.of(), Hash32.ZERO)
                : NewPayloadRequest.of(Hashes.right(shared));
    }

    /** The block after {@code parent}, filled with transactions and from Deneb on with blobs. */
    BuiltPayload next(ExecutionPayload parent, PayloadAttributes attributes) {
        SplittableRandom random = source(parent, attributes);
        FakeTransactions source = new FakeTransactions(random, spec.chainId());
        Transactions.Builder transactions = Transactions.builder();
        for (int i = 0; i < spec.transactionsPerBlock(); i++) {
            transactions.add(source.next());
        }
        BlobsBundle blobs = attributes instanceof DenebAttributes ? blobs(random) : BlobsBundle.EMPTY;
        List<Hash32> versionedHashes = versionedHashes(blobs);
        if (!versionedHashes.isEmpty()) {
            transactions.add(source.withBlobs(versionedHashes));
        }
        CapellaPayload shared = shared(parent, attributes, transactions.build(), random);
        UInt256 value = UInt256.of(random.nextLong(1L << 60));
        if (attributes instanceof DenebAttributes deneb) {
            UInt64 excess = excessBlobGasAfter(parent);
            NewPayloadRequest block =
                    deneb(shared, blobs.blobs().size(), excess, versionedHashes, deneb.parentBeaconBlockRoot());
            return BuiltPayload.of((DenebPayload) block.payload(), value, blobs, false);
        }
        return BuiltPayload.of(Hashes.right(shared), value);
    }

    /** What an execution layer would know by executing the block: here a hash over all that goes in. */
    static Hash32 stateAfter(Hash32 before, ExecutionPayload block) {
        ByteBuffer in = ByteBuffer.allocate(4 * Hash32.SIZE + Address.SIZE + 2 * Long.BYTES);
        in.put(before.toArray())
                .put(BlockHash.transactionsRoot(block.transactions()).toArray())
                .put(BlockHash.withdrawalsRoot(block.withdrawals()).toArray())
                .put(block.prevRandao().toArray())
                .put(block.feeRecipient().toArray())
                .putLong(block.blockNumber().longBits())
                .putLong(block.timestamp().longBits());
        return Keccak256.hash(Bytes.of(in.array()));
    }

    static UInt64 blobGas(int blobs) {
        return UInt64.of(blobs * GAS_PER_BLOB);
    }

    /** The rule of EIP-4844. */
    static UInt64 excessBlobGasAfter(ExecutionPayload parent) {
        if (parent instanceof DenebPayload deneb) {
            UInt64 sum = deneb.excessBlobGas().plus(deneb.blobGasUsed());
            UInt64 target = UInt64.of(TARGET_BLOB_GAS);
            return sum.isLessThan(target) ? UInt64.ZERO : sum.minus(target);
        }
        return UInt64.ZERO;
    }

    private SplittableRandom source(ExecutionPayload parent, PayloadAttributes attributes) {
        long branch = ByteBuffer.wrap(parent.blockHash().toArray()).getLong();
        return new SplittableRandom(
                spec.seed() ^ branch ^ attributes.timestamp().longBits());
    }

    private CapellaPayload shared(
            ExecutionPayload parent, PayloadAttributes attributes, Transactions transactions, SplittableRandom random) {
        CapellaPayload draft = CapellaPayload.builder()
                .parentHash(parent.blockHash())
                .feeRecipient(attributes.suggestedFeeRecipient())
                .stateRoot(Hash32.ZERO)
                .receiptsRoot(Seeds.hash(random))
                .logsBloom(Seeds.bloom(random))
                .prevRandao(attributes.prevRandao())
                .blockNumber(parent.blockNumber().plus(1))
                .gasLimit(GAS_LIMIT)
                .gasUsed(UInt64.of(transactions.size() * GAS_PER_TRANSACTION))
                .timestamp(attributes.timestamp())
                .extraData(EXTRA_DATA)
                .baseFeePerGas(BASE_FEE)
                .blockHash(Hash32.ZERO)
                .transactions(transactions)
                .withdrawals(attributes.withdrawals())
                .build();
        return CapellaPayload.builder()
                .from(draft)
                .stateRoot(stateAfter(parent.stateRoot(), draft))
                .build();
    }

    private static NewPayloadRequest deneb(
            ExecutionPayload shared, int blobs, UInt64 excess, List<Hash32> versionedHashes, Hash32 root) {
        DenebPayload draft = DenebPayload.builder()
                .from(shared)
                .blobGasUsed(blobGas(blobs))
                .excessBlobGas(excess)
                .build();
        return NewPayloadRequest.of(Hashes.right(draft, root), versionedHashes, root);
    }

    /** Well-formed blobs; commitments and proofs only look like ones, as nothing here computes KZG. */
    private BlobsBundle blobs(SplittableRandom random) {
        List<Bytes48> commitments = new ArrayList<>();
        List<Bytes48> proofs = new ArrayList<>();
        List<Blob> blobs = new ArrayList<>();
        for (int i = 0; i < spec.blobsPerBlock(); i++) {
            commitments.add(Seeds.bytes48(random));
            proofs.add(Seeds.bytes48(random));
            blobs.add(Seeds.blob(random));
        }
        return BlobsBundle.of(commitments, proofs, blobs);
    }

    private static List<Hash32> versionedHashes(BlobsBundle blobs) {
        return blobs.commitments().stream().map(VersionedHash::of).toList();
    }
}
