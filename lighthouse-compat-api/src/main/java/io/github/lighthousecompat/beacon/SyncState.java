package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;

/**
 * How a Lighthouse node gets on with its peers: {@code /lighthouse/syncing}.
 *
 * <p>Immutable and thread-safe. A state that this library does not know is a value as any other.
 *
 * @param name of the state, as in {@code SyncingFinalized}
 * @param from first slot of what it syncs, or number of slots that it has filled backwards; empty for states without
 * @param to last slot of what it syncs, or number of slots that it still has to fill backwards; empty for states
 *     without
 */
public record SyncState(String name, Optional<UInt64> from, Optional<UInt64> to) {
    /** At the head, with peers that agree. */
    public static final SyncState SYNCED = of("Synced");
    /** Without peers that it could sync from. */
    public static final SyncState STALLED = of("Stalled");
    /** Between two states. */
    public static final SyncState TRANSITION = of("SyncTransition");

    private static final String BACKFILL = "BackFillSyncing";

    /** A state without numbers. */
    public static SyncState of(String name) {
        return new SyncState(name, Optional.empty(), Optional.empty());
    }

    /** It syncs finalized blocks, from one slot to another. */
    public static SyncState finalizedChain(UInt64 startSlot, UInt64 targetSlot) {
        return new SyncState("SyncingFinalized", Optional.of(startSlot), Optional.of(targetSlot));
    }

    /** It syncs blocks that are not finalized, from one slot to another. */
    public static SyncState headChain(UInt64 startSlot, UInt64 targetSlot) {
        return new SyncState("SyncingHead", Optional.of(startSlot), Optional.of(targetSlot));
    }

    /** It is at the head and fills the history backwards. */
    public static SyncState backfill(UInt64 completed, UInt64 remaining) {
        return new SyncState(BACKFILL, Optional.of(completed), Optional.of(remaining));
    }

    /** Whether it is at the head, also while it fills the history backwards. */
    public boolean isSynced() {
        return equals(SYNCED) || isBackfill();
    }

    /** Whether it is at the head and fills the history backwards. */
    public boolean isBackfill() {
        return name.equals(BACKFILL);
    }

    /** Whether it has no peers that it could sync from. */
    public boolean isStalled() {
        return equals(STALLED);
    }
}
