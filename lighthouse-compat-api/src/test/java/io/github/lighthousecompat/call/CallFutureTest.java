package io.github.lighthousecompat.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallFutureTest {
    private static final CallSite SITE = new CallSite("client", "old");

    private final AtomicInteger cancels = new AtomicInteger();
    private final CallFuture<String> future = new CallFuture<>(SITE, "op");

    @Test
    void cancel_running_endsTheWorkAndFailsWithCancelled() {
        future.onCancel(cancels::incrementAndGet);

        assertThat(future.cancel(true)).isTrue();

        assertThat(cancels).hasValue(1);
        assertThat(future.isCancelled()).isTrue();
        assertThat(future.isDone()).isTrue();
        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(LighthouseException.Cancelled.class)
                .hasMessage("[client client, backend old, op] the caller cancelled it");
    }

    @Test
    void cancel_twice_endsTheWorkOnce() {
        future.onCancel(cancels::incrementAndGet);
        future.cancel(true);

        assertThat(future.cancel(true)).isTrue();

        assertThat(cancels).hasValue(1);
    }

    @Test
    void cancel_complete_doesNothing() {
        future.onCancel(cancels::incrementAndGet);
        future.complete("answer");

        assertThat(future.cancel(true)).isFalse();

        assertThat(cancels).hasValue(0);
        assertThat(future.isCancelled()).isFalse();
        assertThat(future).isCompletedWithValue("answer");
    }

    @Test
    void cancel_failed_doesNothing() {
        CallFuture<String> failed = CallFuture.failed(SITE, "op", timeout());

        assertThat(failed.cancel(true)).isFalse();

        assertThat(failed.isCancelled()).isFalse();
        assertThatThrownBy(failed::join).cause().isInstanceOf(LighthouseException.Timeout.class);
    }

    @Test
    void isCancelled_running_isFalse() {
        assertThat(future.isCancelled()).isFalse();
    }

    @Test
    void onCancel_afterTheCancel_runsAtOnce() {
        future.cancel(true);

        future.onCancel(cancels::incrementAndGet);

        assertThat(cancels).hasValue(1);
    }

    @Test
    void follow_answer_completesWithIt() {
        CompletableFuture<String> work = new CompletableFuture<>();
        future.follow(work);

        work.complete("answer");

        assertThat(future).isCompletedWithValue("answer");
    }

    @Test
    void follow_wrappedFailure_failsWithWhatIsInside() {
        LighthouseException timeout = timeout();
        CompletableFuture<String> work = new CompletableFuture<>();
        future.follow(work.thenApply(answer -> answer));

        work.completeExceptionally(timeout);

        assertThat(failureOf(future)).isSameAs(timeout);
    }

    @Test
    void follow_otherFailure_becomesDecode() {
        future.follow(CompletableFuture.failedFuture(new IllegalStateException("odd")));

        assertThat(failureOf(future))
                .isInstanceOf(LighthouseException.Decode.class)
                .hasMessageContaining("odd");
    }

    @Test
    void follow_cancel_reachesTheWork() {
        CompletableFuture<String> work = new CompletableFuture<>();
        future.follow(work);

        future.cancel(true);

        assertThat(work.isCancelled()).isTrue();
    }

    @Test
    void thenApply_cancelledStage_leavesTheCall() {
        CompletableFuture<Integer> stage = future.thenApply(String::length);

        stage.cancel(true);

        assertThat(stage).isNotInstanceOf(CallFuture.class);
        assertThat(future.isDone()).isFalse();
    }

    private static Throwable failureOf(CompletableFuture<?> failed) {
        return failed.handle((value, failure) -> failure).join();
    }

    private static LighthouseException timeout() {
        return new LighthouseException.Timeout(SITE, "op", Duration.ofSeconds(8));
    }
}
