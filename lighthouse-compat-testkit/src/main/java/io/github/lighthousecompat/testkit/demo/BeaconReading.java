package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import java.util.List;
import java.util.Optional;

/** What one beacon node answered. Immutable. */
sealed interface BeaconReading {
    /**
     * A node that can't be read.
     *
     * @param problem why, and what to do
     */
    record Unread(String problem) implements BeaconReading {}

    /**
     * A node that was read.
     *
     * @param config of a client of it, with the sizes of its chain
     * @param dialect what it speaks
     * @param release which one it is
     * @param genesis how its chain began
     * @param spec what it is configured with
     * @param schedule when its chain forks, as far as its release knows forks; empty if it does not say
     * @param forks the forks of its chain, the first one first
     * @param health how well it can serve
     * @param headSlot slot of its head
     */
    record Read(
            LighthouseConfig config,
            LighthouseVersion dialect,
            Release release,
            Genesis genesis,
            BeaconSpec spec,
            Optional<ForkSchedule> schedule,
            List<ForkVersions> forks,
            NodeHealth health,
            UInt64 headSlot)
            implements BeaconReading {
        public Read {
            forks = List.copyOf(forks);
        }

        /** A client of it. */
        LighthouseApi open() {
            return BeaconReader.client(dialect, config);
        }
    }
}
