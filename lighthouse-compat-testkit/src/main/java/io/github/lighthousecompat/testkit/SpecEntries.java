package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.util.ArrayList;
import java.util.List;

/** What a node is configured with, as far as its release knows it. */
final class SpecEntries {
    static final Bytes4 GENESIS_VERSION = Bytes4.parse("0x00000001");

    static final String DEPOSIT_CONTRACT = "0x4242424242424242424242424242424242424242";

    private static final Bytes4 ALTAIR = Bytes4.parse("0x01000001");
    private static final Bytes4 BELLATRIX = Bytes4.parse("0x02000001");
    private static final Bytes4 CAPELLA = Bytes4.parse("0x03000001");
    private static final Bytes4 DENEB = Bytes4.parse("0x04000001");
    private static final Bytes4 ELECTRA = Bytes4.parse("0x05000001");

    private SpecEntries() {}

    /** The forks that the release knows and the chain plans. */
    static List<ForkVersions> forks(BeaconChainSpec chain, LighthouseProfile profile) {
        List<ForkVersions> forks = new ArrayList<>(List.of(
                ForkVersions.of(GENESIS_VERSION, GENESIS_VERSION, UInt64.ZERO),
                ForkVersions.of(GENESIS_VERSION, ALTAIR, UInt64.ZERO),
                ForkVersions.of(ALTAIR, BELLATRIX, UInt64.ZERO),
                ForkVersions.of(BELLATRIX, CAPELLA, UInt64.ZERO)));
        if (profile.has(LighthouseQuirk.DENEB)) {
            chain.denebEpoch().ifPresent(epoch -> forks.add(ForkVersions.of(CAPELLA, DENEB, epoch)));
        }
        return forks;
    }

    /** The fork of a block. */
    static ForkVersions fork(BeaconChainSpec chain, Fork fork) {
        return fork == Fork.DENEB
                ? ForkVersions.of(CAPELLA, DENEB, chain.denebEpoch().orElseThrow())
                : ForkVersions.of(BELLATRIX, CAPELLA, UInt64.ZERO);
    }

    static BeaconSpec of(BeaconChainSpec chain, LighthouseProfile profile) {
        Preset preset = chain.preset();
        Entries entries = new Entries();
        entries.put("CONFIG_NAME", "fake");
        entries.put("PRESET_BASE", preset.name());
        entries.put("MIN_GENESIS_TIME", chain.genesisTime());
        entries.put("GENESIS_DELAY", 0);
        entries.put("SECONDS_PER_SLOT", chain.slotTime().toSeconds());
        entries.put("SECONDS_PER_ETH1_BLOCK", 14);
        entries.put("SLOTS_PER_EPOCH", preset.slotsPerEpoch());
        entries.put("SYNC_COMMITTEE_SIZE", preset.syncCommitteeSize());
        entries.put("MAX_VALIDATORS_PER_COMMITTEE", preset.maxValidatorsPerCommittee());
        entries.put("MAX_PROPOSER_SLASHINGS", preset.maxProposerSlashings());
        entries.put("MAX_ATTESTER_SLASHINGS", preset.maxAttesterSlashings());
        entries.put("MAX_ATTESTATIONS", preset.maxAttestations());
        entries.put("MAX_DEPOSITS", preset.maxDeposits());
        entries.put("MAX_VOLUNTARY_EXITS", preset.maxVoluntaryExits());
        entries.put("MAX_BYTES_PER_TRANSACTION", preset.maxBytesPerTransaction());
        entries.put("MAX_TRANSACTIONS_PER_PAYLOAD", preset.maxTransactionsPerPayload());
        entries.put("MAX_WITHDRAWALS_PER_PAYLOAD", preset.maxWithdrawalsPerPayload());
        entries.put("MAX_BLS_TO_EXECUTION_CHANGES", preset.maxBlsToExecutionChanges());
        entries.put("DEPOSIT_CHAIN_ID", chain.chainId());
        entries.put("DEPOSIT_NETWORK_ID", chain.chainId());
        entries.put("DEPOSIT_CONTRACT_ADDRESS", DEPOSIT_CONTRACT);
        entries.put("GENESIS_FORK_VERSION", GENESIS_VERSION);
        entries.fork("ALTAIR", ALTAIR, UInt64.ZERO);
        entries.fork("BELLATRIX", BELLATRIX, UInt64.ZERO);
        entries.fork("CAPELLA", CAPELLA, UInt64.ZERO);
        if (profile.has(LighthouseQuirk.NETWORK_CONSTANTS)) {
            entries.put("GOSSIP_MAX_SIZE", 10_485_760);
            entries.put("MAX_CHUNK_SIZE", 10_485_760);
            entries.put("TTFB_TIMEOUT", 5);
            entries.put("RESP_TIMEOUT", 10);
        }
        if (profile.has(LighthouseQuirk.DENEB)) {
            entries.fork("DENEB", DENEB, chain.denebEpoch().orElse(UInt64.MAX));
            entries.put("MAX_BLOBS_PER_BLOCK", preset.maxBlobsPerBlock());
            entries.put("MAX_BLOB_COMMITMENTS_PER_BLOCK", preset.maxBlobCommitmentsPerBlock());
            entries.put("FIELD_ELEMENTS_PER_BLOB", 4096);
            entries.put("MAX_REQUEST_BLOCKS_DENEB", 128);
            entries.put("MAX_REQUEST_BLOB_SIDECARS", 768);
            entries.put("MIN_EPOCHS_FOR_BLOB_SIDECARS_REQUESTS", 4096);
            entries.put("BLOB_SIDECAR_SUBNET_COUNT", 6);
        }
        if (profile.has(LighthouseQuirk.ELECTRA)) {
            entries.fork("ELECTRA", ELECTRA, UInt64.MAX);
        }
        if (profile.has(LighthouseQuirk.LATEST_CONSTANTS)) {
            putLatest(entries);
        }
        return entries.spec.build();
    }

    /** What the last release reports beyond v4.5.0, with the values of the public mainnet. */
    private static void putLatest(Entries entries) {
        entries.put("EIP7594_FORK_EPOCH", UInt64.MAX);
        entries.put("MAX_PER_EPOCH_ACTIVATION_CHURN_LIMIT", 8);
        entries.put("MAX_REQUEST_BLOCKS", 1024);
        entries.put("EPOCHS_PER_SUBNET_SUBSCRIPTION", 256);
        entries.put("ATTESTATION_PROPAGATION_SLOT_RANGE", 32);
        entries.put("MAXIMUM_GOSSIP_CLOCK_DISPARITY_MILLIS", 500);
        entries.put("ATTESTATION_SUBNET_SHUFFLING_PREFIX_BITS", 3);
        entries.put("MAX_REQUEST_DATA_COLUMN_SIDECARS", 16_384);
        entries.put("MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA", 128_000_000_000L);
        entries.put("MAX_PER_EPOCH_ACTIVATION_EXIT_CHURN_LIMIT", 256_000_000_000L);
        entries.put("CUSTODY_REQUIREMENT", 4);
        entries.put("DATA_COLUMN_SIDECAR_SUBNET_COUNT", 128);
        entries.put("NUMBER_OF_COLUMNS", 128);
        entries.put("VERSIONED_HASH_VERSION_KZG", 1);
        entries.put("ETH1_ADDRESS_WITHDRAWAL_PREFIX", "0x01");
    }

    /** Entries that are being put together. */
    private static final class Entries {
        private final BeaconSpec.Builder spec = BeaconSpec.builder();

        void put(String name, Object value) {
            spec.putTexts(name, value.toString());
        }

        void fork(String name, Bytes4 version, UInt64 epoch) {
            put(name + "_FORK_VERSION", version);
            put(name + "_FORK_EPOCH", epoch);
        }
    }
}
