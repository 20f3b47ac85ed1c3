package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.BytesArbitraries.address;
import static io.github.lighthousecompat.testkit.BytesArbitraries.bloom;
import static io.github.lighthousecompat.testkit.BytesArbitraries.bytes;
import static io.github.lighthousecompat.testkit.BytesArbitraries.hash32;
import static io.github.lighthousecompat.testkit.BytesArbitraries.often;
import static io.github.lighthousecompat.testkit.BytesArbitraries.seeds;
import static io.github.lighthousecompat.testkit.BytesArbitraries.uint256;
import static io.github.lighthousecompat.testkit.BytesArbitraries.uint64;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.hash.VersionedHash;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitraries for blocks and what they are built from.
 *
 * <p>Empty lists, zeros and the largest numbers come often. A block has at most {@value #MOST_TRANSACTIONS}
 * transactions and a bundle at most one blob, so that a thousand tries take seconds; larger ones are for single
 * examples. Immutable and thread-safe.
 */
public final class EngineArbitraries {
    /** Most transactions of a generated block. */
    public static final int MOST_TRANSACTIONS = 300;

    private static final int MOST_WITHDRAWALS = 16;
    private static final int MOST_EXTRA_DATA = 32;
    private static final int MOST_SLAB = 200;
    private static final int FEW = 6;
    private static final UInt64 CHAIN_ID = UInt64.of(1337);

    private EngineArbitraries() {}

    /** Withdrawals with numbers from the whole range. */
    public static Arbitrary<Withdrawal> withdrawal() {
        return Combinators.combine(uint64(), uint64(), address(), uint64()).as(Withdrawal::of);
    }

    /** None to 16 withdrawals, as many as a block of the main network has. */
    public static Arbitrary<List<Withdrawal>> withdrawals() {
        return often(Arbitraries.just(List.of()), withdrawal().list().ofMaxSize(MOST_WITHDRAWALS));
    }

    /**
     * Transactions of every type but 3 and, with {@code blobs}, of type 3 too: well encoded, and in some lists any
     * bytes, with none at all among them. Lists without blobs keep coming either way.
     */
    public static Arbitrary<Transactions> transactions(boolean blobs) {
        return Arbitraries.frequencyOf(Tuple.of(4, wellFormedTransactions(blobs)), Tuple.of(1, slabs()));
    }

    /** Transactions of every type but 3 and, with {@code blobs}, of type 3 too: all of them well encoded. */
    public static Arbitrary<Transactions> wellFormedTransactions(boolean blobs) {
        Arbitrary<Integer> count = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, FEW)),
                Tuple.of(1, Arbitraries.integers().between(0, MOST_TRANSACTIONS - FEW)));
        Arbitrary<Integer> blobTransactions = blobs ? Arbitraries.integers().between(0, FEW) : Arbitraries.just(0);
        return Combinators.combine(count, blobTransactions, seeds()).as(EngineArbitraries::transactions);
    }

    /** Capella blocks with any hash and without transactions of type 3. */
    public static Arbitrary<CapellaPayload> capellaPayload() {
        return capellaPayload(transactions(false));
    }

    /** Capella blocks that state the hash that they have. */
    public static Arbitrary<CapellaPayload> capellaPayloadWithRightHash() {
        return capellaPayload().map(Hashes::right);
    }

    /** Deneb blocks with any hash; every other one has neither blob gas nor transactions of type 3. */
    public static Arbitrary<DenebPayload> denebPayload() {
        return denebPayload(transactions(true), transactions(false));
    }

    /** What {@code newPayload} takes for Capella blocks with any hash. */
    public static Arbitrary<CapellaNewPayload> capellaNewPayload() {
        return capellaPayload().map(NewPayloadRequest::of);
    }

    /** What {@code newPayload} takes for Capella blocks that state the hash that they have. */
    public static Arbitrary<CapellaNewPayload> capellaNewPayloadWithRightHash() {
        return capellaPayloadWithRightHash().map(NewPayloadRequest::of);
    }

    /** What {@code newPayload} takes for Deneb blocks, with any hashes. */
    public static Arbitrary<DenebNewPayload> denebNewPayload() {
        return Combinators.combine(denebPayload(), hash32().list().ofMaxSize(FEW), hash32())
                .as(NewPayloadRequest::of);
    }

    /** What {@code newPayload} takes for Deneb blocks, with the hashes that they have. */
    public static Arbitrary<DenebNewPayload> denebNewPayloadWithRightHash() {
        return Combinators.combine(denebPayload(wellFormedTransactions(true), wellFormedTransactions(false)), hash32())
                .as((payload, root) -> NewPayloadRequest.of(
                        Hashes.right(payload, root), VersionedHash.in(payload.transactions()), root));
    }

    /** What {@code newPayload} takes, of either fork, with any hashes. */
    public static Arbitrary<NewPayloadRequest> newPayloadRequest() {
        return Arbitraries.oneOf(capellaNewPayload(), denebNewPayload());
    }

    /** What {@code newPayload} takes, of either fork, with the hashes that the blocks have. */
    public static Arbitrary<NewPayloadRequest> newPayloadRequestWithRightHash() {
        return Arbitraries.oneOf(capellaNewPayloadWithRightHash(), denebNewPayloadWithRightHash());
    }

    /** No blob or one, with any bytes for commitment and proof. */
    public static Arbitrary<BlobsBundle> blobsBundle() {
        Arbitrary<BlobsBundle> one = Combinators.combine(
                        BytesArbitraries.bytes48(), BytesArbitraries.bytes48(), BytesArbitraries.blob())
                .as(EngineArbitraries::bundleOf);
        return Arbitraries.oneOf(Arbitraries.just(BlobsBundle.EMPTY), one);
    }

    /** Built Capella blocks. */
    public static Arbitrary<CapellaBuiltPayload> capellaBuiltPayload() {
        return Combinators.combine(capellaPayload(), uint256()).as(BuiltPayload::of);
    }

    /** Built Deneb blocks; blobs and blob transactions have nothing to do with one another. */
    public static Arbitrary<DenebBuiltPayload> denebBuiltPayload() {
        return Combinators.combine(denebPayload(), uint256(), blobsBundle(), Arbitraries.of(true, false))
                .as(BuiltPayload::of);
    }

    /** Attributes of Capella blocks. */
    public static Arbitrary<CapellaAttributes> capellaAttributes() {
        return Combinators.combine(uint64(), hash32(), address(), withdrawals())
                .as((timestamp, randao, recipient, withdrawals) -> CapellaAttributes.builder()
                        .timestamp(timestamp)
                        .prevRandao(randao)
                        .suggestedFeeRecipient(recipient)
                        .withdrawals(withdrawals)
                        .build());
    }

    /** Attributes of Deneb blocks. */
    public static Arbitrary<DenebAttributes> denebAttributes() {
        return Combinators.combine(capellaAttributes(), hash32())
                .as((shared, root) -> DenebAttributes.builder()
                        .from(shared)
                        .parentBeaconBlockRoot(root)
                        .build());
    }

    /** Bodies, with and without withdrawals. */
    public static Arbitrary<PayloadBody> payloadBody() {
        return Combinators.combine(transactions(true), withdrawals().optional()).as(PayloadBody::of);
    }

    private static Arbitrary<CapellaPayload> capellaPayload(Arbitrary<Transactions> transactions) {
        return Builders.withBuilder(CapellaPayload::builder)
                .use(hash32())
                .in(CapellaPayload.Builder::parentHash)
                .use(address())
                .in(CapellaPayload.Builder::feeRecipient)
                .use(hash32())
                .in(CapellaPayload.Builder::stateRoot)
                .use(hash32())
                .in(CapellaPayload.Builder::receiptsRoot)
                .use(bloom())
                .in(CapellaPayload.Builder::logsBloom)
                .use(hash32())
                .in(CapellaPayload.Builder::prevRandao)
                .use(uint64())
                .in(CapellaPayload.Builder::blockNumber)
                .use(uint64())
                .in(CapellaPayload.Builder::gasLimit)
                .use(uint64())
                .in(CapellaPayload.Builder::gasUsed)
                .use(uint64())
                .in(CapellaPayload.Builder::timestamp)
                .use(bytes(MOST_EXTRA_DATA))
                .in(CapellaPayload.Builder::extraData)
                .use(uint256())
                .in(CapellaPayload.Builder::baseFeePerGas)
                .use(hash32())
                .in(CapellaPayload.Builder::blockHash)
                .use(transactions)
                .in(CapellaPayload.Builder::transactions)
                .use(withdrawals())
                .in(CapellaPayload.Builder::withdrawals)
                .build(CapellaPayload.Builder::build);
    }

    private static Arbitrary<DenebPayload> denebPayload(
            Arbitrary<Transactions> withBlobs, Arbitrary<Transactions> withoutBlobs) {
        Arbitrary<UInt64> none = Arbitraries.just(UInt64.ZERO);
        return Arbitraries.oneOf(denebPayload(withBlobs, uint64(), uint64()), denebPayload(withoutBlobs, none, none));
    }

    private static Arbitrary<DenebPayload> denebPayload(
            Arbitrary<Transactions> transactions, Arbitrary<UInt64> blobGasUsed, Arbitrary<UInt64> excessBlobGas) {
        return Combinators.combine(capellaPayload(transactions), blobGasUsed, excessBlobGas)
                .as((shared, used, excess) -> DenebPayload.builder()
                        .from(shared)
                        .blobGasUsed(used)
                        .excessBlobGas(excess)
                        .build());
    }

    private static Transactions transactions(int count, int blobTransactions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FakeTransactions source = new FakeTransactions(random, CHAIN_ID);
        List<Bytes> transactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transactions.add(source.next());
        }
        for (int i = 0; i < blobTransactions; i++) {
            List<Hash32> hashes = new ArrayList<>();
            for (int left = random.nextInt(FEW); left >= 0; left--) {
                hashes.add(VersionedHash.of(Seeds.bytes48(random)));
            }
            transactions.add(random.nextInt(transactions.size() + 1), source.withBlobs(hashes));
        }
        return Transactions.of(transactions);
    }

    /** Transactions of any bytes whose type is not 3. */
    private static Arbitrary<Transactions> slabs() {
        return Combinators.combine(Arbitraries.integers().between(0, MOST_TRANSACTIONS), seeds())
                .as((count, seed) -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    Transactions.Builder transactions = Transactions.builder();
                    for (int i = 0; i < count; i++) {
                        byte[] slab = Seeds.bytes(random, random.nextInt(MOST_SLAB));
                        if (slab.length > 0 && slab[0] == 3) {
                            slab[0] = 2;
                        }
                        transactions.add(Bytes.of(slab));
                    }
                    return transactions.build();
                });
    }

    private static BlobsBundle bundleOf(Bytes48 commitment, Bytes48 proof, Blob blob) {
        return BlobsBundle.of(List.of(commitment), List.of(proof), List.of(blob));
    }
}
