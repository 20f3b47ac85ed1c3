package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sources and targets of the votes that were handed out, whichever node they came from: of two votes of which one
 * surrounds the other a validator may sign only one. Not thread-safe.
 */
final class Votes {
    /**
     * The most targets that are remembered, and how far two may be apart to be compared; more than are ever voted for.
     */
    static final int EPOCHS = 64;

    /** The sources of all votes for one target. */
    private record Sources(UInt64 lowest, UInt64 highest) {
        Sources with(UInt64 source) {
            return new Sources(
                    source.compareTo(lowest) < 0 ? source : lowest, source.compareTo(highest) > 0 ? source : highest);
        }
    }

    private final NavigableMap<UInt64, Sources> handedOut = new TreeMap<>();

    /** What is wrong with handing out {@code vote} after all others; if nothing is, it counts as handed out. */
    Optional<String> take(AttestationData vote) {
        UInt64 source = vote.source().epoch();
        UInt64 target = vote.target().epoch();
        Optional<String> problem = problem(source, target);
        // a vote from the future is no vote, and nothing to hold later ones against
        if (problem.isEmpty() && source.compareTo(target) <= 0) {
            handedOut.merge(target, new Sources(source, source), (known, more) -> known.with(source));
            if (handedOut.size() > EPOCHS) {
                handedOut.pollFirstEntry();
            }
        }
        return problem;
    }

    private Optional<String> problem(UInt64 source, UInt64 target) {
        for (Map.Entry<UInt64, Sources> earlier :
                handedOut.headMap(target, false).entrySet()) {
            UInt64 other = earlier.getValue().highest();
            if (other.compareTo(source) > 0) {
                return Optional.of(said(source, target, other, earlier.getKey(), "surrounds"));
            }
        }
        for (Map.Entry<UInt64, Sources> later : handedOut.tailMap(target, false).entrySet()) {
            UInt64 other = later.getValue().lowest();
            if (other.compareTo(source) < 0 && later.getKey().minus(target).compareTo(UInt64.of(EPOCHS)) < 0) {
                return Optional.of(said(source, target, other, later.getKey(), "is surrounded by"));
            }
        }
        return Optional.empty();
    }

    private static String said(UInt64 source, UInt64 target, UInt64 otherSource, UInt64 otherTarget, String how) {
        return "a vote from epoch " + source + " to " + target + ' ' + how + " the one from " + otherSource + " to "
                + otherTarget
                + " that was handed out before: a validator that signs both is slashed; ask again when the"
                + " node has justified what others have";
    }
}
