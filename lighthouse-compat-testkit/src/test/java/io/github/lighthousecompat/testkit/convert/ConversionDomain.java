package io.github.lighthousecompat.testkit.convert;

import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.testkit.BeaconArbitraries;
import io.github.lighthousecompat.testkit.BytesArbitraries;
import io.github.lighthousecompat.testkit.EngineArbitraries;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * The testkit's values with blob content laid over them: each kind turns up independently, so that every obstacle is
 * met alone and many values have none. Capella values have blob transactions too, as a broken builder might make them.
 */
public final class ConversionDomain extends DomainContextBase {
    private static final Bytes BLOB_TRANSACTION = Bytes.of((byte) 3);
    private static final int MOST_HASHES = 6;

    @Provide
    Arbitrary<CapellaPayload> capellaPayloads() {
        return Combinators.combine(
                        EngineArbitraries.capellaPayload(),
                        flag(4),
                        Arbitraries.doubles().between(0, 1))
                .as((payload, withBlob, at) -> withBlob ? withBlobTransaction(payload, at) : payload);
    }

    @Provide
    Arbitrary<DenebPayload> denebPayloads() {
        Arbitrary<UInt64> gas = usually(4, UInt64.ZERO, BytesArbitraries.uint64());
        return Combinators.combine(capellaPayloads(), gas, gas)
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
        Arbitrary<List<Hash32>> hashes =
                BytesArbitraries.hash32().list().ofMinSize(1).ofMaxSize(MOST_HASHES);
        return Combinators.combine(denebPayloads(), usually(2, List.of(), hashes), BytesArbitraries.hash32())
                .as(NewPayloadRequest::of);
    }

    @Provide
    Arbitrary<CapellaBuiltPayload> capellaBuiltPayloads() {
        return Combinators.combine(capellaPayloads(), BytesArbitraries.uint256())
                .as(BuiltPayload::of);
    }

    @Provide
    Arbitrary<DenebBuiltPayload> denebBuiltPayloads() {
        return Combinators.combine(
                        denebPayloads(),
                        BytesArbitraries.uint256(),
                        usually(1, BlobsBundle.EMPTY, EngineArbitraries.blobsBundle()),
                        flag(1))
                .as(BuiltPayload::of);
    }

    @Provide
    Arbitrary<CapellaBlock> capellaBlocks() {
        return Combinators.combine(BeaconArbitraries.capellaBlock(Preset.MAINNET), capellaPayloads())
                .as((block, payload) -> CapellaBlock.builder()
                        .from(block)
                        .body(CapellaBlockBody.builder()
                                .from(block.body())
                                .executionPayload(payload)
                                .build())
                        .build());
    }

    @Provide
    Arbitrary<DenebBlock> denebBlocks() {
        Arbitrary<List<Bytes48>> commitments =
                BytesArbitraries.bytes48().list().ofMinSize(1).ofMaxSize(MOST_HASHES);
        return Combinators.combine(
                        BeaconArbitraries.capellaBlock(Preset.MAINNET),
                        denebPayloads(),
                        usually(2, List.of(), commitments))
                .as((shared, payload, of) -> DenebBlock.builder()
                        .from(shared)
                        .body(DenebBlockBody.builder()
                                .from(shared.body())
                                .executionPayload(payload)
                                .blobKzgCommitments(of)
                                .build())
                        .build());
    }

    @Provide
    Arbitrary<Bytes96> signatures() {
        return BytesArbitraries.bytes(Bytes96.SIZE)
                .map(bytes -> Bytes96.of(Arrays.copyOf(bytes.toArray(), Bytes96.SIZE)));
    }

    private static CapellaPayload withBlobTransaction(CapellaPayload payload, double at) {
        Transactions before = payload.transactions();
        int index = (int) (at * before.size());
        Transactions.Builder with = Transactions.builder();
        for (int i = 0; i < before.size(); i++) {
            if (i == index) {
                with.add(BLOB_TRANSACTION);
            }
            with.add(before.get(i));
        }
        if (index == before.size()) {
            with.add(BLOB_TRANSACTION);
        }
        return CapellaPayload.builder().from(payload).transactions(with.build()).build();
    }

    private static Arbitrary<Boolean> flag(int timesUnset) {
        return usually(timesUnset, false, Arbitraries.just(true));
    }

    /** The first {@code times} times as often as the other. */
    private static <T> Arbitrary<T> usually(int times, T usual, Arbitrary<T> other) {
        return Arbitraries.frequencyOf(Tuple.of(times, Arbitraries.just(usual)), Tuple.of(1, other));
    }
}
