package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.SyncStatus;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Values of every kind from a seed, with edges (nothing, zero, the largest) far more often than chance would have them.
 */
final class WireValues {
    private final Random random;

    WireValues(long seed) {
        this.random = new Random(seed);
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        if (random.nextInt(8) > 0) {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    Hash32 hash() {
        return Hash32.of(bytes(Hash32.SIZE));
    }

    Address address() {
        return Address.of(bytes(Address.SIZE));
    }

    Bloom bloom() {
        return Bloom.of(bytes(Bloom.SIZE));
    }

    UInt64 uint64() {
        return switch (random.nextInt(6)) {
            case 0 -> UInt64.ZERO;
            case 1 -> UInt64.MAX;
            default -> UInt64.fromLongBits(random.nextLong() >>> random.nextInt(64));
        };
    }

    UInt256 uint256() {
        return switch (random.nextInt(6)) {
            case 0 -> UInt256.ZERO;
            case 1 -> UInt256.MAX;
            default -> UInt256.of(new BigInteger(random.nextInt(257), random));
        };
    }

    Transactions transactions() {
        Transactions.Builder transactions = Transactions.builder();
        for (int i = random.nextInt(5) == 0 ? 0 : random.nextInt(12); i > 0; i--) {
            transactions.add(Bytes.of(bytes(random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(200))));
        }
        return transactions.build();
    }

    Withdrawal withdrawal() {
        return Withdrawal.of(uint64(), uint64(), address(), uint64());
    }

    List<Withdrawal> withdrawals() {
        return list(16, this::withdrawal);
    }

    CapellaPayload capella() {
        return CapellaPayload.builder()
                .parentHash(hash())
                .feeRecipient(address())
                .stateRoot(hash())
                .receiptsRoot(hash())
                .logsBloom(bloom())
                .prevRandao(hash())
                .blockNumber(uint64())
                .gasLimit(uint64())
                .gasUsed(uint64())
                .timestamp(uint64())
                .extraData(Bytes.of(bytes(random.nextInt(33))))
                .baseFeePerGas(uint256())
                .blockHash(hash())
                .transactions(transactions())
                .withdrawals(withdrawals())
                .build();
    }

    DenebPayload deneb() {
        return deneb(transactions());
    }

    DenebPayload deneb(Transactions transactions) {
        return DenebPayload.builder()
                .parentHash(hash())
                .feeRecipient(address())
                .stateRoot(hash())
                .receiptsRoot(hash())
                .logsBloom(bloom())
                .prevRandao(hash())
                .blockNumber(uint64())
                .gasLimit(uint64())
                .gasUsed(uint64())
                .timestamp(uint64())
                .extraData(Bytes.of(bytes(random.nextInt(33))))
                .baseFeePerGas(uint256())
                .blockHash(hash())
                .transactions(transactions)
                .withdrawals(withdrawals())
                .blobGasUsed(uint64())
                .excessBlobGas(uint64())
                .build();
    }

    CapellaAttributes capellaAttributes() {
        return CapellaAttributes.builder()
                .timestamp(uint64())
                .prevRandao(hash())
                .suggestedFeeRecipient(address())
                .withdrawals(withdrawals())
                .build();
    }

    DenebAttributes denebAttributes() {
        return DenebAttributes.builder()
                .timestamp(uint64())
                .prevRandao(hash())
                .suggestedFeeRecipient(address())
                .withdrawals(withdrawals())
                .parentBeaconBlockRoot(hash())
                .build();
    }

    ForkchoiceState state() {
        return ForkchoiceState.of(hash(), hash(), hash());
    }

    CapellaBuiltPayload builtCapella() {
        return BuiltPayload.of(capella(), uint256());
    }

    /** With no blob, or rarely one: they are large. */
    DenebBuiltPayload builtDeneb() {
        return BuiltPayload.of(deneb(), uint256(), bundle(random.nextInt(20) == 0 ? 1 : 0), random.nextBoolean());
    }

    BlobsBundle bundle(int count) {
        List<Bytes48> commitments = new ArrayList<>();
        List<Bytes48> proofs = new ArrayList<>();
        List<Blob> blobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commitments.add(Bytes48.of(bytes(Bytes48.SIZE)));
            proofs.add(Bytes48.of(bytes(Bytes48.SIZE)));
            blobs.add(Blob.of(bytes(Blob.SIZE)));
        }
        return BlobsBundle.of(commitments, proofs, blobs);
    }

    PayloadStatus status() {
        PayloadStatus.Status[] all = PayloadStatus.Status.values();
        return PayloadStatus.of(all[random.nextInt(all.length)], optional(this::hash), optional(this::text));
    }

    ForkchoiceAnswer forkchoice() {
        return new ForkchoiceAnswer(status(), optional(this::uint64));
    }

    List<Optional<PayloadBody>> bodies() {
        return list(4, () -> optional(() -> PayloadBody.of(transactions(), optional(this::withdrawals))));
    }

    Set<String> capabilities() {
        return new TreeSet<>(list(8, this::text));
    }

    ClientVersion clientVersion() {
        return ClientVersion.of(text(), text(), text(), HexFormat.of().formatHex(bytes(4)));
    }

    List<ClientVersion> clientVersions() {
        return list(3, this::clientVersion);
    }

    SyncStatus syncing() {
        return random.nextInt(3) == 0
                ? SyncStatus.SYNCED
                : SyncStatus.of(true, optional(this::uint64), optional(this::uint64));
    }

    Optional<ExecutionBlock> block() {
        return optional(() -> ExecutionBlock.builder()
                .hash(hash())
                .parentHash(hash())
                .feeRecipient(address())
                .stateRoot(hash())
                .transactionsRoot(hash())
                .receiptsRoot(hash())
                .logsBloom(bloom())
                .prevRandao(hash())
                .number(uint64())
                .gasLimit(uint64())
                .gasUsed(uint64())
                .timestamp(uint64())
                .extraData(Bytes.of(bytes(random.nextInt(100))))
                .transactions(list(10, this::hash))
                .baseFeePerGas(optional(this::uint256))
                .withdrawalsRoot(optional(this::hash))
                .withdrawals(optional(this::withdrawals))
                .blobGasUsed(optional(this::uint64))
                .excessBlobGas(optional(this::uint64))
                .parentBeaconBlockRoot(optional(this::hash))
                .build());
    }

    /** Text with everything that JSON escapes, and characters of one to four bytes. */
    String text() {
        String alphabet = "aZ09 _\"\\/\b\f\n\r\t\u0000\u001f\u007f\u00e9\u20ac\ud83d\ude00";
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    <T> List<T> list(int most, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(5) == 0 ? random.nextBoolean() ? 0 : most : random.nextInt(most + 1); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    private <T> Optional<T> optional(Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value.get());
    }
}
