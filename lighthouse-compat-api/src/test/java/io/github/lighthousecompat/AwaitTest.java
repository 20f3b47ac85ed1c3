package io.github.lighthousecompat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Decode;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What who waits is told of a failure. */
class AwaitTest {
    static Stream<Throwable> unchecked() {
        return Stream.of(new IllegalStateException("the host's"), new StackOverflowError("the host's"));
    }

    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        @SuppressWarnings("unchecked") // what is thrown is unchecked
        T thrown = (T) failure;
        throw thrown;
    }

    @ParameterizedTest
    @MethodSource("unchecked")
    void failureOfTheHostsOwnStage_isThrownAsItIs(Throwable failure) {
        CompletableFuture<Integer> stage = CompletableFuture.completedFuture(1).thenApply(answer -> {
            AwaitTest.<RuntimeException>sneak(failure);
            return answer;
        });

        assertThatThrownBy(() -> Lighthouse.await(stage)).isSameAs(failure);
        assertThatThrownBy(() -> Lighthouse.await(stage.thenApply(answer -> answer)))
                .isSameAs(failure);
    }

    @Test
    void failureOfACall_isThrownAsItIs() {
        Timeout timeout = new Timeout(CallSite.of("main"), "newPayload", Duration.ofSeconds(1));
        CompletableFuture<Object> call = CompletableFuture.failedFuture(timeout);

        assertThatThrownBy(() -> Lighthouse.await(call.thenApply(answer -> answer)))
                .isSameAs(timeout);
    }

    @Test
    void stageOfACancelledOne_isCancelled() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        CompletableFuture<Object> next = stage.thenApply(answer -> answer);
        stage.cancel(true);

        assertThatThrownBy(() -> Lighthouse.await(stage)).isInstanceOf(Cancelled.class);
        assertThatThrownBy(() -> Lighthouse.await(next)).isInstanceOf(Cancelled.class);
    }

    @Test
    void checkedFailure_isNotUnderstood() {
        IOException failure = new IOException("the host's");

        assertThatThrownBy(() -> Lighthouse.await(CompletableFuture.failedFuture(failure)))
                .isInstanceOf(Decode.class)
                .hasCause(failure);
    }
}
