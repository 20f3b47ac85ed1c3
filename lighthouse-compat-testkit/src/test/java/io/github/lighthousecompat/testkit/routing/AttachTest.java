package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseV5;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What happens beside the attachment of a backend. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class AttachTest {
    private final TwoBackends two = TwoBackends.onCapella();
    private final RoutedLighthouse routed = two.keep(
            two.builder().backends(two.old).router(Router.only(two.old)).build());

    @AfterEach
    void close() {
        two.close();
    }

    /** The client of v5, which does something when it is asked about itself. */
    private class Busy implements LighthouseV5 {
        @Override
        public String name() {
            return two.v5.name();
        }

        @Override
        public TimeSource.Scheduled after(Duration delay, Runnable task) {
            return two.v5.after(delay, task);
        }

        @Override
        public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
            return two.v5.call(operation, argument, options);
        }

        @Override
        public void close() {
            two.v5.close();
        }
    }

    /** Asked while it is attached, it ends the client that it is attached to. */
    private LighthouseV5 closesRouted() {
        return new Busy() {
            @Override
            public boolean serves(Facet facet) {
                routed.close();
                return true;
            }
        };
    }

    @Test
    void attach_besideClose_leavesNoClientOpen() {
        Backend young = Backend.of("v5", closesRouted());

        CompletableFuture<Void> ready = routed.attach(young);

        assertThatThrownBy(ready::join).hasCauseInstanceOf(Cancelled.class);
        assertThatThrownBy(() -> Lighthouse.await(two.v5.engine().blockNumber()))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void attach_besideClose_leavesABorrowedClientOpen() {
        Backend young = Backend.borrowed("v5", closesRouted());

        CompletableFuture<Void> ready = routed.attach(young);

        assertThatThrownBy(ready::join).hasCauseInstanceOf(Cancelled.class);
        assertThat(Lighthouse.await(two.v5.engine().blockNumber()).isZero()).isTrue();
    }

    @Test
    void attach_whoseClientWaitsForAnotherThreadsWrite_holdsUpNobody() {
        List<Boolean> written = new CopyOnWriteArrayList<>();
        Backend young = Backend.of("v5", new Busy() {
            @Override
            public Optional<URI> engineEndpoint() {
                written.add(CompletableFuture.supplyAsync(() -> routed.engine().forkchoiceUpdated(two.v4.forkchoice()))
                        .thenApply(sent -> true)
                        .completeOnTimeout(false, 20, TimeUnit.SECONDS)
                        .join());
                return Optional.empty();
            }
        });

        routed.attach(young).join();

        assertThat(written).isNotEmpty().containsOnly(true);
    }
}
