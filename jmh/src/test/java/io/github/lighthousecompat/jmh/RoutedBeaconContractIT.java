package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.BeaconContract;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** A routed client over nodes of both versions keeps the contract, and so does one that finds out what its node is. */
class RoutedBeaconContractIT {
    private static final List<String> ALL =
            List.of("v4.0.1", "v4.3.0", "v4.5.0", "v4.6.0", "v5.0.0", "v5.2.1", "v5.3.0");

    private static LighthouseConfig config(FakeBeaconNode node) {
        LighthouseConfig.Builder config = node.clientConfig();
        return config.name("routed-nodes").workers(1).timeoutMultiplier(10).build();
    }

    private abstract static class OverNodes extends BeaconContract {
        abstract Router router(Backend first, Backend other);

        @Override
        protected LighthouseApi create(FakeBeaconNode node) {
            boolean isOld =
                    Release.parse(node.version()).orElseThrow().dialect().orElseThrow() == LighthouseVersion.V4;
            FakeBeaconNode second =
                    closeAfterwards(FakeBeaconNode.like(isOld ? "Lighthouse/v5.3.0" : "Lighthouse/v4.5.0"));
            Backend first = Backend.of("first", isOld ? Lighthouse.v4(config(node)) : Lighthouse.v5(config(node)));
            Backend other = Backend.of("other", isOld ? Lighthouse.v5(config(second)) : Lighthouse.v4(config(second)));
            return RoutedLighthouse.builder()
                    .name("routed-nodes")
                    .backends(first, other)
                    .router(router(first, other))
                    .topology(Topology.SEPARATE)
                    .build();
        }

        @Override
        protected List<String> releases() {
            return ALL;
        }
    }

    @Nested
    class Only extends OverNodes {
        @Override
        Router router(Backend first, Backend other) {
            return Router.only(first);
        }
    }

    @Nested
    class Shadow extends OverNodes {
        @Override
        Router router(Backend first, Backend other) {
            return Router.shadow(first, other);
        }
    }

    @Nested
    class Connected extends BeaconContract {
        @Override
        protected LighthouseApi create(FakeBeaconNode node) {
            return await(Lighthouse.connect(config(node)));
        }

        @Override
        protected List<String> releases() {
            return ALL;
        }
    }
}
