package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import examples.EngineActor;
import examples.FlagWeight;
import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.ManualKillSwitch;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.node.EthereumJsNode;
import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import io.github.lighthousecompat.testkit.node.Genesis;
import io.github.lighthousecompat.testkit.node.RequiresNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of a host, over two execution layers that nobody here wrote. */
@RequiresNode
@Timeout(180)
class EngineActorIT {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ManualKillSwitch kill = KillSwitch.manual();

    @Test
    void actor_producesAndReadsBackBlocks_whoeverAnswers() throws Exception {
        OpenFeatureAPI.getInstance()
                .setProviderAndWait(new InMemoryProvider(Map.of(
                        "v5-share",
                        Flag.<Double>builder()
                                .variant("all", 100.0)
                                .defaultVariant("all")
                                .build())));
        Genesis genesis = Genesis.capella();
        try (EthereumJsNode first = EthereumJsNode.start(genesis);
                EthereumJsNode second = EthereumJsNode.start(genesis);
                RoutedLighthouse lighthouse = EngineActor.migrating(
                        Topology.SEPARATE,
                        Backend.of("v4", Lighthouse.v4(config(first))),
                        Backend.of("v5", Lighthouse.v5(config(second))),
                        new FlagWeight("v5-share"),
                        kill,
                        meters)) {
            ChainDriver genesisOf =
                    ChainDriver.over(lighthouse.engine(), config(first).forks().orElseThrow());
            try (EngineActor actor = new EngineActor(lighthouse, genesisOf.forkchoice(), Duration.ZERO)) {
                assertThat(lighthouse.weight()).isEqualTo(Weight.ALL);
                ExecutionBlock last = produce(actor, second, (CapellaAttributes) genesisOf.attributes(), 4);
                assertThat(decisions(EngineOperations.NEW_PAYLOAD, "v5", "canary"))
                        .isEqualTo(4);
                assertThat(decisions(EngineOperations.BLOCK_BY_HASH, "v4", "primary")
                                + decisions(EngineOperations.BLOCK_BY_HASH, "v5", "instead"))
                        .as("reading back has a rule of its own; v5 is asked where v4 is still busy with the block")
                        .isEqualTo(4);

                kill.on();
                CapellaAttributes next = CapellaAttributes.builder()
                        .from((CapellaAttributes) genesisOf.attributes())
                        .timestamp(last.timestamp().plus(12))
                        .build();
                last = produce(actor, first, next, 4);

                assertThat(last.number()).isEqualTo(UInt64.of(8));
                assertThat(decisions(EngineOperations.NEW_PAYLOAD, "v4", "kill"))
                        .isEqualTo(4);
                assertThat(decisions(EngineOperations.BLOCK_BY_HASH, "v4", "kill"))
                        .isEqualTo(4);
                ForkchoiceState head = actor.head().get(10, TimeUnit.SECONDS);
                assertThat(head.headBlockHash()).isEqualTo(last.hash());
                assertThat(lighthouse.stats().count(Verdict.CONFLICT)).isZero();
            }
        }
    }

    private static ExecutionBlock produce(EngineActor actor, EthereumJsNode node, CapellaAttributes first, int blocks)
            throws Exception {
        ExecutionBlock block = null;
        Hash32 parent = actor.head().get(10, TimeUnit.SECONDS).headBlockHash();
        for (int i = 0; i < blocks; i++) {
            node.send(TransactionKind.LEGACY);
            block = actor.produce(CapellaAttributes.builder()
                            .from(first)
                            .timestamp(first.timestamp().plus(12L * i))
                            .build())
                    .get(60, TimeUnit.SECONDS);
            assertThat(block.parentHash()).isEqualTo(parent);
            parent = block.hash();
        }
        return Objects.requireNonNull(block);
    }

    private double decisions(Operation<?, ?> operation, String backend, String reason) {
        return meters
                .find("lighthouse.decisions")
                .tags("backend", backend, "reason", reason, "operation", operation.name())
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static LighthouseConfig config(EthereumJsNode node) {
        return LighthouseConfig.builder()
                .engineUrl(node.engineUrl())
                .jwtSecret(JwtSecret.fromFile(node.jwtSecretFile()))
                .forks(ForkSchedule.fromGenesis(node.genesisFile()))
                .timeoutMultiplier(10)
                .build();
    }
}
