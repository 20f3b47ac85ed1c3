package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.testkit.demo.BeaconReading.Read;
import io.github.lighthousecompat.testkit.demo.BeaconReading.Unread;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Reads one beacon node in the dialect that it speaks, whichever that is; sends nothing that changes it. */
final class BeaconReader {
    private static final List<Preset> PRESETS = List.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS);

    private BeaconReader() {}

    /** Reads the node that {@code config} names. */
    static BeaconReading read(LighthouseConfig config) {
        try {
            NodeVersion version = version(config);
            Optional<Release> release = version.release().filter(found -> !found.isCandidate());
            Optional<LighthouseVersion> dialect = release.flatMap(Release::dialect);
            if (dialect.isEmpty()) {
                return new Unread("it says that it is " + version.text()
                        + "; give the address of a Lighthouse from v4.0.0 to v5.3.0");
            }
            return read(config, dialect.get(), release.get());
        } catch (LighthouseException e) {
            return new Unread(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new Unread("its spec can't be used: " + e.getMessage());
        }
    }

    /** A client in this dialect. */
    static LighthouseApi client(LighthouseVersion dialect, LighthouseConfig config) {
        return dialect == LighthouseVersion.V4 ? Lighthouse.v4(config) : Lighthouse.v5(config);
    }

    /** Every node says what it is, whatever dialect it is asked in. */
    private static NodeVersion version(LighthouseConfig config) {
        try (LighthouseApi client = Lighthouse.v5(config)) {
            return Lighthouse.await(client.beacon().node().version());
        }
    }

    private static BeaconReading read(LighthouseConfig config, LighthouseVersion dialect, Release release) {
        try (LighthouseApi client = client(dialect, config)) {
            BeaconApi node = client.beacon();
            Optional<Genesis> genesis = Lighthouse.await(node.chain().genesis());
            if (genesis.isEmpty()) {
                return new Unread("its chain has not begun");
            }
            BeaconSpec spec = Lighthouse.await(node.chain().spec());
            LighthouseConfig.Builder sized = LighthouseConfig.builder().from(config);
            return new Read(
                    sized.preset(preset(spec)).build(),
                    dialect,
                    release,
                    genesis.get(),
                    spec,
                    spec.forkSchedule(genesis.get()),
                    Lighthouse.await(node.chain().forks()),
                    Lighthouse.await(node.node().health()),
                    Lighthouse.await(node.node().syncing()).headSlot());
        }
    }

    /** The preset that a node names, with the sizes that it says. */
    static Preset preset(BeaconSpec spec) {
        String name = spec.presetBase().orElse(Preset.MAINNET.name());
        Preset base = PRESETS.stream()
                .filter(preset -> preset.name().equals(name))
                .findFirst()
                .orElse(Preset.MAINNET);
        Preset.Builder sizes = Preset.builder().from(base).name(name);
        size(spec, "SLOTS_PER_EPOCH", sizes::slotsPerEpoch);
        size(spec, "SYNC_COMMITTEE_SIZE", sizes::syncCommitteeSize);
        size(spec, "MAX_WITHDRAWALS_PER_PAYLOAD", sizes::maxWithdrawalsPerPayload);
        size(spec, "MAX_BLOB_COMMITMENTS_PER_BLOCK", sizes::maxBlobCommitmentsPerBlock);
        size(spec, "MAX_BLOBS_PER_BLOCK", sizes::maxBlobsPerBlock);
        return sizes.build();
    }

    private static void size(BeaconSpec spec, String name, IntConsumer use) {
        Optional<UInt64> size = spec.number(name);
        if (size.isPresent()) {
            if (!size.get().isLessThan(UInt64.of(Integer.MAX_VALUE))) {
                throw new IllegalArgumentException(name + " is " + size.get());
            }
            use.accept((int) size.get().toLong());
        }
    }
}
