package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.AggregateAndProof;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.AttesterSlashing;
import io.github.lighthousecompat.beacon.BeaconBlockHeader;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.BlsToExecutionChange;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.ContributionAndProof;
import io.github.lighthousecompat.beacon.Deposit;
import io.github.lighthousecompat.beacon.DepositData;
import io.github.lighthousecompat.beacon.Eth1Data;
import io.github.lighthousecompat.beacon.IndexedAttestation;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProposerSlashing;
import io.github.lighthousecompat.beacon.SignedAggregateAndProof;
import io.github.lighthousecompat.beacon.SignedBeaconBlockHeader;
import io.github.lighthousecompat.beacon.SignedBlsToExecutionChange;
import io.github.lighthousecompat.beacon.SignedContributionAndProof;
import io.github.lighthousecompat.beacon.SignedVoluntaryExit;
import io.github.lighthousecompat.beacon.SyncAggregate;
import io.github.lighthousecompat.beacon.SyncCommitteeContribution;
import io.github.lighthousecompat.beacon.SyncCommitteeMessage;
import io.github.lighthousecompat.beacon.VoluntaryExit;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a block holds, made from a random source in the sizes of a preset. Zeros and largest numbers come often. */
final class BeaconSeeds {
    private static final int EDGE_IN = 10;
    private static final int DEPOSIT_PROOF = 33;
    private static final int FEW = 5;

    private final SplittableRandom random;
    private final Preset preset;

    BeaconSeeds(long seed, Preset preset) {
        this.random = new SplittableRandom(seed);
        this.preset = preset;
    }

    <T> List<T> list(int count, Supplier<T> element) {
        return Stream.generate(element).limit(count).toList();
    }

    UInt64 number() {
        return switch (random.nextInt(EDGE_IN)) {
            case 0 -> UInt64.ZERO;
            case 1 -> UInt64.MAX;
            case 2 -> UInt64.of(random.nextInt(1000));
            default -> UInt64.fromLongBits(random.nextLong());
        };
    }

    Hash32 root() {
        return Seeds.hash(random);
    }

    Bytes96 signature() {
        return Bytes96.of(Seeds.bytes(random, Bytes96.SIZE));
    }

    Bits bits(int size) {
        return Bits.ofSet(
                size, IntStream.range(0, size).filter(i -> random.nextBoolean()).toArray());
    }

    /** Any number of bits up to {@code most}, and often around the bounds of bytes and chunks. */
    private Bits bitsUpTo(int most) {
        int[] edges = {0, 1, 7, 8, 9, 255, 256, 257, most - 1, most};
        int size = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(most + 1);
        return bits(Math.min(size, most));
    }

    Checkpoint checkpoint() {
        return Checkpoint.of(number(), root());
    }

    Eth1Data eth1Data() {
        return Eth1Data.of(root(), number(), root());
    }

    BeaconBlockHeader header() {
        return BeaconBlockHeader.builder()
                .slot(number())
                .proposerIndex(number())
                .parentRoot(root())
                .stateRoot(root())
                .bodyRoot(root())
                .build();
    }

    SignedBeaconBlockHeader signedHeader() {
        return SignedBeaconBlockHeader.of(header(), signature());
    }

    AttestationData attestationData() {
        return AttestationData.builder()
                .slot(number())
                .index(number())
                .beaconBlockRoot(root())
                .source(checkpoint())
                .target(checkpoint())
                .build();
    }

    Attestation attestation() {
        return Attestation.of(bitsUpTo(preset.maxValidatorsPerCommittee()), attestationData(), signature());
    }

    IndexedAttestation indexedAttestation() {
        return IndexedAttestation.of(list(random.nextInt(FEW), this::number), attestationData(), signature());
    }

    AttesterSlashing attesterSlashing() {
        return AttesterSlashing.of(indexedAttestation(), indexedAttestation());
    }

    ProposerSlashing proposerSlashing() {
        return ProposerSlashing.of(signedHeader(), signedHeader());
    }

    Deposit deposit() {
        DepositData data = DepositData.builder()
                .pubkey(Seeds.bytes48(random))
                .withdrawalCredentials(root())
                .amount(number())
                .signature(signature())
                .build();
        return Deposit.of(list(DEPOSIT_PROOF, this::root), data);
    }

    SignedVoluntaryExit exit() {
        return SignedVoluntaryExit.of(VoluntaryExit.of(number(), number()), signature());
    }

    SignedBlsToExecutionChange change() {
        return SignedBlsToExecutionChange.of(
                BlsToExecutionChange.of(number(), Seeds.bytes48(random), Seeds.address(random)), signature());
    }

    SyncAggregate syncAggregate() {
        return SyncAggregate.of(bits(preset.syncCommitteeSize()), signature());
    }

    SignedAggregateAndProof aggregateAndProof() {
        return SignedAggregateAndProof.of(AggregateAndProof.of(number(), attestation(), signature()), signature());
    }

    SyncCommitteeMessage syncCommitteeMessage() {
        return SyncCommitteeMessage.builder()
                .slot(number())
                .beaconBlockRoot(root())
                .validatorIndex(number())
                .signature(signature())
                .build();
    }

    SyncCommitteeContribution contribution() {
        return SyncCommitteeContribution.builder()
                .slot(number())
                .beaconBlockRoot(root())
                .subcommitteeIndex(number())
                .aggregationBits(bits(preset.syncSubcommitteeSize()))
                .signature(signature())
                .build();
    }

    SignedContributionAndProof contributionAndProof() {
        return SignedContributionAndProof.of(
                ContributionAndProof.of(number(), contribution(), signature()), signature());
    }

    BlobSidecar blobSidecar() {
        return BlobSidecar.builder()
                .index(number())
                .blob(Seeds.blob(random))
                .kzgCommitment(Seeds.bytes48(random))
                .kzgProof(Seeds.bytes48(random))
                .signedBlockHeader(signedHeader())
                .kzgCommitmentInclusionProof(list(preset.kzgCommitmentInclusionProofDepth(), this::root))
                .build();
    }
}
