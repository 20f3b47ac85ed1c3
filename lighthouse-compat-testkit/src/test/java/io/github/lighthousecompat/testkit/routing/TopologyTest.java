package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One execution layer never has two drivers that know nothing of each other. */
class TopologyTest {
    /** A fake that says where its execution layer is. */
    private record Placed(FakeLighthouse fake, URI place) implements Caller {
        @Override
        public String name() {
            return fake.name();
        }

        @Override
        public LighthouseVersion version() {
            return fake.version();
        }

        @Override
        public TimeSource.Scheduled after(Duration delay, Runnable task) {
            return fake.after(delay, task);
        }

        @Override
        public Optional<URI> engineEndpoint() {
            return Optional.of(place);
        }

        @Override
        public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
            return fake.call(operation, argument, options);
        }
    }

    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    private RoutedLighthouse.Builder over(Topology topology, Backend... backends) {
        return two.builder().topology(topology).backends(backends).router(Router.only(backends[0]));
    }

    private Backend v4(String endpoint) {
        return Backend.of("v4", new Placed(two.v4, URI.create(endpoint)));
    }

    private Backend v5(String endpoint) {
        return Backend.of("v5", new Placed(two.v5, URI.create(endpoint)));
    }

    @Tag("S13")
    @ParameterizedTest
    @CsvSource({
        "http://el:8551, http://EL:8551/",
        "http://localhost:8551, http://127.0.0.1:8551",
        "http://[::1]:8551, http://localhost:8551",
        "http://el, http://el:80",
        "https://el/rpc, https://el:443/rpc",
        "http://e_l:8551, http://e_l:8551/"
    })
    void build_ofTwoDriversOfOneExecutionLayer_isRefused(String one, String other) {
        assertThatIllegalArgumentException()
                .isThrownBy(over(Topology.SEPARATE, v4(one), v5(other))::build)
                .withMessageContaining("v4 and v5 would both drive " + other)
                .withMessageContaining("topology(SHARED)");
        two.keep(over(Topology.SHARED, v4(one), v5(other)).build());
    }

    @ParameterizedTest
    @CsvSource({
        "http://el:8551, http://el:8552",
        "http://el:8551, http://le:8551",
        "http://el:8551/a, http://el:8551/b",
        "http://el, https://el"
    })
    void build_ofDriversOfTwo_isNot(String one, String other) {
        two.keep(over(Topology.SEPARATE, v4(one), v5(other)).build());
    }

    @Tag("S13")
    @Test
    void attach_ofASecondDriverOfOneExecutionLayer_isRefused() {
        RoutedLighthouse routed =
                two.keep(over(Topology.SEPARATE, v4("http://el:8551")).build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routed.attach(v5("http://el:8551")))
                .withMessageContaining("v4 and v5 would both drive http://el:8551")
                .withMessageContaining("topology(SHARED)");
        assertThat(routed.states()).containsOnlyKeys("v4");
        two.untilAttached(routed, v5("http://le:8551"));
        assertThat(routed.states()).containsOnlyKeys("v4", "v5");
    }
}
