package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;

@Domain(PayloadDomain.class)
class BlockHashPropertyTest {
    private static final byte[] NO_OMMERS = Oracles.keccak(new byte[] {(byte) 0xc0});

    @Property
    void of_capellaPayload_equalsTheHeaderWrittenByTuweni(@ForAll CapellaPayload payload) {
        Hash32 expected = hash(writer -> writeShared(writer, payload));

        assertThat(BlockHash.of(payload)).isEqualTo(expected);
        assertThat(BlockHash.of(NewPayloadRequest.of(payload))).isEqualTo(expected);
    }

    @Property
    void of_denebPayload_equalsTheHeaderWrittenByTuweni(@ForAll DenebPayload payload, @ForAll Hash32 parentRoot) {
        Hash32 expected = hash(writer -> {
            writeShared(writer, payload);
            write(writer, payload.blobGasUsed());
            write(writer, payload.excessBlobGas());
            writer.writeByteArray(parentRoot.toArray());
        });

        assertThat(BlockHash.of(payload, parentRoot)).isEqualTo(expected);
        assertThat(BlockHash.of(NewPayloadRequest.of(payload, List.of(), parentRoot)))
                .isEqualTo(expected);
    }

    @Property
    void of_statedHash_takesNoPart(@ForAll CapellaPayload payload, @ForAll Hash32 stated) {
        CapellaPayload restated =
                CapellaPayload.builder().from(payload).blockHash(stated).build();

        assertThat(BlockHash.of(restated)).isEqualTo(BlockHash.of(payload));
    }

    @Property
    void transactionsRoot_equalsTheDefinition(@ForAll Transactions transactions) {
        assertThat(BlockHash.transactionsRoot(transactions)).isEqualTo(root(arrays(transactions)));
    }

    @Property
    void withdrawalsRoot_equalsTheDefinition(@ForAll List<Withdrawal> withdrawals) {
        assertThat(BlockHash.withdrawalsRoot(withdrawals)).isEqualTo(root(encoded(withdrawals)));
    }

    private static void writeShared(RLPWriter writer, ExecutionPayload payload) {
        writer.writeByteArray(payload.parentHash().toArray());
        writer.writeByteArray(NO_OMMERS);
        writer.writeByteArray(payload.feeRecipient().toArray());
        writer.writeByteArray(payload.stateRoot().toArray());
        writer.writeByteArray(root(arrays(payload.transactions())).toArray());
        writer.writeByteArray(payload.receiptsRoot().toArray());
        writer.writeByteArray(payload.logsBloom().toArray());
        writer.writeInt(0);
        write(writer, payload.blockNumber());
        write(writer, payload.gasLimit());
        write(writer, payload.gasUsed());
        write(writer, payload.timestamp());
        writer.writeByteArray(payload.extraData().toArray());
        writer.writeByteArray(payload.prevRandao().toArray());
        writer.writeByteArray(new byte[8]);
        write(writer, payload.baseFeePerGas());
        writer.writeByteArray(root(encoded(payload.withdrawals())).toArray());
    }

    private static List<byte[]> arrays(Transactions transactions) {
        return IntStream.range(0, transactions.size())
                .mapToObj(transactions::get)
                .map(Bytes::toArray)
                .toList();
    }

    private static List<byte[]> encoded(List<Withdrawal> withdrawals) {
        return withdrawals.stream()
                .map(withdrawal -> RLP.encodeList(writer -> {
                            write(writer, withdrawal.index());
                            write(writer, withdrawal.validatorIndex());
                            writer.writeByteArray(withdrawal.address().toArray());
                            write(writer, withdrawal.amount());
                        })
                        .toArrayUnsafe())
                .toList();
    }

    private static Hash32 root(List<byte[]> values) {
        return values.isEmpty() ? Hash32.of(Oracles.keccak(new byte[] {(byte) 0x80})) : NaiveTrie.root(values);
    }

    private static void write(RLPWriter writer, UInt64 number) {
        write(writer, UInt256.fromLongs(0, 0, 0, number.longBits()));
    }

    private static void write(RLPWriter writer, UInt256 number) {
        writer.writeBigInteger(number.toBigInteger());
    }

    private static Hash32 hash(Consumer<RLPWriter> fields) {
        return Hash32.of(Oracles.keccak(RLP.encodeList(fields).toArrayUnsafe()));
    }
}
