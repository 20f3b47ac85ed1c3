package io.github.lighthousecompat.testkit.convert;

import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.ExecutionPayload;
import net.jqwik.api.statistics.Statistics;

/** Counts how often the cases of a property were hit, and fails it if one of them never was. */
final class Cases {
    private static final int FEW = 8;

    private Cases() {}

    static void of(ExecutionPayload payload) {
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
                "between",
                "largest");
    }

    /** The value is {@code hit}; each of {@code required} must be hit at least once. */
    static void hit(String label, Object hit, Object... required) {
        Statistics.label(label).collect(hit);
        Statistics.label(label).coverage(checker -> {
            for (Object value : required) {
                checker.check(value).count(times -> times > 0);
            }
        });
    }
}
