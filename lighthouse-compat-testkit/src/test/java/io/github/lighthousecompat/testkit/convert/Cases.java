package io.github.lighthousecompat.testkit.convert;

import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.ExecutionPayload;
import net.jqwik.api.statistics.Statistics;

/**
 * Counts how often the cases of a property were hit, and fails it if one of them never was. The rarest come in one try
 * of thirty, so that runs with fewer tries than a full one may miss them.
 */
public final class Cases {
    private static final int FEW = 8;
    private static final int FULL_RUN = 1000;

    private Cases() {}

    /** One try had this payload; a full run must meet each kind. */
    public static void of(ExecutionPayload payload) {
        int transactions = payload.transactions().size();
        hit("transactions", transactions == 0 ? "none" : transactions <= FEW ? "few" : "many", "none", "few", "many");
        hit("withdrawals", payload.withdrawals().isEmpty() ? "none" : "some", "none", "some");
        hit(
                "base fee",
                payload.baseFeePerGas().isZero()
                        ? "zero"
                        : payload.baseFeePerGas().equals(UInt256.MAX) ? "largest" : "between",
                "zero",
                "between",
                "largest");
        hit(
                "timestamp",
                payload.timestamp().isZero() ? "zero" : payload.timestamp().equals(UInt64.MAX) ? "largest" : "between",
                "zero",
                "between",
                "largest");
    }

    /** One try hit {@code hit}; a full run must hit each of {@code required}. */
    public static void hit(String label, Object hit, Object... required) {
        Statistics.label(label).collect(hit);
        Statistics.label(label).coverage(checker -> {
            for (Object value : required) {
                checker.check(value).count((times, tries) -> times > 0 || tries < FULL_RUN);
            }
        });
    }
}
