package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Release;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How well a node can serve, in order from the best: it is as bad as the worst that is wrong with it.
 *
 * <p>Immutable and thread-safe. It is put together of {@code /eth/v1/node/health} and {@code /eth/v1/node/syncing}, as
 * no release says all of it in one place.
 */
public final class NodeHealth implements Comparable<NodeHealth> {
    /** What can be wrong with a node, from the least to the worst. */
    public enum Trouble {
        /** It is at the head that it knows, and has no peers to hear of another. */
        STALLED,
        /** Its execution layer has not verified the head yet, so that nothing may be signed on it. */
        OPTIMISTIC,
        /** It is catching up. */
        SYNCING,
        /** Its execution layer does not answer. */
        EXECUTION_OFFLINE,
        /** It says that it can't serve, and not why. */
        UNAVAILABLE
    }

    private static final int PARTIAL = 206;
    private static final int UNAVAILABLE = 503;
    private static final int WELL = 200;

    private final Set<Trouble> troubles;
    private final UInt64 syncDistance;

    private NodeHealth(EnumSet<Trouble> troubles, UInt64 syncDistance) {
        this.troubles = Collections.unmodifiableSet(troubles);
        this.syncDistance = syncDistance;
    }

    /** Whether {@code /eth/v1/node/health} answers with this status: 200, 206 or 503. */
    public static boolean isStatus(int status) {
        return status == WELL || status == PARTIAL || status == UNAVAILABLE;
    }

    /**
     * What follows from both answers of a node.
     *
     * <p>Releases differ in what they say of a node without peers: before v4.3.0 status 503 while it says that it is
     * not catching up, then 206 with the same words, and from v5.3.0 on 206 while it says that it is catching up.
     *
     * @param status of {@code /eth/v1/node/health}: 200, 206 or 503
     */
    public static NodeHealth of(Release release, int status, NodeSyncing syncing) {
        boolean isStalled = status == UNAVAILABLE && !release.isAtLeast(4, 3, 0) && !syncing.isSyncing();
        return of(isStalled ? PARTIAL : status, syncing);
    }

    /**
     * What follows from both answers of a node of v4.3.0 or later.
     *
     * <p>That it is stalled is what is left when the status is 206 and the node neither catches up nor has an
     * unverified head, or what it says itself of why it catches up. Where it does not say why, one that is a slot
     * behind at most is taken for stalled: at the beginning of a slot every node is.
     *
     * @param status of {@code /eth/v1/node/health}: 200, 206 or 503
     */
    public static NodeHealth of(int status, NodeSyncing syncing) {
        EnumSet<Trouble> troubles = EnumSet.noneOf(Trouble.class);
        if (syncing.isExecutionOffline().orElse(false)) {
            troubles.add(Trouble.EXECUTION_OFFLINE);
        }
        if (syncing.isOptimistic().orElse(false)) {
            troubles.add(Trouble.OPTIMISTIC);
        }
        if (syncing.isSyncing()) {
            boolean isStalled =
                    syncing.isStalled().orElseGet(() -> syncing.syncDistance().compareTo(UInt64.ONE) <= 0);
            troubles.add(isStalled ? Trouble.STALLED : Trouble.SYNCING);
        }
        if (troubles.isEmpty() && status == PARTIAL) {
            troubles.add(Trouble.STALLED);
        }
        if (status == UNAVAILABLE && !troubles.contains(Trouble.EXECUTION_OFFLINE)) {
            troubles.add(Trouble.UNAVAILABLE);
        }
        return new NodeHealth(troubles, syncing.syncDistance());
    }

    /** What is wrong, from the least to the worst; nothing if the node is ready. */
    public Set<Trouble> troubles() {
        return troubles;
    }

    /** The worst that is wrong; empty if the node is ready. */
    public Optional<Trouble> worst() {
        return troubles.stream().max(Comparator.naturalOrder());
    }

    /** Slots from its head to the present. */
    public UInt64 syncDistance() {
        return syncDistance;
    }

    /** Whether nothing is wrong. */
    public boolean isReady() {
        return troubles.isEmpty();
    }

    /** By the worst that is wrong, then by the next worst, and so on, then by the distance. */
    @Override
    public int compareTo(NodeHealth other) {
        int byWorst = Integer.compare(rank(), other.rank());
        if (byWorst != 0) {
            return byWorst;
        }
        return syncDistance.compareTo(other.syncDistance);
    }

    private int rank() {
        int rank = 0;
        int weight = 1;
        for (Trouble trouble : Trouble.values()) {
            rank += troubles.contains(trouble) ? weight : 0;
            weight *= 2;
        }
        return rank;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeHealth that
                && troubles.equals(that.troubles)
                && syncDistance.equals(that.syncDistance);
    }

    @Override
    public int hashCode() {
        return 31 * troubles.hashCode() + syncDistance.hashCode();
    }

    /** As in {@code ready, 0 slots behind} and {@code [SYNCING, EXECUTION_OFFLINE], 40 slots behind}. */
    @Override
    public String toString() {
        return (isReady() ? "ready" : troubles.toString()) + ", " + syncDistance + " slots behind";
    }
}
