package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.beacon.Eth1Data;
import io.github.lighthousecompat.beacon.SyncAggregate;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.hash.Keccak256;
import io.github.lighthousecompat.ssz.BlockCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes beacon blocks: the same ones from the same specification, parent and slot. Payloads and roots are right; state
 * roots and signatures only look like ones.
 */
final class BeaconBlockMaker {
    private static final int WITHDRAWALS = 2;
    private static final Address FEE_RECIPIENT = Address.parse("0xfee0000000000000000000000000000000000fee");

    private final BeaconChainSpec spec;
    private final BlockCodec codec;
    private final BlockMaker payloads;

    BeaconBlockMaker(BeaconChainSpec spec, BlockCodec codec) {
        this.spec = spec;
        this.codec = codec;
        this.payloads = new BlockMaker(ChainSpec.builder()
                .forks(spec.forks())
                .chainId(spec.chainId())
                .genesisTimestamp(spec.genesisTime())
                .transactionsPerBlock(spec.transactionsPerBlock())
                .blobsPerBlock(spec.blobsPerBlock())
                .seed(spec.seed())
                .build());
    }

    BeaconEntry genesis() {
        SplittableRandom random = source(Hash32.ZERO, UInt64.ZERO);
        CapellaBlock block = CapellaBlock.builder()
                .slot(UInt64.ZERO)
                .proposerIndex(UInt64.ZERO)
                .parentRoot(Hash32.ZERO)
                .stateRoot(Seeds.hash(random))
                .body(CapellaBlockBody.builder()
                        .randaoReveal(Bytes96.ZERO)
                        .eth1Data(eth1Data(random))
                        .graffiti(Hash32.ZERO)
                        .syncAggregate(SyncAggregate.of(Bits.ofSet(spec.preset().syncCommitteeSize()), Bytes96.ZERO))
                        .executionPayload((CapellaPayload) payloads.genesis().payload())
                        .build())
                .build();
        return entry(block, BlobsBundle.EMPTY, UInt256.ZERO);
    }

    /** The block that belongs in {@code slot} after {@code parent}, with votes for the parent and not signed. */
    BeaconEntry next(BeaconEntry parent, UInt64 slot, Bytes96 randaoReveal, Hash32 graffiti, Attestation votes) {
        SplittableRandom random = source(parent.root(), slot);
        BuiltPayload built = payloads.next(parent.block().body().executionPayload(), attributes(parent, slot));
        Eth1Data eth1Data = eth1Data(random);
        SyncAggregate sync = SyncAggregate.of(allOf(spec.preset().syncCommitteeSize()), Seeds.bytes96(random));
        UInt64 proposer = UInt64.of(slot.toLong() % spec.validators());
        Hash32 state = stateAfter(parent, built.payload());
        if (built instanceof DenebBuiltPayload deneb) {
            return entry(
                    DenebBlock.builder()
                            .slot(slot)
                            .proposerIndex(proposer)
                            .parentRoot(parent.root())
                            .stateRoot(state)
                            .body(DenebBlockBody.builder()
                                    .randaoReveal(randaoReveal)
                                    .eth1Data(eth1Data)
                                    .graffiti(graffiti)
                                    .addAttestations(votes)
                                    .syncAggregate(sync)
                                    .executionPayload(deneb.payload())
                                    .blobKzgCommitments(deneb.blobsBundle().commitments())
                                    .build())
                            .build(),
                    deneb.blobsBundle(),
                    built.blockValue());
        }
        return entry(
                CapellaBlock.builder()
                        .slot(slot)
                        .proposerIndex(proposer)
                        .parentRoot(parent.root())
                        .stateRoot(state)
                        .body(CapellaBlockBody.builder()
                                .randaoReveal(randaoReveal)
                                .eth1Data(eth1Data)
                                .graffiti(graffiti)
                                .addAttestations(votes)
                                .syncAggregate(sync)
                                .executionPayload((CapellaPayload) built.payload())
                                .build())
                        .build(),
                BlobsBundle.EMPTY,
                built.blockValue());
    }

    /** Where all of {@code size} bits are set. */
    static Bits allOf(int size) {
        return Bits.ofSet(size, IntStream.range(0, size).toArray());
    }

    /** What the signature of a block looks like. */
    Bytes96 signature(Hash32 root) {
        return Seeds.bytes96(source(root, UInt64.MAX));
    }

    private BeaconEntry entry(BeaconBlock block, BlobsBundle blobs, UInt256 value) {
        return new BeaconEntry(block, codec.root(block), Bytes96.ZERO, blobs.proofs(), blobs.blobs(), value);
    }

    private PayloadAttributes attributes(BeaconEntry parent, UInt64 slot) {
        CapellaAttributes shared = CapellaAttributes.builder()
                .timestamp(spec.timestamp(slot))
                .prevRandao(Keccak256.hash(Bytes.of(parent.root().toArray())))
                .suggestedFeeRecipient(FEE_RECIPIENT)
                .withdrawals(withdrawals(slot))
                .build();
        return spec.fork(slot) == Fork.DENEB
                ? DenebAttributes.builder()
                        .from(shared)
                        .parentBeaconBlockRoot(parent.root())
                        .build()
                : shared;
    }

    private List<Withdrawal> withdrawals(UInt64 slot) {
        long first = slot.toLong() * WITHDRAWALS;
        return IntStream.range(0, WITHDRAWALS)
                .mapToObj(i -> Withdrawal.of(
                        UInt64.of(first + i),
                        UInt64.of((first + i) % spec.validators()),
                        FEE_RECIPIENT,
                        UInt64.of(1_000_000L + first + i)))
                .toList();
    }

    private static Eth1Data eth1Data(SplittableRandom random) {
        return Eth1Data.of(Seeds.hash(random), UInt64.of(random.nextInt(1 << 20)), Seeds.hash(random));
    }

    /** What a beacon node would know by processing the block. */
    private static Hash32 stateAfter(BeaconEntry parent, ExecutionPayload payload) {
        ByteBuffer in = ByteBuffer.allocate(2 * Hash32.SIZE);
        in.put(parent.block().stateRoot().toArray()).put(payload.blockHash().toArray());
        return Keccak256.hash(Bytes.of(in.array()));
    }

    private SplittableRandom source(Hash32 parent, UInt64 slot) {
        return new SplittableRandom(
                spec.seed() ^ ByteBuffer.wrap(parent.toArray()).getLong() ^ slot.longBits());
    }
}
