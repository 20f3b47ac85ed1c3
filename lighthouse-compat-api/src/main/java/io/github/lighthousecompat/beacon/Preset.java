package io.github.lighthousecompat.beacon;

import java.util.Map;
import org.immutables.value.Value;

/**
 * The sizes that are set when a chain is made: how long an epoch is, and how many elements the lists and vectors of its
 * structures may have.
 *
 * <p>The encoding and the root of a block depend on them, so that a value of one preset is not one of another. Three
 * presets are known by name; others are data like them, made by the builder. Immutable and thread-safe. Specification:
 * the folder {@code presets} of the consensus specifications; the accessors have its names.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface Preset permits ImmutablePreset {
    /** That of the main network and of the public test networks. */
    Preset MAINNET = builder()
            .name("mainnet")
            .slotsPerEpoch(32)
            .syncCommitteeSize(512)
            .maxWithdrawalsPerPayload(16)
            .maxBlobCommitmentsPerBlock(4096)
            .maxBlobsPerBlock(6)
            .build();

    /**
     * That of short-lived test chains, as Lighthouse up to v5.3.0 has it.
     *
     * <p>The specification has raised the number of commitments in this preset since, from 16 to 32 and then to 4,096,
     * and the root of every block of Deneb changes with it: for a node of a later one set
     * {@link #maxBlobCommitmentsPerBlock()} to what the node reports as {@code MAX_BLOB_COMMITMENTS_PER_BLOCK}.
     */
    Preset MINIMAL = builder()
            .name("minimal")
            .slotsPerEpoch(8)
            .syncCommitteeSize(32)
            .maxWithdrawalsPerPayload(4)
            .maxBlobCommitmentsPerBlock(16)
            .maxBlobsPerBlock(6)
            .build();

    /** That of Gnosis Chain and its test network. */
    Preset GNOSIS = builder()
            .name("gnosis")
            .slotsPerEpoch(16)
            .syncCommitteeSize(512)
            .maxWithdrawalsPerPayload(8)
            .maxBlobCommitmentsPerBlock(4096)
            .maxBlobsPerBlock(6)
            .build();

    /** Starts with what all three presets share. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** What it is called; a node reports it as {@code PRESET_BASE}. */
    String name();

    /** Slots of an epoch. */
    int slotsPerEpoch();

    /** Most validators of a committee. */
    @Value.Default
    default int maxValidatorsPerCommittee() {
        return 2048;
    }

    /** Most proposer slashings of a block. */
    @Value.Default
    default int maxProposerSlashings() {
        return 16;
    }

    /** Most attester slashings of a block. */
    @Value.Default
    default int maxAttesterSlashings() {
        return 2;
    }

    /** Most attestations of a block. */
    @Value.Default
    default int maxAttestations() {
        return 128;
    }

    /** Most deposits of a block. */
    @Value.Default
    default int maxDeposits() {
        return 16;
    }

    /** Most voluntary exits of a block. */
    @Value.Default
    default int maxVoluntaryExits() {
        return 16;
    }

    /** Members of the sync committee. */
    int syncCommitteeSize();

    /** Parts of the sync committee; what the specification calls {@code SYNC_COMMITTEE_SUBNET_COUNT}. */
    @Value.Default
    default int syncCommitteeSubnetCount() {
        return 4;
    }

    /** Most bytes of a transaction. */
    @Value.Default
    default int maxBytesPerTransaction() {
        return 1_073_741_824;
    }

    /** Most transactions of a block. */
    @Value.Default
    default int maxTransactionsPerPayload() {
        return 1_048_576;
    }

    /** Most changes of withdrawal credentials of a block. */
    @Value.Default
    default int maxBlsToExecutionChanges() {
        return 16;
    }

    /** Most withdrawals of a block. */
    int maxWithdrawalsPerPayload();

    /** For how many KZG commitments the list in a block of Deneb has room; the root of its body depends on it. */
    int maxBlobCommitmentsPerBlock();

    /** Most blobs that a block of Deneb may have, which is far fewer than its list of commitments has room for. */
    int maxBlobsPerBlock();

    /** Members of one part of the sync committee. */
    @Value.Derived
    default int syncSubcommitteeSize() {
        return syncCommitteeSize() / syncCommitteeSubnetCount();
    }

    /** Hashes from a KZG commitment up to the root of its block's body. */
    @Value.Derived
    default int kzgCommitmentInclusionProofDepth() {
        return PresetChecks.inclusionProofDepth(maxBlobCommitmentsPerBlock());
    }

    /** What a node says of this preset in {@code /eth/v1/config/spec}: its name and its sizes, by the names there. */
    default Map<String, String> entries() {
        return PresetEntries.of(this);
    }

    /** Every size is positive. */
    @Value.Check
    default void check() {
        PresetChecks.check(this);
    }

    /** Makes a {@link Preset}; every attribute without a default is required. Not thread-safe. */
    final class Builder extends ImmutablePreset.Builder {
        Builder() {}
    }
}
