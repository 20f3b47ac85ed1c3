package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.testkit.demo.NodeReading.Read;
import io.github.lighthousecompat.wire.EngineMethods;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What two readings mean for a migration from the first node to the second. Used by one thread. */
final class Diagnosis {
    private static final List<String> FOR_CAPELLA = List.of(
            EngineMethods.NEW_PAYLOAD_V2,
            EngineMethods.GET_PAYLOAD_V2,
            EngineMethods.FORKCHOICE_UPDATED_V2,
            EngineMethods.GET_PAYLOAD_BODIES_BY_RANGE);
    private static final List<String> FOR_DENEB =
            List.of(EngineMethods.NEW_PAYLOAD_V3, EngineMethods.GET_PAYLOAD_V3, EngineMethods.FORKCHOICE_UPDATED_V3);

    private final List<String> differences = new ArrayList<>();
    private final List<String> toMend = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private final List<String> migration = new ArrayList<>();

    /** What is not the same and need not be. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** What must be mended before a migration. */
    List<String> toMend() {
        return List.copyOf(toMend);
    }

    /** What two nodes of one chain can't both say. */
    List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    /** Until when a migration is possible. */
    List<String> migration() {
        return List.copyOf(migration);
    }

    /** Adds something to mend that showed elsewhere. */
    void mend(String problem) {
        toMend.add(problem);
    }

    /** Adds a contradiction that showed elsewhere. */
    void contradict(String problem) {
        contradictions.add(problem);
    }

    /** Adds something that is not the same and need not be. */
    void differ(String difference) {
        differences.add(difference);
    }

    boolean isReady() {
        return toMend.isEmpty() && contradictions.isEmpty();
    }

    Exit exit() {
        return !contradictions.isEmpty() ? Exit.DISAGREEMENT : toMend.isEmpty() ? Exit.AGREED : Exit.TO_MEND;
    }

    /** What the node behind a version is called here. */
    static String nodeOf(LighthouseVersion version) {
        return version.label() + "'s node";
    }

    /** Looks at one node alone. */
    void node(LighthouseVersion version, Read node, Optional<ForkSchedule> forks) {
        String name = nodeOf(version);
        node.bodies().wrong().forEach(problem -> toMend.add(name + ": " + problem));
        if (node.sync().isSyncing()) {
            toMend.add(name + " is catching up; wait until it has");
        }
        node.clockAhead()
                .filter(ahead -> !ServerClock.isWithinWindow(ahead))
                .ifPresent(ahead -> toMend.add(
                        name + ": its clock is " + ServerClock.describe(ahead) + "; set both by a time service"));
        List<String> needed = new ArrayList<>(FOR_CAPELLA);
        if (version.speaks(Fork.DENEB)
                && forks.filter(f -> f.isPlanned(Fork.DENEB)).isPresent()) {
            needed.addAll(FOR_DENEB);
        }
        needed.removeIf(node.capabilities()::has);
        if (!needed.isEmpty()) {
            toMend.add(name + " lacks " + String.join(", ", needed) + "; update it");
        }
        forks.ifPresent(schedule -> schedule(name, node.head(), schedule));
    }

    /** The schedule must say of the head what the head shows. */
    private void schedule(String name, ExecutionBlock head, ForkSchedule schedule) {
        Fork shown = head.parentBeaconBlockRoot().isPresent()
                ? Fork.DENEB
                : head.withdrawals().isPresent() ? Fork.CAPELLA : Fork.BELLATRIX;
        Fork said = schedule.at(head.timestamp());
        boolean later = said == Fork.ELECTRA && shown == Fork.DENEB;
        if (said != shown && !later && !head.number().isZero()) {
            toMend.add(name + ": block " + head.number() + " at " + head.timestamp() + " is of " + shown
                    + ", by the schedule it would be of " + said + "; give the schedule that the node has");
        }
    }

    /** Looks at what both say. */
    void both(Read v4, Read v5) {
        if (!v4.chainId().equals(v5.chainId())) {
            contradictions.add("chain id: v4's node has " + v4.chainId() + ", v5's node " + v5.chainId());
        }
        if (!v4.genesis().equals(v5.genesis())) {
            contradictions.add("genesis block: v4's node has " + v4.genesis() + ", v5's node " + v5.genesis());
        }
        if (!v4.client().equals(v5.client())) {
            differences.add("client: " + client(v4) + " and " + client(v5));
        }
        Set<String> one = new TreeSet<>(v4.capabilities().methods());
        Set<String> other = new TreeSet<>(v5.capabilities().methods());
        only("v4's", one, other);
        only("v5's", other, one);
        if (!v4.head().number().equals(v5.head().number())) {
            differences.add("head: v4's node is at block " + v4.head().number() + ", v5's node at "
                    + v5.head().number());
        }
        if (v4.head().number().isLessThan(v5.head().number())) {
            toMend.add("v4's node is behind v5's; the migration begins with v4, so let it catch up first");
        }
    }

    private void only(String whose, Set<String> methods, Set<String> others) {
        Set<String> more = new TreeSet<>(methods);
        more.removeAll(others);
        if (!more.isEmpty()) {
            differences.add("only " + whose + " node has " + String.join(", ", more));
        }
    }

    private static String client(Read node) {
        return node.client().orElse("one that does not say");
    }

    /** Until when v4 can follow the chain, and v5 after it. */
    void migration(ForkSchedule forks, UInt64 head, Instant now) {
        UInt64 endOfV4 = forks.endOf(LighthouseVersion.V4);
        UInt64 endOfV5 = forks.endOf(LighthouseVersion.V5);
        if (endOfV4.equals(ForkSchedule.NEVER)) {
            migration.add("possible at any time: no fork is planned that v4 can't follow");
        } else if (head.isLessThan(endOfV4)) {
            migration.add(
                    "possible until " + date(endOfV4) + ", when Deneb begins: v4 can't follow, and there is no way"
                            + " back from it" + left(endOfV4, now));
        } else {
            toMend.add("the chain passed Deneb at " + date(endOfV4) + ": v4 can't follow it; use v5 alone");
        }
        if (!endOfV5.equals(ForkSchedule.NEVER)) {
            migration.add("v5 can follow until " + date(endOfV5) + ", when Prague begins");
            if (!head.isLessThan(endOfV5)) {
                toMend.add("the chain passed Prague at " + date(endOfV5) + ": v5 can't follow it either");
            }
        }
    }

    private static String left(UInt64 end, Instant now) {
        Duration left = Duration.between(now, instant(end));
        if (left.isNegative()) {
            return "; by the clock that time is over, so the next block must have an earlier timestamp";
        }
        return left.toDays() > 0 ? " (" + left.toDays() + " days left)" : " (" + left.toHours() + " hours left)";
    }

    static String date(UInt64 timestamp) {
        return instant(timestamp).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private static Instant instant(UInt64 timestamp) {
        long furthest = Instant.MAX.getEpochSecond();
        boolean fits = timestamp.isLessThan(UInt64.of(furthest));
        return Instant.ofEpochSecond(fits ? timestamp.toLong() : furthest);
    }
}
