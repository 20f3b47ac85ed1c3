package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.testkit.demo.BeaconReading.Read;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** What the readings of two beacon nodes mean for a migration from the first to the second. Used by one thread. */
final class BeaconDiagnosis {
    static final String V4 = nodeOf(LighthouseVersion.V4);
    static final String V5 = nodeOf(LighthouseVersion.V5);

    private static final List<Fork> FORKS = List.of(Fork.CAPELLA, Fork.DENEB, Fork.ELECTRA);

    /** Beginnings of entries that say how a node talks to its peers and not what its chain is. */
    private static final List<String> OF_THE_NETWORK = List.of(
            "ATTESTATION_",
            "BLOB_SIDECAR_SUBNET",
            "CONFIG_NAME",
            "EPOCHS_PER_SUBNET",
            "GOSSIP_",
            "MAXIMUM_GOSSIP",
            "MAX_CHUNK_SIZE",
            "MAX_REQUEST",
            "MESSAGE_DOMAIN",
            "MIN_EPOCHS_FOR",
            "RESP_TIMEOUT",
            "SUBNETS_",
            "TTFB_TIMEOUT");

    private final Diagnosis diagnosis;

    BeaconDiagnosis(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    /** What the beacon node of a version is called here. */
    static String nodeOf(LighthouseVersion version) {
        return version.label() + "'s beacon node";
    }

    /** Looks at one node alone, and at what is said of its chain. */
    void node(LighthouseVersion role, Read node, Optional<ForkSchedule> said) {
        String name = nodeOf(role);
        if (node.dialect() != role) {
            diagnosis.mend(name + " is Lighthouse " + node.release() + ", which is of "
                    + node.dialect().label()
                    + "; give the address of one of " + role.label()
                    + (role == LighthouseVersion.V4 ? ", from v4.0.0 to v4.5.0" : ", from v4.6.0 to v5.3.0"));
        }
        node.health().troubles().forEach(trouble -> diagnosis.mend(name + advice(trouble, node.health())));
        if (said.isPresent() && node.schedule().isPresent()) {
            schedule(name, node.spec(), node.schedule().get(), said.get());
        }
    }

    private static String advice(NodeHealth.Trouble trouble, NodeHealth health) {
        return switch (trouble) {
            case STALLED -> " has no peers; connect it to those of its chain";
            case OPTIMISTIC -> " has a head that its execution layer has not verified; wait until it has";
            case SYNCING -> " is catching up, " + health.syncDistance() + " slots behind; wait until it has";
            case EXECUTION_OFFLINE ->
                " gets no answer from its execution layer; start that, and compare address and secret";
            case UNAVAILABLE -> " says that it can't serve; look at its log";
        };
    }

    /** A release that does not know a fork says nothing of it. */
    private void schedule(String name, BeaconSpec spec, ForkSchedule shown, ForkSchedule said) {
        for (Fork fork : FORKS) {
            boolean isNamed = spec.text(fork.consensusName().toUpperCase(Locale.ROOT) + "_FORK_EPOCH")
                    .isPresent();
            if (isNamed && !shown.startOf(fork).equals(said.startOf(fork))) {
                diagnosis.mend(name + ": " + fork.consensusName() + " begins " + time(shown.startOf(fork))
                        + ", by the schedule that is given " + time(said.startOf(fork))
                        + "; give the schedule that the node has");
            }
        }
    }

    /** Looks at one beacon node and at the execution node of the same version. */
    void engine(LighthouseVersion role, Read node, NodeReading.Read engine) {
        Optional<UInt64> chainId = node.spec().depositChainId();
        if (chainId.isPresent() && !chainId.get().equals(engine.chainId())) {
            diagnosis.mend(nodeOf(role) + " is for chain id " + chainId.get() + ", " + Diagnosis.nodeOf(role) + " has "
                    + engine.chainId() + "; give the addresses of one chain");
        }
    }

    /** Looks at what both say. */
    void both(Read v4, Read v5) {
        if (!v4.genesis().equals(v5.genesis())) {
            diagnosis.contradict(
                    "genesis: " + V4 + " has " + text(v4.genesis()) + ", " + V5 + ' ' + text(v5.genesis()));
        }
        forks(v4.forks(), v5.forks());
        spec(v4.spec(), v5.spec());
        if (!v4.headSlot().equals(v5.headSlot())) {
            diagnosis.differ("head: " + V4 + " is at slot " + v4.headSlot() + ", " + V5 + " at " + v5.headSlot());
        }
    }

    /** Both list what is planned in order; a release can't know the latest. */
    private void forks(List<ForkVersions> one, List<ForkVersions> other) {
        List<ForkVersions> mine = planned(one);
        List<ForkVersions> theirs = planned(other);
        int common = Math.min(mine.size(), theirs.size());
        for (int i = 0; i < common; i++) {
            if (!mine.get(i).equals(theirs.get(i))) {
                diagnosis.contradict("fork " + i + " of the schedule: " + V4 + " has " + text(mine.get(i)) + ", " + V5
                        + ' ' + text(theirs.get(i)));
            }
        }
        mine.stream().skip(common).forEach(fork -> diagnosis.differ("only " + V4 + " plans fork " + text(fork)));
        theirs.stream().skip(common).forEach(fork -> diagnosis.differ("only " + V5 + " plans fork " + text(fork)));
    }

    private static List<ForkVersions> planned(List<ForkVersions> forks) {
        return forks.stream().filter(fork -> !fork.epoch().equals(UInt64.MAX)).toList();
    }

    private void spec(BeaconSpec one, BeaconSpec other) {
        new TreeMap<>(one.texts())
                .forEach((name, value) -> other.text(name)
                        .filter(theirs -> !theirs.equals(value))
                        .ifPresent(theirs -> {
                            String both = "spec: " + name + " is " + value + " at " + V4 + ", " + theirs + " at " + V5;
                            if (OF_THE_NETWORK.stream().anyMatch(name::startsWith)) {
                                diagnosis.differ(both);
                            } else {
                                diagnosis.mend(both + "; give both one configuration");
                            }
                        }));
    }

    private static String text(ForkVersions fork) {
        return fork.currentVersion() + " from epoch " + fork.epoch();
    }

    private static String text(Genesis genesis) {
        return genesis.genesisValidatorsRoot() + " at " + genesis.genesisTime() + " with version "
                + genesis.genesisForkVersion();
    }

    private static String time(UInt64 start) {
        return start.equals(ForkSchedule.NEVER) ? "never" : "at " + start;
    }
}
