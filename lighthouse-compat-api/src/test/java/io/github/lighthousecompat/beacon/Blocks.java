package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Blocks with one of everything, in which no two fields hold the same. */
public final class Blocks {
    /** A signature. */
    public static final Bytes96 SIGNATURE = signature(0x51);

    private static final AttestationData VOTE = AttestationData.builder()
            .slot(UInt64.of(21))
            .index(UInt64.of(22))
            .beaconBlockRoot(hash(23))
            .source(Checkpoint.of(UInt64.of(24), hash(25)))
            .target(Checkpoint.of(UInt64.of(26), hash(27)))
            .build();

    private Blocks() {}

    /** A block of Capella in the sizes of a preset. */
    public static CapellaBlock capella(Preset preset) {
        return CapellaBlock.builder()
                .slot(UInt64.of(1))
                .proposerIndex(UInt64.of(2))
                .parentRoot(hash(3))
                .stateRoot(hash(4))
                .body(capellaBody(preset))
                .build();
    }

    /** A block of Deneb with as many commitments, in the sizes of a preset. */
    public static DenebBlock deneb(Preset preset, int commitments) {
        CapellaBlockBody shared = capellaBody(preset);
        return DenebBlock.builder()
                .from(capella(preset))
                .body(DenebBlockBody.builder()
                        .from(shared)
                        .executionPayload(DenebPayload.builder()
                                .from(shared.executionPayload())
                                .blobGasUsed(UInt64.of(131_072L * commitments))
                                .excessBlobGas(UInt64.ZERO)
                                .build())
                        .blobKzgCommitments(Collections.nCopies(commitments, key(91)))
                        .build())
                .build();
    }

    /** A signed block of Deneb with as many blobs, in the sizes of a preset. */
    public static SignedBlockContents contents(Preset preset, int blobs) {
        return SignedBlockContents.of(
                SignedBlock.of(deneb(preset, blobs), SIGNATURE),
                Collections.nCopies(blobs, key(92)),
                Collections.nCopies(blobs, Blob.ZERO));
    }

    /** A root of one byte over and over. */
    public static Hash32 hash(int seed) {
        return Hash32.of(filled(Hash32.SIZE, seed));
    }

    private static CapellaBlockBody capellaBody(Preset preset) {
        return CapellaBlockBody.builder()
                .randaoReveal(signature(5))
                .eth1Data(Eth1Data.of(hash(6), UInt64.of(7), hash(8)))
                .graffiti(hash(9))
                .addProposerSlashings(ProposerSlashing.of(signedHeader(10), signedHeader(11)))
                .addAttesterSlashings(AttesterSlashing.of(indexed(12), indexed(13)))
                .addAttestations(Attestation.of(Bits.ofSet(13, 0, 5, 12), VOTE, signature(14)))
                .addDeposits(deposit())
                .addVoluntaryExits(
                        SignedVoluntaryExit.of(VoluntaryExit.of(UInt64.of(15), UInt64.of(16)), signature(17)))
                .syncAggregate(SyncAggregate.of(Bits.ofSet(preset.syncCommitteeSize(), 1, 30), signature(18)))
                .executionPayload(payload())
                .addBlsToExecutionChanges(SignedBlsToExecutionChange.of(
                        BlsToExecutionChange.of(UInt64.of(19), key(20), address(21)), signature(22)))
                .build();
    }

    private static CapellaPayload payload() {
        return CapellaPayload.builder()
                .parentHash(hash(31))
                .feeRecipient(address(32))
                .stateRoot(hash(33))
                .receiptsRoot(hash(34))
                .logsBloom(Bloom.ZERO)
                .prevRandao(hash(35))
                .blockNumber(UInt64.of(36))
                .gasLimit(UInt64.of(30_000_000))
                .gasUsed(UInt64.of(21_000))
                .timestamp(UInt64.of(1_700_000_000))
                .extraData(Bytes.parse("0x0708"))
                .baseFeePerGas(UInt256.of(9))
                .blockHash(hash(37))
                .transactions(Transactions.of(List.of(Bytes.parse("0xf801"), Bytes.EMPTY, Bytes.parse("0x02c0"))))
                .addWithdrawals(Withdrawal.of(UInt64.of(38), UInt64.of(39), address(40), UInt64.of(41)))
                .build();
    }

    private static SignedBeaconBlockHeader signedHeader(int seed) {
        return SignedBeaconBlockHeader.of(
                BeaconBlockHeader.builder()
                        .slot(UInt64.of(seed))
                        .proposerIndex(UInt64.of(50))
                        .parentRoot(hash(51))
                        .stateRoot(hash(52))
                        .bodyRoot(hash(53))
                        .build(),
                signature(54));
    }

    private static IndexedAttestation indexed(int seed) {
        return IndexedAttestation.of(List.of(UInt64.of(seed), UInt64.of(60)), VOTE, signature(61));
    }

    private static Deposit deposit() {
        return Deposit.of(
                Collections.nCopies(33, hash(70)),
                DepositData.builder()
                        .pubkey(key(71))
                        .withdrawalCredentials(hash(72))
                        .amount(UInt64.of(32_000_000_000L))
                        .signature(signature(73))
                        .build());
    }

    private static Address address(int seed) {
        return Address.of(filled(Address.SIZE, seed));
    }

    private static Bytes48 key(int seed) {
        return Bytes48.of(filled(Bytes48.SIZE, seed));
    }

    private static Bytes96 signature(int seed) {
        return Bytes96.of(filled(Bytes96.SIZE, seed));
    }

    private static byte[] filled(int size, int seed) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }
}
