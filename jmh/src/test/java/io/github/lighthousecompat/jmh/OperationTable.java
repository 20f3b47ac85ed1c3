package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What became of each beacon operation at a server: filled by the calls themselves, and by the tests that look at them.
 */
final class OperationTable {
    private final String title;
    private final Map<Operation<?, ?>, Row> rows = new LinkedHashMap<>();

    /** What is known of one operation. */
    private static final class Row {
        private int answers;
        private Optional<String> agreement = Optional.empty();
        private Optional<String> failure = Optional.empty();
    }

    /**
     * A call that a server refuses, or knows nothing of.
     *
     * @param words what the failure says: the status with the server's own words, or that the release has no such endpoint
     */
    record Refused(Operation<?, ?> operation, String words, Supplier<CompletableFuture<?>> call) {
        /** Makes the call, which has to end as it should. */
        void assertEnd() {
            assertThatThrownBy(() -> Lighthouse.await(call.get()))
                    .as(operation.name())
                    .isInstanceOfAny(LighthouseException.Http.class, LighthouseException.Unsupported.class)
                    .hasMessageContaining(words);
        }
    }

    OperationTable(String title) {
        this.title = title;
        BeaconOperations.ALL.forEach(operation -> rows.put(operation, new Row()));
    }

    /** The beacon facet of a client, whose calls are noted here. */
    BeaconApi watch(Caller client) {
        return BeaconApi.over(new Watched(client), CallOptions.DEFAULT);
    }

    /** Says what a test found the answers of an operation to agree with. */
    synchronized void agreed(Operation<?, ?> operation, String with) {
        Row row = row(operation);
        assertThat(row.answers).as("answers to %s", operation.name()).isPositive();
        row.agreement =
                Optional.of(row.agreement.map(already -> already + "; " + with).orElse(with));
    }

    /** Every operation was called, and either answered and looked at, or failed as itself. */
    synchronized void assertComplete() {
        assertThat(rows.entrySet())
                .filteredOn(entry -> entry.getValue().agreement.isEmpty()
                        && entry.getValue().failure.isEmpty())
                .extracting(entry -> entry.getKey().name())
                .as("operations that nobody looked at")
                .isEmpty();
    }

    synchronized void print() {
        System.out.println(title);
        rows.forEach((operation, row) -> System.out.printf(
                "  %-26s %3d answers  %s%n",
                operation.name(),
                row.answers,
                row.agreement
                        .map("agreed: "::concat)
                        .or(() -> row.failure.map("not served: "::concat))
                        .orElse("not looked at")));
    }

    private Row row(Operation<?, ?> operation) {
        return rows.computeIfAbsent(operation, unknown -> new Row());
    }

    private synchronized void note(Operation<?, ?> operation, Optional<Throwable> failure) {
        Row row = row(operation);
        if (failure.isEmpty()) {
            row.answers++;
        } else if (failure.get() instanceof LighthouseException typed) {
            row.failure = Optional.of(typed.getClass().getSimpleName() + ": " + typed.getMessage());
        }
    }

    /** A client whose calls are noted. */
    private final class Watched implements Caller {
        private final Caller client;

        Watched(Caller client) {
            this.client = client;
        }

        @Override
        public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
            return client.call(operation, argument, options)
                    .whenComplete((answer, failure) -> note(operation, Optional.ofNullable(failure)));
        }

        @Override
        public String name() {
            return client.name();
        }

        @Override
        public LighthouseVersion version() {
            return client.version();
        }

        @Override
        public TimeSource.Scheduled after(Duration delay, Runnable task) {
            return client.after(delay, task);
        }
    }
}
