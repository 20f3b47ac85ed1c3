package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.demo.NodeReading.Read;
import io.github.lighthousecompat.testkit.demo.NodeReading.Unread;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One check: reads both nodes, prints what they say, and ends with what it means. Used once, by one thread. */
final class CheckRun {
    private static final String V4 = Diagnosis.nodeOf(LighthouseVersion.V4);
    private static final String V5 = Diagnosis.nodeOf(LighthouseVersion.V5);

    private final CheckSettings settings;
    private final TimeSource time;
    private final PrintStream out;
    private final Diagnosis diagnosis = new Diagnosis();

    CheckRun(CheckSettings settings, TimeSource time, PrintStream out) {
        this.settings = settings;
        this.time = time;
        this.out = out;
    }

    Exit run() throws UsageException {
        try (LighthouseApi v4 = Lighthouse.v4(settings.v4());
                LighthouseApi v5 = Lighthouse.v5(settings.v5())) {
            out.println("lighthouse-compat check" + (settings.drives() ? "" : ": reads only"));
            out.println();
            NodeReading one = NodeReader.read(v4, settings.v4(), time);
            NodeReading other = NodeReader.read(v5, settings.v5(), time);
            print(one, other);
            unread(V4, one);
            unread(V5, other);
            if (one instanceof Read first && other instanceof Read second) {
                compare(v4, first, v5, second);
            }
            conclude();
            return diagnosis.exit();
        } catch (IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void unread(String name, NodeReading reading) {
        if (reading instanceof Unread unread) {
            diagnosis.mend(name + ": " + unread.problem());
        }
    }

    private void compare(LighthouseApi v4, Read first, LighthouseApi v5, Read second) {
        Optional<ForkSchedule> forks = settings.forks()
                .or(() -> ForkSchedule.Network.withChainId(first.chainId()).map(ForkSchedule::of));
        diagnosis.node(LighthouseVersion.V4, first, forks);
        diagnosis.node(LighthouseVersion.V5, second, forks);
        diagnosis.both(first, second);
        UInt64 common = lower(first.head().number(), second.head().number());
        Optional<Hash32> mine = NodeReader.hashAt(v4, common);
        Optional<Hash32> theirs = NodeReader.hashAt(v5, common);
        if (!mine.equals(theirs) && first.genesis().equals(second.genesis())) {
            diagnosis.contradict("block " + common + ": v4's node has " + text(mine) + ", v5's node " + text(theirs));
        }
        forks.ifPresentOrElse(
                schedule -> diagnosis.migration(schedule, first.head().timestamp(), time.now()),
                () -> diagnosis.mend("nobody says when chain " + first.chainId() + " forks; give "
                        + CheckSettings.GENESIS + ", " + CheckSettings.NETWORK + " or " + CheckSettings.SHANGHAI
                        + " and " + CheckSettings.CANCUN));
        if (settings.drives()) {
            forks.ifPresent(schedule -> drive(new ChainDrive(v4, v5, time), v4, v5, schedule, first.chainId()));
        }
    }

    private void drive(ChainDrive chain, LighthouseApi v4, LighthouseApi v5, ForkSchedule forks, UInt64 chainId) {
        Optional<String> publicNetwork = ChainDrive.refusal(chainId);
        if (publicNetwork.isPresent()) {
            diagnosis.mend(CheckSettings.DRIVE + " is refused: " + publicNetwork.get());
            return;
        }
        if (!diagnosis.isReady()) {
            diagnosis.mend(CheckSettings.DRIVE + " waits until all else is mended");
            return;
        }
        Optional<Topology> topology = EngineAddresses.topology(
                settings.v4().engineUrl().orElseThrow(),
                settings.v5().engineUrl().orElseThrow());
        if (topology.isEmpty()) {
            diagnosis.mend(
                    CheckSettings.DRIVE + " is refused: both addresses lead to one server by different paths, and"
                            + " one execution layer must not have two drivers; give addresses without a proxy between");
            return;
        }
        try {
            Optional<String> driven = chain.refusal(settings.slot());
            if (driven.isPresent()) {
                diagnosis.mend(CheckSettings.DRIVE + " is refused: " + driven.get());
                return;
            }
            List<Hash32> hashes = chain.drive(forks, topology.get());
            out.println("driven: " + hashes.size() + " blocks, built by v4 and judged by both");
            hashes.forEach(hash -> out.println("  " + hash));
            out.println();
            ChainDrive.missing(v4, hashes).forEach(hash -> diagnosis.contradict(V4 + " does not have block " + hash));
            ChainDrive.missing(v5, hashes).forEach(hash -> diagnosis.contradict(V5 + " does not have block " + hash));
        } catch (ChainDrive.OneNodeException e) {
            diagnosis.mend(CheckSettings.DRIVE + " was ended: " + e.getMessage());
        } catch (LighthouseException.Disagreement | IllegalStateException e) {
            diagnosis.contradict("while blocks were built: " + e.getMessage());
        } catch (LighthouseException e) {
            diagnosis.mend("blocks can't be built: " + e.getMessage());
        }
    }

    private void print(NodeReading one, NodeReading other) {
        row("", "v4's node", "v5's node");
        row("engine", engine(settings.v4().engineUrl()), engine(settings.v5().engineUrl()));
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

    private void row(String what, NodeReading one, NodeReading other, Function<Read, String> show) {
        row(
                what,
                one instanceof Read read ? show.apply(read) : "-",
                other instanceof Read read ? show.apply(read) : "-");
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

    private void conclude() {
        list("What differs", diagnosis.differences());
        list("Migration from v4 to v5", diagnosis.migration());
        list("The nodes contradict each other", diagnosis.contradictions());
        List<String> toMend = diagnosis.toMend();
        if (!toMend.isEmpty()) {
            out.println("Mend first");
            for (int i = 0; i < toMend.size(); i++) {
                out.println("  " + (i + 1) + ". " + toMend.get(i));
            }
            out.println();
        }
        out.println(diagnosis.isReady() ? "ready" : "not ready");
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(title);
            lines.forEach(line -> out.println("  - " + line));
            out.println();
        }
    }

    private static String engine(Optional<?> url) {
        return url.map(Object::toString).orElse("");
    }

    private static String text(Optional<Hash32> hash) {
        return hash.map(Hash32::toString).orElse("none");
    }

    private static String brief(Hash32 hash) {
        return hash.toString().substring(0, 18) + "..";
    }

    private static UInt64 lower(UInt64 one, UInt64 other) {
        return one.isLessThan(other) ? one : other;
    }
}
