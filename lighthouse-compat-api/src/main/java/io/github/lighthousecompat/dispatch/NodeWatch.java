package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.NoArgument;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks nodes how they are, beside calls whose answers are signed: each at most once in a slot, none where there is no
 * choice between nodes, and none that is watched anyway because it is down or lags. Nothing is asked while nobody
 * signs. Thread-safe.
 */
final class NodeWatch {
    /** When a node was asked last, and how that goes. */
    private record Reading(long begun, CompletableFuture<?> end) {}

    private static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(null);

    private final RouteExecutor executor;
    private final Map<Member, Reading> last = new ConcurrentHashMap<>();

    NodeWatch(RouteExecutor executor) {
        this.executor = executor;
    }

    /**
     * Asks all nodes that were not asked for a slot. That of {@code asked} is asked here and now, as its own call is
     * next; the others on threads where they hold up nobody.
     *
     * @return ends with the reading of {@code asked}, at once if there is none
     */
    CompletableFuture<?> look(Member asked) {
        List<Member> nodes = executor.fleet().nodes();
        if (nodes.size() < 2) {
            return NOTHING;
        }
        last.keySet().retainAll(nodes);
        for (Member node : nodes) {
            CompletableFuture<?> end = new CompletableFuture<>();
            if (begin(node, end)) {
                if (node == asked) {
                    read(node, end);
                } else {
                    executor.shadows().execute(node, () -> read(node, end));
                }
            }
        }
        Reading reading = last.get(asked);
        return reading == null ? NOTHING : reading.end();
    }

    private boolean begin(Member node, CompletableFuture<?> end) {
        if (!node.health(Facet.BEACON).isWell()) {
            return false;
        }
        Reading fresh = new Reading(executor.time().nanoTime(), end);
        return last.compute(node, (any, known) -> isDue(node, known, fresh) ? fresh : known) == fresh;
    }

    private static boolean isDue(Member node, @Nullable Reading known, Reading fresh) {
        return known == null || fresh.begun() - known.begun() >= node.slotTime().toNanos();
    }

    private void read(Member node, CompletableFuture<?> end) {
        CompletableFuture<NodeSyncing> call = node.call(
                BeaconOperations.NODE_SYNCING, NoArgument.NONE, CallOptions.DEFAULT.within(HealthWatch.PAUSE));
        call.whenComplete((syncing, failure) -> {
            executor.health().learn(node, BeaconOperations.NODE_SYNCING, node.answer(syncing, failure));
            end.complete(null);
        });
    }
}
