package io.github.lighthousecompat.testkit;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The blocks that chains begin with, kept of the last few specifications: equal ones have the same blocks, and making
 * them takes longer than all else that a node does at its start. They are given back when memory is short. Thread-safe.
 */
final class FirstBlocks {
    private static final int SPECIFICATIONS = 4;

    private final Map<BeaconChainSpec, SoftReference<List<BeaconEntry>>> kept = new LinkedHashMap<>(8, 0.75f, true);

    /** The blocks of {@code spec} in order, made by {@code maker} if they are not here. */
    List<BeaconEntry> of(BeaconChainSpec spec, Supplier<List<BeaconEntry>> maker) {
        List<BeaconEntry> known = known(spec);
        if (known.isEmpty()) {
            // outside the lock, so that chains that differ do not wait for each other
            known = List.copyOf(maker.get());
            keep(spec, known);
        }
        return known;
    }

    /** None if they are not here; a chain has its genesis at least. */
    private synchronized List<BeaconEntry> known(BeaconChainSpec spec) {
        SoftReference<List<BeaconEntry>> reference = kept.get(spec);
        List<BeaconEntry> blocks = reference == null ? null : reference.get();
        return blocks == null ? List.of() : blocks;
    }

    private synchronized void keep(BeaconChainSpec spec, List<BeaconEntry> blocks) {
        kept.put(spec, new SoftReference<>(blocks));
        if (kept.size() > SPECIFICATIONS) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
