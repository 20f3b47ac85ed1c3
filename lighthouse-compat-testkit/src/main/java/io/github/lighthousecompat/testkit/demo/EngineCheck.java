package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.demo.NodeReading.Read;
import io.github.lighthousecompat.testkit.demo.NodeReading.Unread;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a check does with the two execution nodes. Used by one thread; close it after use. */
final class EngineCheck implements AutoCloseable {
    private static final String V4 = Diagnosis.nodeOf(LighthouseVersion.V4);
    private static final String V5 = Diagnosis.nodeOf(LighthouseVersion.V5);

    private final CheckSettings.Pair nodes;
    private final TimeSource time;
    private final Diagnosis diagnosis;
    private final LighthouseApi v4;
    private final LighthouseApi v5;
    private final NodeReading one;
    private final NodeReading other;

    /**
     * Reads both nodes.
     *
     * @throws IllegalStateException if an adapter is missing
     */
    EngineCheck(CheckSettings.Pair nodes, TimeSource time, Diagnosis diagnosis) {
        this.nodes = nodes;
        this.time = time;
        this.diagnosis = diagnosis;
        this.v4 = Lighthouse.v4(nodes.v4());
        this.v5 = Lighthouse.v5(nodes.v5());
        this.one = NodeReader.read(v4, nodes.v4(), time);
        this.other = NodeReader.read(v5, nodes.v5(), time);
        unread(V4, one);
        unread(V5, other);
    }

    private void unread(String name, NodeReading reading) {
        if (reading instanceof Unread unread) {
            diagnosis.mend(name + ": " + unread.problem());
        }
    }

    NodeReading v4() {
        return one;
    }

    NodeReading v5() {
        return other;
    }

    /** The client of the node of a version. */
    LighthouseApi client(LighthouseVersion version) {
        return version == LighthouseVersion.V4 ? v4 : v5;
    }

    /** The schedule of a public chain that both nodes name. */
    Optional<ForkSchedule> networkForks() {
        return one instanceof Read read
                ? ForkSchedule.Network.withChainId(read.chainId()).map(ForkSchedule::of)
                : Optional.empty();
    }

    /** Judges what the nodes say, each alone and both together; nothing if one can't be read. */
    void judge(Optional<ForkSchedule> forks) {
        if (!(one instanceof Read first && other instanceof Read second)) {
            return;
        }
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
    }

    /** Builds some blocks on both nodes, if nothing speaks against it. */
    void drive(ForkSchedule forks, Duration slot, PrintStream out) {
        if (!(one instanceof Read first && other instanceof Read)) {
            return;
        }
        Optional<String> publicNetwork = ChainDrive.refusal(first.chainId());
        if (publicNetwork.isPresent()) {
            diagnosis.mend(CheckSettings.DRIVE + " is refused: " + publicNetwork.get());
            return;
        }
        if (!diagnosis.isReady()) {
            diagnosis.mend(CheckSettings.DRIVE + " waits until all else is mended");
            return;
        }
        Optional<Topology> topology = EngineAddresses.topology(
                nodes.v4().engineUrl().orElseThrow(), nodes.v5().engineUrl().orElseThrow());
        if (topology.isEmpty()) {
            diagnosis.mend(
                    CheckSettings.DRIVE + " is refused: both addresses lead to one server by different paths, and"
                            + " one execution layer must not have two drivers; give addresses without a proxy between");
            return;
        }
        drive(new ChainDrive(v4, v5, time), forks, topology.get(), slot, out);
    }

    private void drive(ChainDrive chain, ForkSchedule forks, Topology topology, Duration slot, PrintStream out) {
        try {
            Optional<String> driven = chain.refusal(slot);
            if (driven.isPresent()) {
                diagnosis.mend(CheckSettings.DRIVE + " is refused: " + driven.get());
                return;
            }
            List<Hash32> hashes = chain.drive(forks, topology);
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

    @Override
    public void close() {
        v4.close();
        v5.close();
    }

    private static String text(Optional<Hash32> hash) {
        return hash.map(Hash32::toString).orElse("none");
    }

    private static UInt64 lower(UInt64 one, UInt64 other) {
        return one.isLessThan(other) ? one : other;
    }
}
