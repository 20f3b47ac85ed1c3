package io.github.lighthousecompat.jmh;

import examples.EngineActor;
import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import io.github.lighthousecompat.testkit.node.EthereumJsNode;
import io.github.lighthousecompat.testkit.node.Genesis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What does routing cost a host that produces blocks? The p99 of a whole block, built, imported and read back by {@code
 * docs/examples/EngineActor.java}: on the bare v5 adapter, and on a routed client with a canary, an override, a kill
 * switch and meters. Over the real execution layer {@code @ethereumjs/client}, which is what is judged where this
 * machine has what it needs; and before that over a fake one, which answers at once, so that most of the time is the
 * client's.
 *
 * <p>Each host has a node of its own on loopback, and v5 answers all of its calls, so that all do the same work: a read
 * through the other adapter would go over another connection, with threads of its own to wake. The hosts take turns
 * block by block. Ends with code 1 if the routed host's p99 is more than 2 % above that of the bare one and the
 * difference is beyond all that two runs of the same showed.
 *
 * <p>{@code mvn -q -Pbench package -Drun.class=io.github.lighthousecompat.jmh.HostPath}
 */
public final class HostPath {
    private static final double MOST = 1.02;
    private static final int TRANSACTIONS = 10;
    /** A busy machine makes a measurement slow, not fail. */
    private static final int PATIENCE = 30;

    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.of(1_000_000), ForkSchedule.NEVER);

    private HostPath() {}

    /** Measures, prints a table for each execution layer and judges. */
    public static void main(String[] arguments) {
        boolean areGood = measure("a block on a fake node", 9, 2_500, HostPath::fake);
        if (EthereumJsNode.isAvailable()) {
            areGood = measure("a block on @ethereumjs/client", 5, 300, HostPath::real);
        } else {
            System.out.println("no Node.js and npm here: judged by the fake node");
        }
        if (!areGood) {
            System.exit(1);
        }
    }

    private static boolean measure(String thing, int rounds, int blocks, Supplier<Node> nodes) {
        Rounds ways = new Rounds(thing, rounds, blocks, 1, MOST);
        ways.add("bare v5", () -> new Host(nodes.get(), Lighthouse::v5));
        ways.add("bare v5 again", () -> new Host(nodes.get(), Lighthouse::v5));
        ways.add("routed", () -> new Host(nodes.get(), HostPath::routed));
        return ways.hold();
    }

    /** At the beginning of a migration away from v5: so v5 answers every call, the one with a rule of its own too. */
    private static LighthouseApi routed(LighthouseConfig config) {
        return EngineActor.migrating(
                Topology.SHARED,
                Backend.of("v5", Lighthouse.v5(config)),
                Backend.of("v4", Lighthouse.v4(config)),
                WeightDial.at(Weight.NONE),
                KillSwitch.manual(),
                new SimpleMeterRegistry());
    }

    private static Node fake() {
        FakeExecutionNode node = FakeExecutionNode.builder(ChainSpec.builder()
                        .forks(FORKS)
                        .transactionsPerBlock(TRANSACTIONS)
                        .build())
                .start();
        return new Node(node.clientConfig().timeoutMultiplier(PATIENCE).build(), FORKS, node::close);
    }

    private static Node real() {
        EthereumJsNode node = EthereumJsNode.start(Genesis.capella());
        ForkSchedule forks = ForkSchedule.fromGenesis(node.genesisFile());
        LighthouseConfig config = LighthouseConfig.builder()
                .engineUrl(node.engineUrl())
                .jwtSecret(JwtSecret.fromFile(node.jwtSecretFile()))
                .forks(forks)
                .timeoutMultiplier(PATIENCE)
                .build();
        return new Node(config, forks, node::close);
    }

    /** An execution layer of either kind, and how a client reaches it. */
    private record Node(LighthouseConfig config, ForkSchedule forks, Runnable end) {}

    /** One host with its node. */
    private static final class Host implements Rounds.Doer {
        private final Node node;
        private final LighthouseApi lighthouse;
        private final EngineActor actor;
        private CapellaAttributes attributes;

        Host(Node node, Function<LighthouseConfig, LighthouseApi> client) {
            this.node = node;
            lighthouse = client.apply(node.config());
            ChainDriver driver = ChainDriver.over(lighthouse.engine(), node.forks());
            attributes = (CapellaAttributes) driver.attributes();
            actor = new EngineActor(lighthouse, driver.forkchoice(), Duration.ZERO);
        }

        /** The next block. */
        @Override
        public void once() {
            Check.that(
                    "the block that was built",
                    actor.produce(attributes).join().timestamp().equals(attributes.timestamp()));
            attributes = CapellaAttributes.builder()
                    .from(attributes)
                    .timestamp(attributes.timestamp().plus(12))
                    .build();
        }

        @Override
        public void close() {
            actor.close();
            lighthouse.close();
            node.end().run();
        }
    }
}
