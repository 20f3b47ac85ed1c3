package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.LighthouseApiContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** A routed client keeps the contract of a client, whatever its router. */
class RoutedContractTest {
    /** A router over v4, the most trusted, and v5, each with an execution layer of its own unless it says otherwise. */
    private abstract static class OverTwo extends LighthouseApiContract {
        abstract Router router(Backend old, Backend young);

        Topology topology() {
            return Topology.SEPARATE;
        }

        @Override
        protected LighthouseApi create(ForkSchedule forks) {
            FakeLighthouseV4 v4 = FakeLighthouseV4.of(forks);
            Backend old = Backend.of("old", v4);
            Backend young = Backend.of("young", young(forks, v4));
            return RoutedLighthouse.builder()
                    .backends(old, young)
                    .router(router(old, young))
                    .topology(topology())
                    .build();
        }

        private FakeLighthouseV5 young(ForkSchedule forks, FakeLighthouseV4 v4) {
            return topology() == Topology.SHARED
                    ? FakeLighthouseV5.builder().chainOf(v4).build()
                    : FakeLighthouseV5.of(forks);
        }

        @Override
        protected Set<Fork> forks() {
            return Set.of(Fork.CAPELLA, Fork.DENEB);
        }
    }

    /** Both versions before one chain. */
    private abstract static class OverOne extends OverTwo {
        @Override
        Topology topology() {
            return Topology.SHARED;
        }
    }

    @Nested
    class OnlyTheOld extends OverTwo {
        @Override
        Router router(Backend old, Backend young) {
            return Router.only(old);
        }

        @Override
        protected Set<Fork> forks() {
            return Set.of(Fork.CAPELLA);
        }
    }

    @Nested
    class OnlyTheYoung extends OverTwo {
        @Override
        Router router(Backend old, Backend young) {
            return Router.only(young);
        }
    }

    @Nested
    class Parallel extends OverTwo {
        @Override
        Router router(Backend old, Backend young) {
            return Router.parallel(old, young);
        }
    }

    @Nested
    class ParallelWithTheYoungInFront extends OverTwo {
        @Override
        Router router(Backend old, Backend young) {
            return Router.parallel(young, old);
        }
    }

    @Nested
    class Shadow extends OverTwo {
        @Override
        Router router(Backend old, Backend young) {
            return Router.shadow(young, old);
        }
    }

    @Nested
    class PrimaryWithFallback extends OverTwo {
        @Override
        Router router(Backend old, Backend young) {
            return Router.primaryWithFallback(young, old);
        }
    }

    @Nested
    class CanaryByHash extends OverTwo {
        @Override
        Router router(Backend old, Backend young) {
            return Router.canary(old, young, WeightDial.at(Weight.percent(50)), Assignment.hash("contract"));
        }
    }

    @Nested
    class CanaryAtRandom extends OverTwo {
        @Override
        Router router(Backend old, Backend young) {
            return Router.canary(old, young, WeightDial.at(Weight.percent(50)), Assignment.random());
        }
    }

    @Nested
    class OneExecutionLayerOnlyTheYoung extends OverOne {
        @Override
        Router router(Backend old, Backend young) {
            return Router.only(young);
        }
    }

    @Nested
    class OneExecutionLayerParallel extends OverOne {
        @Override
        Router router(Backend old, Backend young) {
            return Router.parallel(young, old);
        }
    }

    @Nested
    class OneExecutionLayerShadow extends OverOne {
        @Override
        Router router(Backend old, Backend young) {
            return Router.shadow(young, old);
        }
    }

    @Nested
    class OneExecutionLayerPrimaryWithFallback extends OverOne {
        @Override
        Router router(Backend old, Backend young) {
            return Router.primaryWithFallback(young, old);
        }
    }

    @Nested
    class OneExecutionLayerCanaryByHash extends OverOne {
        @Override
        Router router(Backend old, Backend young) {
            return Router.canary(old, young, WeightDial.at(Weight.percent(50)), Assignment.hash("contract"));
        }
    }

    @Nested
    class OneExecutionLayerCanaryAtRandom extends OverOne {
        @Override
        Router router(Backend old, Backend young) {
            return Router.canary(old, young, WeightDial.at(Weight.percent(50)), Assignment.random());
        }
    }
}
