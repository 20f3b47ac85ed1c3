package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.Topology;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is kept of a call's time for a stand-in: as long as 99 of 100 of its calls take, at least a quarter of the
 * whole, and at most half, as the first attempt is the one that was asked for. Thread-safe.
 */
final class Reserves {
    /** For so long the time that a backend needs is taken for the same. */
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    /** Of fewer calls nobody knows the slowest of a hundred. */
    private static final int ENOUGH = 100;

    private record Pace(Member standIn, Duration p99, long at) {}

    /** The options of the first attempt, as they were made for the same call before. */
    private record First(Member primary, Member standIn, CallOptions given, CallOptions made, long at) {}

    private final Fleet fleet;
    private final Topology topology;
    private final StatsCollector stats;
    private final Map<Operation<?, ?>, Pace> paces = new ConcurrentHashMap<>();
    private final Map<Operation<?, ?>, First> firsts = new ConcurrentHashMap<>();

    Reserves(Fleet fleet, Topology topology, StatsCollector stats) {
        this.fleet = fleet;
        this.topology = topology;
        this.stats = stats;
    }

    /** How much of {@code deadline} is kept; nothing where nobody may stand in for one that is silent. */
    Duration of(Operation<?, ?> operation, Route route, Member primary, Duration deadline, long now) {
        return standIn(operation, route, primary)
                .map(member -> reserve(operation, member, deadline, now))
                .orElse(Duration.ZERO);
    }

    /** What 99 of 100 calls of {@code operation} to {@code member} take at most; empty before there were a hundred. */
    Optional<Duration> pace(Operation<?, ?> operation, Member member) {
        String alias = member.backend().alias();
        return stats.calls(operation, alias) < ENOUGH ? Optional.empty() : Optional.of(stats.p99(operation, alias));
    }

    /** The options for the first attempt of a call without a deadline; no memory for one that is like the last one. */
    CallOptions first(Operation<?, ?> operation, Route route, Member primary, CallOptions options, long now) {
        if (route.standIn().isEmpty()) {
            return options;
        }
        First last = firsts.get(operation);
        return last != null && isSame(operation, last, route, primary, options, now)
                ? last.made()
                : make(operation, route, primary, options, now);
    }

    private static boolean isSame(
            Operation<?, ?> operation, First last, Route route, Member primary, CallOptions options, long now) {
        return last.given() == options
                && last.primary() == primary
                && now - last.at() < FRESH
                && last.standIn().backend() == route.standIn().get()
                && isThere(last.standIn(), operation.facet());
    }

    private CallOptions make(Operation<?, ?> operation, Route route, Member primary, CallOptions options, long now) {
        Optional<Member> standIn = standIn(operation, route, primary);
        if (standIn.isEmpty()) {
            return options;
        }
        Duration limit = primary.limit(operation);
        CallOptions made = options.within(limit.minus(reserve(operation, standIn.get(), limit, now)))
                .at(primary.site());
        firsts.put(operation, new First(primary, standIn.get(), options, made, now));
        return made;
    }

    private Optional<Member> standIn(Operation<?, ?> operation, Route route, Member primary) {
        Optional<Backend> named = route.standIn();
        if (named.isEmpty() || !helps(operation)) {
            return Optional.empty();
        }
        Facet facet = operation.facet();
        return operation.effect() == Effect.SIGNABLE || operation.effect() == Effect.PUBLISH
                ? fleet.standInNode(route, primary).filter(member -> isThere(member, facet))
                : fleet.find(named.get().alias()).filter(member -> member != primary && isThere(member, facet));
    }

    /** Where a timeout lets nobody stand in, or the same server would be asked, time that is kept is lost. */
    private boolean helps(Operation<?, ?> operation) {
        return switch (operation.effect()) {
            case READ -> operation.facet() == Facet.BEACON || topology == Topology.SEPARATE;
            case SIGNABLE, PUBLISH -> true;
            case IDEMPOTENT_WRITE, ORDERED_WRITE -> topology == Topology.SEPARATE;
            default -> false;
        };
    }

    private static boolean isThere(Member member, Facet facet) {
        return member.mayAnswer(facet) && !member.isDown(facet);
    }

    private Duration reserve(Operation<?, ?> operation, Member standIn, Duration deadline, long now) {
        Pace pace = paces.get(operation);
        if (pace == null || pace.standIn() != standIn || now - pace.at() >= FRESH) {
            pace = new Pace(standIn, stats.p99(operation, standIn.backend().alias()), now);
            paces.put(operation, pace);
        }
        Duration quarter = deadline.dividedBy(4);
        Duration half = deadline.dividedBy(2);
        Duration needed = pace.p99().compareTo(quarter) > 0 ? pace.p99() : quarter;
        return needed.compareTo(half) < 0 ? needed : half;
    }
}
