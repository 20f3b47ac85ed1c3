package io.github.lighthousecompat.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.engine.EngineOperations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each operation does to a server, written down a second time: all routing hangs on it. */
class EffectsTest {
    private static final Map<Effect, String> ENGINE = Map.of(
            Effect.IDEMPOTENT_WRITE, "newPayload",
            Effect.ORDERED_WRITE, "forkchoiceUpdated",
            Effect.BUILD_START, "forkchoiceBuild",
            Effect.BUILD_FETCH, "getPayload",
            Effect.READ,
                    "payloadBodiesByHash payloadBodiesByRange capabilities clientVersion syncing chainId blockNumber"
                            + " blockByNumber blockByHash",
            Effect.OPAQUE, "raw");

    private static final Map<Effect, String> BEACON = Map.of(
            Effect.READ,
                    "nodeVersion nodeSyncing nodeHealth nodeIdentity peerCount genesis forks spec stateRoot stateFork"
                            + " finalityCheckpoints headers header blockRoot block blobSidecars stateSsz validators"
                            + " validatorBalances liveness proposerDuties attesterDuties syncDuties lighthouseHealth"
                            + " lighthouseSyncing lighthouseNat validatorInclusion databaseInfo",
            Effect.SIGNABLE, "produceBlock attestationData aggregateAttestation syncCommitteeContribution",
            Effect.PUBLISH,
                    "publishBlock publishBlindedBlock publishAttestations publishAggregates publishSyncMessages"
                            + " publishContributions publishVoluntaryExit publishBlsChanges",
            Effect.ANNOUNCE, "prepareProposers registerValidators subscribeCommittees subscribeSyncCommittees",
            Effect.OPAQUE, "historicalBlocks subscribeEvents raw");

    @Test
    void engineOperations_haveTheEffectOfTheTable() {
        assertThat(effects(EngineOperations.ALL)).isEqualTo(byName(ENGINE));
    }

    @Test
    void beaconOperations_haveTheEffectOfTheTable() {
        assertThat(effects(BeaconOperations.ALL)).isEqualTo(byName(BEACON));
    }

    private static Map<String, Effect> effects(List<Operation<?, ?>> operations) {
        return operations.stream().collect(Collectors.toMap(Operation::name, Operation::effect));
    }

    private static Map<String, Effect> byName(Map<Effect, String> table) {
        Map<String, Effect> effects = new HashMap<>();
        table.forEach((effect, names) -> {
            for (String name : names.split(" ", -1)) {
                effects.put(name, effect);
            }
        });
        return effects;
    }
}
