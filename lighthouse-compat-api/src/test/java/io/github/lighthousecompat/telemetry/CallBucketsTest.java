package io.github.lighthousecompat.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallBucketsTest {
    private static final int MOST = 13;

    static Stream<Operation<?, ?>> operations() {
        return Stream.concat(EngineOperations.ALL.stream(), BeaconOperations.ALL.stream());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void bounds_holdTheLimitAndAreFew(Operation<?, ?> operation) {
        assertThat(CallBuckets.of(operation))
                .contains(operation.limit())
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeBetween(7, MOST);
    }

    /** One meter counts them, and takes the bounds of the operation that comes first. */
    @ParameterizedTest
    @MethodSource("operations")
    void bounds_areTheSameForAllOfAGroup(Operation<?, ?> operation) {
        assertThat(operations().filter(other -> other.group().equals(operation.group())))
                .allSatisfy(other -> assertThat(CallBuckets.of(other)).isEqualTo(CallBuckets.of(operation)));
    }

    @Test
    void bounds_endWithTheLongestLimitOfTheGroup() {
        assertThat(CallBuckets.of(EngineOperations.BLOCK_NUMBER)).endsWith(Duration.ofSeconds(1));
        assertThat(CallBuckets.of(EngineOperations.NEW_PAYLOAD)).endsWith(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(CallBuckets.of(BeaconOperations.GENESIS)).endsWith(Duration.ofSeconds(8), Duration.ofSeconds(12));
    }

    @Test
    void bounds_ofAnOperationOfSomebodyElse_endWithItsLimit() {
        Operation<NoArgument, String> other =
                new Operation<>("other", Facet.ENGINE, "other", Effect.READ, Duration.ofMillis(20));

        assertThat(CallBuckets.of(other))
                .containsExactly(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20));
    }
}
