package io.github.lighthousecompat.beacon;

/** What holds for the sizes of every preset. */
final class PresetChecks {
    /** The 12 fields of a body of Deneb have a tree of 16 leaves. */
    private static final int LEVELS_OF_BODY = 4;
    /** A list is hashed with its length. */
    private static final int LEVEL_OF_LENGTH = 1;

    private PresetChecks() {}

    static int inclusionProofDepth(int mostCommitments) {
        return LEVELS_OF_BODY + LEVEL_OF_LENGTH + Integer.SIZE - Integer.numberOfLeadingZeros(mostCommitments - 1);
    }

    static void check(Preset preset) {
        positive("slotsPerEpoch", preset.slotsPerEpoch());
        positive("maxValidatorsPerCommittee", preset.maxValidatorsPerCommittee());
        positive("maxProposerSlashings", preset.maxProposerSlashings());
        positive("maxAttesterSlashings", preset.maxAttesterSlashings());
        positive("maxAttestations", preset.maxAttestations());
        positive("maxDeposits", preset.maxDeposits());
        positive("maxVoluntaryExits", preset.maxVoluntaryExits());
        positive("syncCommitteeSize", preset.syncCommitteeSize());
        positive("syncCommitteeSubnetCount", preset.syncCommitteeSubnetCount());
        positive("maxBytesPerTransaction", preset.maxBytesPerTransaction());
        positive("maxTransactionsPerPayload", preset.maxTransactionsPerPayload());
        positive("maxBlsToExecutionChanges", preset.maxBlsToExecutionChanges());
        positive("maxWithdrawalsPerPayload", preset.maxWithdrawalsPerPayload());
        positive("maxBlobCommitmentsPerBlock", preset.maxBlobCommitmentsPerBlock());
        positive("maxBlobsPerBlock", preset.maxBlobsPerBlock());
        if (preset.syncCommitteeSize() % preset.syncCommitteeSubnetCount() != 0) {
            throw new IllegalArgumentException("a sync committee of " + preset.syncCommitteeSize() + " members has no "
                    + preset.syncCommitteeSubnetCount() + " parts of one size");
        }
    }

    private static void positive(String name, int size) {
        if (size <= 0) {
            throw new IllegalArgumentException(name + " is positive, not " + size);
        }
    }
}
