package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Where a node is on the way to the head, in its own words: {@code /eth/v1/node/syncing}.
 *
 * <p>Immutable and thread-safe. What a release does not say is empty. A node without peers says that it is not syncing
 * up to v5.2.1 and that it is from v5.3.0 on; {@link NodeHealth} tells both. For that, a node of a release that may
 * mean either is asked for {@code /lighthouse/syncing} too.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface NodeSyncing permits ImmutableNodeSyncing {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of its head. */
    UInt64 headSlot();

    /** Slots from its head to the present. */
    UInt64 syncDistance();

    /** Whether it says that it is catching up. */
    boolean isSyncing();

    /** Whether its head is not verified by its execution layer. */
    Optional<Boolean> isOptimistic();

    /** Whether it has no execution layer that answers; unknown before v4.2.0. */
    Optional<Boolean> isExecutionOffline();

    /**
     * Whether it says that it is catching up only because it has no peers to hear of another head from; empty where it
     * does not say that it is catching up, or not why.
     */
    Optional<Boolean> isStalled();

    /** Makes {@link NodeSyncing}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableNodeSyncing.Builder {
        Builder() {}
    }
}
