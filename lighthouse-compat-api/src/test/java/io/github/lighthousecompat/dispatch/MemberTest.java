package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a backend is given with a call. */
class MemberTest {
    private static final CallSite SITE = new CallSite("test", "b");

    private final List<CallOptions> given = new ArrayList<>();
    private final Member member =
            new Member("test", Backend.of("b", new Keeping(given)), new BackendHealth(), BackendState.READY);

    private CallOptions call(CallOptions options) {
        CompletableFuture<?> call = member.call(EngineOperations.SYNCING, NoArgument.NONE, options);
        assertThat(call).isNotDone();
        return given.get(given.size() - 1);
    }

    @Test
    void call_saysForWhomItIsMade() {
        CallOptions one = CallOptions.builder().session("one").build();
        CallOptions two = CallOptions.builder().unit("two").build();
        for (CallOptions options : List.of(one, two, CallOptions.DEFAULT, two, one, one)) {
            assertThat(call(options)).isEqualTo(options.at(SITE));
        }
    }

    @Test
    void call_copiesOptionsThatComeAgainOnce() {
        CallOptions options = CallOptions.builder().session("one").build();
        assertThat(call(options)).isSameAs(call(options));
        assertThat(call(CallOptions.DEFAULT)).isSameAs(call(CallOptions.DEFAULT));
        assertThat(call(options)).as("the defaults are kept apart").isSameAs(given.get(0));
    }

    @Test
    void call_withADeadlineLeavesTheLastOptionsAlone() {
        CallOptions options = CallOptions.builder().session("one").build();
        CallOptions first = call(options);
        CallOptions hurried = options.within(Duration.ofSeconds(1));

        assertThat(call(hurried)).isEqualTo(hurried.at(SITE));
        assertThat(call(options)).isSameAs(first);
    }

    private record Keeping(List<CallOptions> given) implements Caller {
        @Override
        public String name() {
            return "keeping";
        }

        @Override
        public LighthouseVersion version() {
            return LighthouseVersion.V5;
        }

        @Override
        public TimeSource.Scheduled after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("nothing here waits");
        }

        @Override
        public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
            given.add(options);
            return new CompletableFuture<>();
        }
    }
}
