package io.github.lighthousecompat.compare;

import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns where two backends of <em>one</em> version differ, and proposes to ignore that: what differs between equals
 * says nothing about another version. Thread-safe.
 *
 * <p>Attach it as a listener to a client in parallel mode over two backends of the version you trust, let it hear some
 * thousand calls, and give {@link Result#rules()} to the client that compares two versions, after you have read the
 * evidence. Only MISMATCH is learned from; no contradiction and no failure is ever proposed to be ignored. At most
 * 1,000 paths are remembered. It looks at each mismatch on the thread of the call: detach it from clients whose latency
 * counts.
 */
public final class Calibration implements RoutingListener {
    private static final int MOST_PATHS = 1_000;

    /**
     * A rule that the run proposes.
     *
     * @param rule the rule
     * @param seen in how many comparisons there was a difference that it covers
     * @param compared in how many comparisons of its operation there could have been one
     * @param example the first one
     */
    public record Proposal(IgnoreRule rule, long seen, long compared, Difference example) {}

    /**
     * What a run found. Immutable.
     *
     * @param proposals what to ignore, the most frequent first
     * @param compared how many comparisons of all operations were heard
     */
    public record Result(List<Proposal> proposals, long compared) {
        /** Copies the list. */
        public Result {
            proposals = List.copyOf(proposals);
        }

        /** The rules that are proposed. */
        public List<IgnoreRule> rules() {
            return proposals.stream().map(Proposal::rule).toList();
        }
    }

    private record Place(String operation, String path) {}

    private static final class Seen {
        private final Difference example;
        private long count;

        private Seen(Difference example) {
            this.example = example;
        }
    }

    private final Map<Place, Seen> places = new HashMap<>();
    private final Map<String, Long> compared = new HashMap<>();

    private Calibration() {}

    /** One that has heard nothing yet. */
    public static Calibration create() {
        return new Calibration();
    }

    @Override
    public void onComparison(Comparison comparison) {
        Verdict verdict = comparison.verdict();
        if (!verdict.isAgreement() && verdict != Verdict.MISMATCH) {
            return;
        }
        String operation = comparison.operation().name();
        List<Difference> found = verdict == Verdict.MISMATCH ? comparison.differences() : List.of();
        synchronized (this) {
            compared.merge(operation, 1L, Long::sum);
            found.stream()
                    .map(difference -> new Place(operation, anyIndex(difference.path())))
                    .distinct()
                    .forEach(place -> count(place, found));
        }
    }

    /** What was found so far, without what was seen in fewer than {@code least} comparisons. */
    public synchronized Result result(long least) {
        List<Proposal> proposals = new ArrayList<>();
        places.forEach((place, seen) -> {
            if (seen.count >= least) {
                long of = compared.getOrDefault(place.operation(), 0L);
                String reason = "differs between equals, in " + seen.count + " of " + of;
                proposals.add(new Proposal(
                        new IgnoreRule(place.operation(), place.path(), reason), seen.count, of, seen.example));
            }
        });
        proposals.sort(Comparator.comparingLong(Proposal::seen)
                .reversed()
                .thenComparing(proposal -> proposal.rule().operation())
                .thenComparing(proposal -> proposal.rule().path()));
        return new Result(
                proposals, compared.values().stream().mapToLong(Long::longValue).sum());
    }

    private void count(Place place, List<Difference> found) {
        Seen seen = places.get(place);
        if (seen == null) {
            if (places.size() == MOST_PATHS) {
                return;
            }
            seen = new Seen(found.stream()
                    .filter(difference -> anyIndex(difference.path()).equals(place.path()))
                    .findFirst()
                    .orElseThrow());
            places.put(place, seen);
        }
        seen.count++;
    }

    private static String anyIndex(String path) {
        return path.replaceAll("\\[\\d+]", "[*]");
    }
}
