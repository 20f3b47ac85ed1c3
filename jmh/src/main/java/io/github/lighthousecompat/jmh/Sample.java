package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.Eth1Data;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SyncAggregate;
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
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The blocks that benchmarks work on. Each is the same in every run, and random so that no digit is more likely. */
public enum Sample {
    /** 150 transactions of 200 to 1,500 bytes: 130 KiB, twice that as JSON. */
    P128K(150, 1_500, 0),
    /** A full block, 300 transactions of 200 to 8,192 bytes: 1.2 MB, twice that as JSON. */
    P1200K(300, 8_192, 0),
    /** The first block with six blobs of 128 KiB: 1.8 MB as JSON. */
    BLOBS6(150, 1_500, 6);

    private static final int SMALLEST = 200;
    private static final int WITHDRAWALS = 16;
    private static final int COMMITTEE = 480;
    private static final int SLOT = 8_626_178;

    private final int transactions;
    private final int largest;
    private final int blobs;

    Sample(int transactions, int largest, int blobs) {
        this.transactions = transactions;
        this.largest = largest;
        this.blobs = blobs;
    }

    /** What an execution layer hands out for {@code getPayload}. */
    public DenebBuiltPayload built() {
        Source source = new Source(new SplittableRandom(1));
        DenebPayload payload = source.payload(many(transactions, () -> source.transaction(largest)));
        BlobsBundle bundle =
                BlobsBundle.of(many(blobs, source::bytes48), many(blobs, source::bytes48), many(blobs, source::blob));
        return BuiltPayload.of(payload, UInt256.of(31_415_926_535L), bundle, false);
    }

    /** A block with the payload of {@link #built()} and as many attestations as there can be. */
    public DenebSignedBlock signedBlock() {
        Source source = new Source(new SplittableRandom(2));
        DenebBuiltPayload built = built();
        DenebBlockBody body = DenebBlockBody.builder()
                .randaoReveal(source.bytes96())
                .eth1Data(Eth1Data.of(source.hash(), UInt64.of(1_234_567), source.hash()))
                .graffiti(source.hash())
                .attestations(many(Preset.MAINNET.maxAttestations(), source::attestation))
                .syncAggregate(SyncAggregate.of(source.bits(Preset.MAINNET.syncCommitteeSize()), source.bytes96()))
                .executionPayload(built.payload())
                .blobKzgCommitments(built.blobsBundle().commitments())
                .build();
        DenebBlock block = DenebBlock.builder()
                .slot(UInt64.of(SLOT))
                .proposerIndex(UInt64.of(source.random().nextInt(1 << 20)))
                .parentRoot(source.hash())
                .stateRoot(source.hash())
                .body(body)
                .build();
        return SignedBlock.of(block, source.bytes96());
    }

    private static <T> List<T> many(int count, Supplier<T> one) {
        return Stream.generate(one).limit(count).toList();
    }

    private record Source(SplittableRandom random) {
        DenebPayload payload(List<Bytes> transactions) {
            return DenebPayload.builder()
                    .parentHash(hash())
                    .feeRecipient(address())
                    .stateRoot(hash())
                    .receiptsRoot(hash())
                    .logsBloom(Bloom.of(bytes(Bloom.SIZE)))
                    .prevRandao(hash())
                    .blockNumber(UInt64.of(19_426_587))
                    .gasLimit(UInt64.of(30_000_000))
                    .gasUsed(UInt64.of(17_345_678))
                    .timestamp(UInt64.of(1_710_338_135))
                    .extraData(Bytes.of(bytes(Hash32.SIZE)))
                    .baseFeePerGas(UInt256.of(7_000_000_000L))
                    .blockHash(hash())
                    .transactions(Transactions.of(transactions))
                    .withdrawals(many(WITHDRAWALS, this::withdrawal))
                    .blobGasUsed(UInt64.of(786_432))
                    .excessBlobGas(UInt64.ZERO)
                    .build();
        }

        Bytes transaction(int largest) {
            return Bytes.of(bytes(random.nextInt(SMALLEST, largest + 1)));
        }

        Withdrawal withdrawal() {
            return Withdrawal.of(
                    UInt64.of(random.nextInt(1 << 26)),
                    UInt64.of(random.nextInt(1 << 20)),
                    address(),
                    UInt64.of(random.nextInt(1 << 25)));
        }

        Attestation attestation() {
            AttestationData data = AttestationData.builder()
                    .slot(UInt64.of(SLOT - 1 - random.nextInt(32)))
                    .index(UInt64.of(random.nextInt(64)))
                    .beaconBlockRoot(hash())
                    .source(Checkpoint.of(UInt64.of(SLOT / 32 - 1), hash()))
                    .target(Checkpoint.of(UInt64.of(SLOT / 32), hash()))
                    .build();
            return Attestation.of(bits(COMMITTEE), data, bytes96());
        }

        Bits bits(int size) {
            return Bits.ofSet(
                    size,
                    IntStream.range(0, size).filter(i -> random.nextInt(8) > 0).toArray());
        }

        Hash32 hash() {
            return Hash32.of(bytes(Hash32.SIZE));
        }

        Address address() {
            return Address.of(bytes(Address.SIZE));
        }

        Bytes96 bytes96() {
            return Bytes96.of(bytes(Bytes96.SIZE));
        }

        Bytes48 bytes48() {
            return Bytes48.of(bytes(Bytes48.SIZE));
        }

        Blob blob() {
            return Blob.of(bytes(Blob.SIZE));
        }

        byte[] bytes(int count) {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        }
    }
}
