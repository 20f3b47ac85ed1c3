package io.github.lighthousecompat.testkit.convert;

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
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Values for the laws of conversion. Each kind of blob content turns up independently, so that every obstacle is met
 * alone and many values have none. Bytes come from a seed: a large value shrinks like a small one.
 */
final class ConversionDomain extends DomainContextBase {
    private static final int LEGACY_TRANSACTION = 0xf8;
    private static final int FEE_TRANSACTION = 0x02;
    private static final int BLOB_TRANSACTION = 0x03;

    @Provide
    Arbitrary<Hash32> hashes() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Hash32.ZERO)), Tuple.of(4, seeded(Hash32.SIZE, Hash32::of)));
    }

    @Provide
    Arbitrary<CapellaPayload> capellaPayloads() {
        return Builders.withBuilder(CapellaPayload::builder)
                .use(hashes())
                .in(CapellaPayload.Builder::parentHash)
                .use(seeded(Address.SIZE, Address::of))
                .in(CapellaPayload.Builder::feeRecipient)
                .use(hashes())
                .in(CapellaPayload.Builder::stateRoot)
                .use(hashes())
                .in(CapellaPayload.Builder::receiptsRoot)
                .use(seeded(Bloom.SIZE, Bloom::of))
                .in(CapellaPayload.Builder::logsBloom)
                .use(hashes())
                .in(CapellaPayload.Builder::prevRandao)
                .use(uint64s())
                .in(CapellaPayload.Builder::blockNumber)
                .use(uint64s())
                .in(CapellaPayload.Builder::gasLimit)
                .use(uint64s())
                .in(CapellaPayload.Builder::gasUsed)
                .use(uint64s())
                .in(CapellaPayload.Builder::timestamp)
                .use(extraData())
                .in(CapellaPayload.Builder::extraData)
                .use(uint256s())
                .in(CapellaPayload.Builder::baseFeePerGas)
                .use(hashes())
                .in(CapellaPayload.Builder::blockHash)
                .use(transactions())
                .in(CapellaPayload.Builder::transactions)
                .use(withdrawals())
                .in(CapellaPayload.Builder::addAllWithdrawals)
                .build(CapellaPayload.Builder::build);
    }

    @Provide
    Arbitrary<DenebPayload> denebPayloads() {
        return Combinators.combine(capellaPayloads(), mostlyZero(), mostlyZero())
                .as((shared, used, excess) -> DenebPayload.builder()
                        .from(shared)
                        .blobGasUsed(used)
                        .excessBlobGas(excess)
                        .build());
    }

    @Provide
    Arbitrary<CapellaNewPayload> capellaRequests() {
        return capellaPayloads().map(NewPayloadRequest::of);
    }

    @Provide
    Arbitrary<DenebNewPayload> denebRequests() {
        Arbitrary<List<Hash32>> versionedHashes =
                usually(2, List.of(), hashes().list().ofMinSize(1).ofMaxSize(6));
        return Combinators.combine(denebPayloads(), versionedHashes, hashes()).as(NewPayloadRequest::of);
    }

    @Provide
    Arbitrary<CapellaBuiltPayload> capellaBuiltPayloads() {
        return Combinators.combine(capellaPayloads(), uint256s()).as(BuiltPayload::of);
    }

    @Provide
    Arbitrary<DenebBuiltPayload> denebBuiltPayloads() {
        return Combinators.combine(
                        denebPayloads(),
                        uint256s(),
                        usually(2, BlobsBundle.EMPTY, bundles()),
                        Arbitraries.of(false, true))
                .as(BuiltPayload::of);
    }

    @Provide
    Arbitrary<CapellaAttributes> capellaAttributes() {
        return Combinators.combine(uint64s(), hashes(), seeded(Address.SIZE, Address::of), withdrawals())
                .as((timestamp, prevRandao, feeRecipient, withdrawals) -> CapellaAttributes.builder()
                        .timestamp(timestamp)
                        .prevRandao(prevRandao)
                        .suggestedFeeRecipient(feeRecipient)
                        .withdrawals(withdrawals)
                        .build());
    }

    @Provide
    Arbitrary<DenebAttributes> denebAttributes() {
        return Combinators.combine(capellaAttributes(), hashes())
                .as((shared, root) -> DenebAttributes.builder()
                        .from(shared)
                        .parentBeaconBlockRoot(root)
                        .build());
    }

    @Provide
    Arbitrary<ForkchoiceState> forkchoiceStates() {
        return Combinators.combine(hashes(), hashes(), hashes()).as(ForkchoiceState::of);
    }

    @Provide
    Arbitrary<PayloadStatus> payloadStatuses() {
        return Combinators.combine(
                        Arbitraries.of(PayloadStatus.Status.class),
                        hashes().optional(),
                        Arbitraries.strings().ofMaxLength(20).optional())
                .as(PayloadStatus::of);
    }

    @Provide
    Arbitrary<ForkchoiceUpdated> forkchoiceAnswers() {
        Arbitrary<PayloadHandle> handles = Combinators.combine(uint64s(), Arbitraries.of(Fork.CAPELLA, Fork.DENEB))
                .as((id, fork) -> PayloadHandle.of("owner", id, fork, 0));
        return Combinators.combine(payloadStatuses(), handles.optional()).as(ForkchoiceUpdated::of);
    }

    @Provide
    Arbitrary<PayloadBody> payloadBodies() {
        return Combinators.combine(transactions(), withdrawals().optional()).as(PayloadBody::of);
    }

    @Provide
    Arbitrary<ClientVersion> clientVersions() {
        Arbitrary<String> texts = Arbitraries.strings().alpha().ofMaxLength(10);
        return Combinators.combine(texts, texts, texts, texts).as(ClientVersion::of);
    }

    /** None, some or 300, one in five with a blob transaction somewhere. */
    private static Arbitrary<Transactions> transactions() {
        Arbitrary<Integer> counts = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(6, Arbitraries.integers().between(1, 8)),
                Tuple.of(1, Arbitraries.of(127, 128, 129, 300)));
        return Combinators.combine(counts, usually(4, false, Arbitraries.just(true)), seeds())
                .as(ConversionDomain::transactions);
    }

    private static Transactions transactions(int count, boolean withBlobTransaction, long seed) {
        Random random = new Random(seed);
        Transactions.Builder builder = Transactions.builder();
        int blobAt = withBlobTransaction && count > 0 ? random.nextInt(count) : -1;
        for (int i = 0; i < count; i++) {
            byte[] transaction = new byte[random.nextInt(60)];
            random.nextBytes(transaction);
            if (i == blobAt) {
                builder.add(Bytes.of((byte) BLOB_TRANSACTION));
            } else if (transaction.length > 0) {
                transaction[0] = (byte) (random.nextBoolean() ? FEE_TRANSACTION : LEGACY_TRANSACTION);
                builder.add(transaction, 0, transaction.length);
            } else {
                builder.add(Bytes.EMPTY);
            }
        }
        return builder.build();
    }

    private static Arbitrary<List<Withdrawal>> withdrawals() {
        Arbitrary<Withdrawal> one = Combinators.combine(
                        uint64s(), uint64s(), seeded(Address.SIZE, Address::of), uint64s())
                .as(Withdrawal::of);
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(List.of())),
                Tuple.of(3, one.list().ofMinSize(1).ofMaxSize(15)),
                Tuple.of(1, one.list().ofSize(16)));
    }

    private static Arbitrary<BlobsBundle> bundles() {
        return Combinators.combine(
                        seeded(Bytes48.SIZE, Bytes48::of),
                        seeded(Bytes48.SIZE, Bytes48::of),
                        seeded(Blob.SIZE, Blob::of))
                .as((commitment, proof, blob) -> BlobsBundle.of(List.of(commitment), List.of(proof), List.of(blob)));
    }

    private static Arbitrary<Bytes> extraData() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(32).map(Bytes::of);
    }

    private static Arbitrary<UInt64> mostlyZero() {
        return usually(4, UInt64.ZERO, uint64s());
    }

    /** The edges are choices of their own: among the fifteen fields of a payload those of jqwik hardly ever meet. */
    private static Arbitrary<UInt64> uint64s() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(UInt64.ZERO, UInt64.MAX)),
                Tuple.of(3, Arbitraries.longs().map(UInt64::fromLongBits)));
    }

    private static Arbitrary<UInt256> uint256s() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(UInt256.ZERO, UInt256.MAX)),
                Tuple.of(
                        2,
                        Arbitraries.bigIntegers()
                                .between(BigInteger.ZERO, UInt256.MAX.toBigInteger())
                                .map(UInt256::of)));
    }

    private static <T> Arbitrary<T> seeded(int size, Function<byte[], T> of) {
        return seeds().map(seed -> {
            byte[] bytes = new byte[size];
            new Random(seed).nextBytes(bytes);
            return of.apply(bytes);
        });
    }

    private static Arbitrary<Long> seeds() {
        return Arbitraries.longs().withoutEdgeCases();
    }

    /** The first {@code times} times as often as the other. */
    private static <T> Arbitrary<T> usually(int times, T usual, Arbitrary<T> other) {
        return Arbitraries.frequencyOf(Tuple.of(times, Arbitraries.just(usual)), Tuple.of(1, other));
    }
}
