package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.ssz.BlockCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A beacon chain in memory: its blocks, what is finalized, and its validators.
 *
 * <p>It has no forks: a block that is published goes on top of the head or not into the chain. Thread-safe.
 */
final class FakeBeaconChain {
    /** What became of a block that was published. */
    enum Import {
        /** It is the head now. */
        IMPORTED,
        /** It was there before. */
        KNOWN,
        /** Nothing is known of the block before it. */
        ORPHAN,
        /** It is not later than the head, or not on top of it. */
        STALE,
        /** There is another one for this slot. */
        EQUIVOCATION
    }

    /** For all nodes of this JVM. */
    private static final FirstBlocks FIRST_BLOCKS = new FirstBlocks();

    private final BeaconChainSpec spec;
    private final BlockCodec codec;
    private final BeaconBlockMaker maker;
    private final Committees committees;
    private final NavigableMap<UInt64, BeaconEntry> canonical = new TreeMap<>();
    private final Map<Hash32, BeaconEntry> byRoot = new HashMap<>();
    /** Blocks that were given out for signing, by their root. */
    private final Map<Hash32, BeaconEntry> produced = new HashMap<>();

    private List<ValidatorInfo> validators;
    private UInt64 finalizedEpoch;

    FakeBeaconChain(BeaconChainSpec spec) {
        this(spec, FIRST_BLOCKS);
    }

    FakeBeaconChain(BeaconChainSpec spec, FirstBlocks firstBlocks) {
        this.spec = spec;
        this.codec = BlockCodec.of(spec.preset());
        this.maker = new BeaconBlockMaker(spec, codec);
        this.committees = new Committees(spec);
        this.validators = FakeValidators.of(spec);
        firstBlocks.of(spec, this::proposeFirst).forEach(this::add);
        this.finalizedEpoch = before(epoch(), 2);
    }

    BeaconChainSpec spec() {
        return spec;
    }

    BlockCodec codec() {
        return codec;
    }

    Committees committees() {
        return committees;
    }

    synchronized BeaconEntry genesis() {
        return canonical.firstEntry().getValue();
    }

    synchronized BeaconEntry head() {
        return canonical.lastEntry().getValue();
    }

    synchronized Optional<BeaconEntry> at(UInt64 slot) {
        return Optional.ofNullable(canonical.get(slot));
    }

    /** The block at {@code slot}, or the last one before it if that was skipped. */
    synchronized Optional<BeaconEntry> upTo(UInt64 slot) {
        return head().slot().isLessThan(slot)
                ? Optional.empty()
                : Optional.of(canonical.floorEntry(slot).getValue());
    }

    synchronized Optional<BeaconEntry> withRoot(Hash32 root) {
        return Optional.ofNullable(byRoot.get(root));
    }

    synchronized Optional<BeaconEntry> withStateRoot(Hash32 root) {
        return canonical.values().stream()
                .filter(entry -> entry.block().stateRoot().equals(root))
                .findFirst();
    }

    synchronized Optional<BeaconEntry> after(Hash32 parent) {
        return canonical.values().stream()
                .filter(entry -> entry.block().parentRoot().equals(parent))
                .findFirst();
    }

    /** The epoch of the head. */
    synchronized UInt64 epoch() {
        return spec.epoch(head().slot());
    }

    synchronized Checkpoint finalized() {
        return checkpoint(finalizedEpoch);
    }

    synchronized Checkpoint justified() {
        UInt64 last = before(epoch(), 1);
        return checkpoint(last.isLessThan(finalizedEpoch) ? finalizedEpoch : last);
    }

    synchronized boolean isFinalized(UInt64 slot) {
        UInt64 end = UInt64.of(finalizedEpoch.toLong() * spec.preset().slotsPerEpoch());
        return !end.isLessThan(slot);
    }

    /**
     * Finalizes an epoch.
     *
     * @throws IllegalArgumentException if the head is not that far
     */
    synchronized void finalizeEpoch(UInt64 epoch) {
        if (epoch().isLessThan(epoch)) {
            throw new IllegalArgumentException("the head is in epoch " + epoch() + ", before " + epoch);
        }
        finalizedEpoch = epoch;
    }

    synchronized List<ValidatorInfo> validators() {
        return validators;
    }

    synchronized void validators(List<ValidatorInfo> validators) {
        this.validators = List.copyOf(validators);
    }

    /** Proposes and imports the blocks that the specification asks for, each on top of the one before. */
    private List<BeaconEntry> proposeFirst() {
        add(maker.genesis());
        for (long slot = 1; slot <= spec.headSlot().toLong(); slot++) {
            if (!spec.skippedSlots().contains(UInt64.of(slot))) {
                propose(UInt64.of(slot));
            }
        }
        return List.copyOf(canonical.values());
    }

    /** Proposes and imports the block of the slot after the head. */
    synchronized BeaconEntry proposeNext() {
        return propose(head().slot().plus(1));
    }

    private BeaconEntry propose(UInt64 slot) {
        BeaconEntry block = maker.next(head(), slot, maker.signature(head().root()), Hash32.ZERO, votes(slot));
        BeaconEntry signed = block.signedBy(maker.signature(block.root()));
        add(signed);
        return signed;
    }

    /** A block on the head for signing; the chain remembers its blobs. */
    synchronized BeaconEntry produce(UInt64 slot, Bytes96 randaoReveal, Hash32 graffiti) {
        BeaconEntry block = maker.next(head(), slot, randaoReveal, graffiti, votes(slot));
        produced.put(block.root(), block);
        return block;
    }

    /** A block that was given out for signing. */
    synchronized Optional<BeaconEntry> produced(Hash32 root) {
        return Optional.ofNullable(produced.get(root));
    }

    /** Takes a block in, or says why not. */
    synchronized Import take(BeaconEntry block) {
        if (byRoot.containsKey(block.root())) {
            return Import.KNOWN;
        }
        if (canonical.containsKey(block.slot())) {
            return Import.EQUIVOCATION;
        }
        if (!byRoot.containsKey(block.block().parentRoot())) {
            return Import.ORPHAN;
        }
        if (!block.block().parentRoot().equals(head().root()) || !head().slot().isLessThan(block.slot())) {
            return Import.STALE;
        }
        add(block);
        return Import.IMPORTED;
    }

    /** What members of a committee of {@code slot} attest with the head that they see. */
    synchronized AttestationData attestationData(UInt64 slot, UInt64 committee) {
        BeaconEntry seen = upTo(slot).orElseGet(this::head);
        UInt64 epoch = spec.epoch(slot);
        return AttestationData.builder()
                .slot(slot)
                .index(committee)
                .beaconBlockRoot(seen.root())
                .source(checkpoint(before(epoch, 1)))
                .target(checkpoint(epoch))
                .build();
    }

    /** The votes of a whole committee for {@code data}. */
    Attestation votes(AttestationData data) {
        int size = committees.members(data.slot(), data.index()).size();
        return Attestation.of(BeaconBlockMaker.allOf(size), data, maker.signature(data.beaconBlockRoot()));
    }

    Bytes96 signature(Hash32 root) {
        return maker.signature(root);
    }

    /** A block that came from outside, as it is kept. */
    BeaconEntry entry(SignedBlock block, List<Bytes48> proofs, List<Blob> blobs) {
        return new BeaconEntry(
                block.message(), codec.root(block.message()), block.signature(), proofs, blobs, UInt256.ZERO);
    }

    private Attestation votes(UInt64 slot) {
        return votes(attestationData(before(slot, 1), UInt64.ZERO));
    }

    private Checkpoint checkpoint(UInt64 epoch) {
        UInt64 first = UInt64.of(epoch.toLong() * spec.preset().slotsPerEpoch());
        return Checkpoint.of(epoch, upTo(first).orElseGet(this::head).root());
    }

    private void add(BeaconEntry block) {
        canonical.put(block.slot(), block);
        byRoot.put(block.root(), block);
    }

    private static UInt64 before(UInt64 number, long steps) {
        return number.isLessThan(UInt64.of(steps)) ? UInt64.ZERO : number.minus(UInt64.of(steps));
    }
}
