package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.Withdrawal;
import java.util.List;

/**
 * Puts together what {@code newPayload} takes: of a block that was built, of one that was read back, or of a beacon
 * block. Pure functions, safe for use from any thread.
 */
public final class PayloadAssembly {
    private PayloadAssembly() {}

    /**
     * The request for a block that was just built.
     *
     * @param attributes what it was built with; the parent beacon block root of a Deneb block stands nowhere else
     * @throws IllegalArgumentException if the two are of different forks
     */
    public static NewPayloadRequest of(BuiltPayload built, PayloadAttributes attributes) {
        if (built instanceof DenebBuiltPayload deneb && attributes instanceof DenebAttributes with) {
            return NewPayloadRequest.of(
                    deneb.payload(), versionedHashes(deneb.blobsBundle().commitments()), with.parentBeaconBlockRoot());
        }
        if (built instanceof CapellaBuiltPayload capella && attributes instanceof CapellaAttributes) {
            return NewPayloadRequest.of(capella.payload());
        }
        throw new IllegalArgumentException(
                "a payload of " + built.fork() + " was not built with attributes of " + attributes.fork());
    }

    /**
     * The request for a block that was read back, header and body; the fork follows from what its header holds.
     *
     * <p>The hash is taken from the header as it is: {@link BlockHash} tells whether it is that of the content.
     *
     * @throws IllegalArgumentException if the block is from before Shanghai
     * @throws MalformedTransactionException if a blob transaction can't be read
     */
    public static NewPayloadRequest of(ExecutionBlock header, PayloadBody body) {
        List<Withdrawal> withdrawals = body.withdrawals()
                .orElseThrow(() -> new IllegalArgumentException(
                        "block " + header.number() + " is from before Shanghai: it has no withdrawals"));
        return header.parentBeaconBlockRoot().isPresent()
                ? NewPayloadRequest.of(
                        deneb(header, body, withdrawals),
                        VersionedHash.in(body.transactions()),
                        header.parentBeaconBlockRoot().get())
                : NewPayloadRequest.of(capella(header, body, withdrawals));
    }

    /**
     * The request for the payload of a beacon block: a block of Deneb tells with its commitments which blobs the
     * payload names, and its parent is the parent beacon block.
     *
     * <p>The payload is shared as it is: {@link BlockHash} tells whether its hash is that of the content.
     */
    public static NewPayloadRequest of(BeaconBlock block) {
        if (block instanceof DenebBlock deneb) {
            return NewPayloadRequest.of(
                    deneb.body().executionPayload(),
                    versionedHashes(deneb.body().blobKzgCommitments()),
                    deneb.parentRoot());
        }
        return NewPayloadRequest.of(((CapellaBlock) block).body().executionPayload());
    }

    private static List<Hash32> versionedHashes(List<Bytes48> commitments) {
        return commitments.stream().map(VersionedHash::of).toList();
    }

    private static CapellaPayload capella(ExecutionBlock header, PayloadBody body, List<Withdrawal> withdrawals) {
        return CapellaPayload.builder()
                .parentHash(header.parentHash())
                .feeRecipient(header.feeRecipient())
                .stateRoot(header.stateRoot())
                .receiptsRoot(header.receiptsRoot())
                .logsBloom(header.logsBloom())
                .prevRandao(header.prevRandao())
                .blockNumber(header.number())
                .gasLimit(header.gasLimit())
                .gasUsed(header.gasUsed())
                .timestamp(header.timestamp())
                .extraData(header.extraData())
                .baseFeePerGas(header.baseFeePerGas().orElse(UInt256.ZERO))
                .blockHash(header.hash())
                .transactions(body.transactions())
                .withdrawals(withdrawals)
                .build();
    }

    private static DenebPayload deneb(ExecutionBlock header, PayloadBody body, List<Withdrawal> withdrawals) {
        return DenebPayload.builder()
                .from(capella(header, body, withdrawals))
                .blobGasUsed(header.blobGasUsed().orElseThrow(() -> incomplete(header, "blobGasUsed")))
                .excessBlobGas(header.excessBlobGas().orElseThrow(() -> incomplete(header, "excessBlobGas")))
                .build();
    }

    private static IllegalArgumentException incomplete(ExecutionBlock header, String field) {
        return new IllegalArgumentException(
                "block " + header.number() + " has a parent beacon block root but no " + field);
    }
}
