package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.testkit.demo.BeaconReading.Read;
import io.github.lighthousecompat.testkit.demo.BeaconReading.Unread;
import java.util.Optional;

/** Reads one beacon node in the dialect that it speaks, whichever that is; sends nothing that changes it. */
final class BeaconReader {
    private BeaconReader() {}

    /** Reads the node that {@code config} names. */
    static BeaconReading read(LighthouseConfig config) {
        try {
            NodeVersion version = version(config);
            Optional<Release> release = version.release();
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
                    sized.preset(spec.preset()).build(),
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
}
