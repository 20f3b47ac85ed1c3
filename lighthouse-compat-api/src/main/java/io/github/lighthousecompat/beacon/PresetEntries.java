package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/** A {@link Preset} by the names that a node gives its sizes. */
final class PresetEntries {
    private static final String NAME = "PRESET_BASE";
    private static final UInt64 END = UInt64.of(1L << 31);
    private static final List<Preset> KNOWN = List.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS);

    private static final List<Size> SIZES = List.of(
            new Size("SLOTS_PER_EPOCH", Preset::slotsPerEpoch, Preset.Builder::slotsPerEpoch),
            new Size(
                    "MAX_VALIDATORS_PER_COMMITTEE",
                    Preset::maxValidatorsPerCommittee,
                    Preset.Builder::maxValidatorsPerCommittee),
            new Size("MAX_PROPOSER_SLASHINGS", Preset::maxProposerSlashings, Preset.Builder::maxProposerSlashings),
            new Size("MAX_ATTESTER_SLASHINGS", Preset::maxAttesterSlashings, Preset.Builder::maxAttesterSlashings),
            new Size("MAX_ATTESTATIONS", Preset::maxAttestations, Preset.Builder::maxAttestations),
            new Size("MAX_DEPOSITS", Preset::maxDeposits, Preset.Builder::maxDeposits),
            new Size("MAX_VOLUNTARY_EXITS", Preset::maxVoluntaryExits, Preset.Builder::maxVoluntaryExits),
            new Size("SYNC_COMMITTEE_SIZE", Preset::syncCommitteeSize, Preset.Builder::syncCommitteeSize),
            new Size(
                    "SYNC_COMMITTEE_SUBNET_COUNT",
                    Preset::syncCommitteeSubnetCount,
                    Preset.Builder::syncCommitteeSubnetCount),
            new Size(
                    "MAX_BYTES_PER_TRANSACTION",
                    Preset::maxBytesPerTransaction,
                    Preset.Builder::maxBytesPerTransaction),
            new Size(
                    "MAX_TRANSACTIONS_PER_PAYLOAD",
                    Preset::maxTransactionsPerPayload,
                    Preset.Builder::maxTransactionsPerPayload),
            new Size(
                    "MAX_BLS_TO_EXECUTION_CHANGES",
                    Preset::maxBlsToExecutionChanges,
                    Preset.Builder::maxBlsToExecutionChanges),
            new Size(
                    "MAX_WITHDRAWALS_PER_PAYLOAD",
                    Preset::maxWithdrawalsPerPayload,
                    Preset.Builder::maxWithdrawalsPerPayload),
            new Size(
                    "MAX_BLOB_COMMITMENTS_PER_BLOCK",
                    Preset::maxBlobCommitmentsPerBlock,
                    Preset.Builder::maxBlobCommitmentsPerBlock),
            new Size("MAX_BLOBS_PER_BLOCK", Preset::maxBlobsPerBlock, Preset.Builder::maxBlobsPerBlock));

    private PresetEntries() {}

    /** One size: its name in a spec, and where it stands in a preset. */
    private record Size(String name, ToIntFunction<Preset> read, ObjIntConsumer<Preset.Builder> write) {}

    /** What a node of this preset says of it. */
    static Map<String, String> of(Preset preset) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(NAME, preset.name());
        SIZES.forEach(
                size -> entries.put(size.name(), String.valueOf(size.read().applyAsInt(preset))));
        return Collections.unmodifiableMap(entries);
    }

    /** The preset that a spec names, with the sizes that it says. */
    static Preset read(BeaconSpec spec) {
        String name = spec.presetBase().orElse(Preset.MAINNET.name());
        Preset base = KNOWN.stream()
                .filter(preset -> preset.name().equals(name))
                .findFirst()
                .orElse(Preset.MAINNET);
        Preset.Builder preset = Preset.builder().from(base).name(name);
        SIZES.forEach(size ->
                number(spec, size.name()).ifPresent(number -> size.write().accept(preset, number)));
        return preset.build();
    }

    private static Optional<Integer> number(BeaconSpec spec, String name) {
        return SpecViews.read(spec, name, text -> {
            UInt64 number = UInt64.parse(text);
            if (number.isZero() || !number.isLessThan(END)) {
                throw new IllegalArgumentException("no size is " + text);
            }
            return (int) number.toLong();
        });
    }
}
