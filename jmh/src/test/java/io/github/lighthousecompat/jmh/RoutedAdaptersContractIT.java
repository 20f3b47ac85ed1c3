package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import io.github.lighthousecompat.testkit.LighthouseApiContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/**
 * A routed client over both adapters keeps the contract, with one worker each, and leaves no thread when it is closed.
 */
class RoutedAdaptersContractIT {
    private abstract static class OverAdapters extends LighthouseApiContract {
        private static final String NAME = "routed-adapters";

        private boolean watched;

        abstract Router router(Backend old, Backend young);

        Topology topology() {
            return Topology.SEPARATE;
        }

        @Override
        protected LighthouseApi create(ForkSchedule forks) {
            if (!watched) {
                // what is to be closed first is closed last, after all clients of the test: no thread may be left then
                closeAfterwards(() -> ClientThreads.assertNoneLeft(NAME));
                watched = true;
            }
            FakeExecutionNode first = closeAfterwards(FakeExecutionNode.start(forks));
            FakeExecutionNode second =
                    topology() == Topology.SHARED ? first : closeAfterwards(FakeExecutionNode.start(forks));
            Backend old = Backend.of("old", Lighthouse.v4(config(first)));
            Backend young = Backend.of("young", Lighthouse.v5(config(second)));
            return RoutedLighthouse.builder()
                    .name(NAME)
                    .backends(old, young)
                    .router(router(old, young))
                    .topology(topology())
                    .build();
        }

        private static LighthouseConfig config(FakeExecutionNode node) {
            return node.clientConfig()
                    .name(NAME)
                    .workers(1)
                    .timeoutMultiplier(10)
                    .build();
        }

        @Override
        protected Set<Fork> forks() {
            return Set.of(Fork.CAPELLA, Fork.DENEB);
        }
    }

    @Nested
    class Parallel extends OverAdapters {
        @Override
        Router router(Backend old, Backend young) {
            return Router.parallel(young, old);
        }
    }

    @Nested
    class PrimaryWithFallback extends OverAdapters {
        @Override
        Router router(Backend old, Backend young) {
            return Router.primaryWithFallback(young, old);
        }
    }

    @Nested
    class Canary extends OverAdapters {
        @Override
        Router router(Backend old, Backend young) {
            return Router.canary(old, young, WeightDial.at(Weight.percent(50)), Assignment.hash("contract"));
        }
    }

    @Nested
    class Shadow extends OverAdapters {
        @Override
        Router router(Backend old, Backend young) {
            return Router.shadow(young, old);
        }
    }

    @Nested
    class CanaryAtRandom extends OverAdapters {
        @Override
        Router router(Backend old, Backend young) {
            return Router.canary(old, young, WeightDial.at(Weight.percent(50)), Assignment.random());
        }
    }

    @Nested
    class OneExecutionLayer extends OverAdapters {
        @Override
        Router router(Backend old, Backend young) {
            return Router.only(young);
        }

        @Override
        Topology topology() {
            return Topology.SHARED;
        }
    }

    @Nested
    class OneExecutionLayerCanary extends OverAdapters {
        @Override
        Router router(Backend old, Backend young) {
            return Router.canary(old, young, WeightDial.at(Weight.percent(50)), Assignment.random());
        }

        @Override
        Topology topology() {
            return Topology.SHARED;
        }
    }
}
