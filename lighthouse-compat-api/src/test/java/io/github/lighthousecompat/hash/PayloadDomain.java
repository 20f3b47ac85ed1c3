package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Payloads with numbers of every length; the rest of them as arbitrary as a payload of few bytes can be. */
class PayloadDomain extends DomainContextBase {
    @Provide
    Arbitrary<Hash32> hashes() {
        return bytes(Hash32.SIZE).map(Hash32::of);
    }

    @Provide
    Arbitrary<Transactions> transactions() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(20, 70))
                .flatMap(PayloadDomain::bytes)
                .map(Bytes::of)
                .list()
                .ofMaxSize(20)
                .map(Transactions::of);
    }

    @Provide
    Arbitrary<List<Withdrawal>> withdrawals() {
        return Combinators.combine(numbers(), numbers(), addresses(), numbers())
                .as(Withdrawal::of)
                .list()
                .ofMaxSize(16);
    }

    @Provide
    Arbitrary<CapellaPayload> capellaPayloads() {
        return Builders.withBuilder(CapellaPayload::builder)
                .use(hashes())
                .in(CapellaPayload.Builder::parentHash)
                .use(addresses())
                .in(CapellaPayload.Builder::feeRecipient)
                .use(hashes())
                .in(CapellaPayload.Builder::stateRoot)
                .use(hashes())
                .in(CapellaPayload.Builder::receiptsRoot)
                .use(blooms())
                .in(CapellaPayload.Builder::logsBloom)
                .use(hashes())
                .in(CapellaPayload.Builder::prevRandao)
                .use(numbers())
                .in(CapellaPayload.Builder::blockNumber)
                .use(numbers())
                .in(CapellaPayload.Builder::gasLimit)
                .use(numbers())
                .in(CapellaPayload.Builder::gasUsed)
                .use(numbers())
                .in(CapellaPayload.Builder::timestamp)
                .use(extraData())
                .in(CapellaPayload.Builder::extraData)
                .use(largeNumbers())
                .in(CapellaPayload.Builder::baseFeePerGas)
                .use(hashes())
                .in(CapellaPayload.Builder::blockHash)
                .use(transactions())
                .in(CapellaPayload.Builder::transactions)
                .use(withdrawals())
                .in(CapellaPayload.Builder::withdrawals)
                .build(CapellaPayload.Builder::build);
    }

    @Provide
    Arbitrary<DenebPayload> denebPayloads() {
        return Combinators.combine(capellaPayloads(), numbers(), numbers())
                .as((shared, blobGasUsed, excessBlobGas) -> DenebPayload.builder()
                        .from(shared)
                        .blobGasUsed(blobGasUsed)
                        .excessBlobGas(excessBlobGas)
                        .build());
    }

    private static Arbitrary<Address> addresses() {
        return bytes(Address.SIZE).map(Address::of);
    }

    private static Arbitrary<Bloom> blooms() {
        return Arbitraries.oneOf(Arbitraries.just(Bloom.ZERO), bytes(Bloom.SIZE).map(Bloom::of));
    }

    private static Arbitrary<Bytes> extraData() {
        return Arbitraries.integers()
                .between(0, 32)
                .flatMap(PayloadDomain::bytes)
                .map(Bytes::of);
    }

    private static Arbitrary<UInt64> numbers() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(0, Long.SIZE - 1))
                .as((bits, shift) -> UInt64.fromLongBits(bits >>> shift))
                .withoutEdgeCases();
    }

    private static Arbitrary<UInt256> largeNumbers() {
        return Arbitraries.integers()
                .between(0, 32)
                .flatMap(PayloadDomain::bytes)
                .map(bytes -> UInt256.of(new BigInteger(1, bytes)));
    }

    private static Arbitrary<byte[]> bytes(int size) {
        return Arbitraries.bytes().array(byte[].class).ofSize(size).withoutEdgeCases();
    }
}
