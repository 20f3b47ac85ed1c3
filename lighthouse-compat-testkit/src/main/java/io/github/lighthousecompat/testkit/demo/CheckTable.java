package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.testkit.demo.NodeReading.Read;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Prints what two nodes say, side by side. */
final class CheckTable {
    private final PrintStream out;
    private final TimeSource time;

    CheckTable(PrintStream out, TimeSource time) {
        this.out = out;
        this.time = time;
    }

    void engines(CheckSettings.Pair nodes, NodeReading one, NodeReading other) {
        row("", "v4's node", "v5's node");
        row("engine", text(nodes.v4().engineUrl()), text(nodes.v5().engineUrl()));
        row("client", one, other, read -> read.client().orElse("does not say"));
        row("chain id", one, other, read -> read.chainId().toString());
        row("genesis", one, other, read -> brief(read.genesis()));
        row(
                "head",
                one,
                other,
                read -> read.head().number() + "  " + brief(read.head().hash()));
        row("head from", one, other, this::age);
        row("in sync", one, other, read -> read.sync().isSyncing() ? "no" : "yes");
        row("block hashes", one, other, read -> recomputed(read.bodies()));
        row(
                "methods",
                one,
                other,
                read -> Integer.toString(read.capabilities().methods().size()));
        row(
                "clock",
                one,
                other,
                read -> read.clockAhead().map(ServerClock::describe).orElse("does not show"));
        out.println();
    }

    void beacons(CheckSettings.Pair nodes, BeaconReading one, BeaconReading other, Optional<String> comparison) {
        row("", BeaconDiagnosis.V4, BeaconDiagnosis.V5);
        row("beacon", text(nodes.v4().beaconUrl()), text(nodes.v5().beaconUrl()));
        beacon("release", one, other, read -> "Lighthouse " + read.release());
        beacon("genesis", one, other, read -> brief(read.genesis().genesisValidatorsRoot()));
        beacon("begun", one, other, read -> Diagnosis.date(read.genesis().genesisTime()));
        beacon("Capella", one, other, read -> start(read, Fork.CAPELLA));
        beacon("Deneb", one, other, read -> start(read, Fork.DENEB));
        beacon("preset", one, other, read -> read.spec().preset().name());
        beacon("head", one, other, read -> "slot " + read.headSlot());
        beacon("health", one, other, read -> read.health().toString());
        out.println();
        comparison.ifPresent(result -> {
            out.println("beacon operations at " + result);
            out.println();
        });
    }

    private static String start(BeaconReading.Read read, Fork fork) {
        return read.schedule()
                .map(schedule ->
                        schedule.isPlanned(fork) ? "from " + Diagnosis.date(schedule.startOf(fork)) : "not planned")
                .orElse("does not say");
    }

    private void row(String what, NodeReading one, NodeReading other, Function<Read, String> show) {
        row(
                what,
                one instanceof Read read ? show.apply(read) : "-",
                other instanceof Read read ? show.apply(read) : "-");
    }

    private void beacon(
            String what, BeaconReading one, BeaconReading other, Function<BeaconReading.Read, String> show) {
        row(
                what,
                one instanceof BeaconReading.Read read ? show.apply(read) : "-",
                other instanceof BeaconReading.Read read ? show.apply(read) : "-");
    }

    private void row(String what, String one, String other) {
        out.println(
                String.format(Locale.ROOT, "%-13s %-42s %s", what, one, other).stripTrailing());
    }

    private static String recomputed(NodeReading.Bodies bodies) {
        return bodies.all() == 0 ? "no blocks yet" : bodies.agreed() + " of " + bodies.all() + " recomputed";
    }

    private String age(Read read) {
        ExecutionBlock head = read.head();
        Duration age = Duration.ofSeconds(
                time.now().getEpochSecond() - head.timestamp().longBits());
        String ago = age.toDays() > 0 ? age.toDays() + " days ago" : age.toSeconds() + " s ago";
        return Diagnosis.date(head.timestamp()) + (age.isNegative() ? "" : ", " + ago);
    }

    private static String text(Optional<URI> url) {
        return url.map(URI::toString).orElse("");
    }

    private static String brief(Hash32 hash) {
        return hash.toString().substring(0, 18) + "..";
    }
}
