package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.testkit.demo.BeaconReading.Read;
import io.github.lighthousecompat.testkit.demo.BeaconReading.Unread;
import java.time.Instant;
import java.util.Optional;

/** What a check does with the two beacon nodes. Used by one thread. */
final class BeaconCheck {
    private final Diagnosis diagnosis;
    private final BeaconDiagnosis beacons;
    private final BeaconReading one;
    private final BeaconReading other;

    /**
     * Reads both nodes.
     *
     * @throws IllegalStateException if an adapter is missing
     */
    BeaconCheck(CheckSettings.Pair nodes, Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
        this.beacons = new BeaconDiagnosis(diagnosis);
        this.one = BeaconReader.read(nodes.v4());
        this.other = BeaconReader.read(nodes.v5());
        unread(BeaconDiagnosis.V4, one);
        unread(BeaconDiagnosis.V5, other);
    }

    private void unread(String name, BeaconReading reading) {
        if (reading instanceof Unread unread) {
            diagnosis.mend(name + ": " + unread.problem());
        }
    }

    BeaconReading v4() {
        return one;
    }

    BeaconReading v5() {
        return other;
    }

    /** When the chain forks, as the nodes say; v5's knows more forks. */
    Optional<ForkSchedule> forks() {
        return schedule(other).or(() -> schedule(one));
    }

    private static Optional<ForkSchedule> schedule(BeaconReading reading) {
        return reading instanceof Read read ? read.schedule() : Optional.empty();
    }

    /**
     * Judges what the nodes say, each alone and both together, and compares what they answer.
     *
     * @param said the fork schedule, if somebody else than the nodes says it
     * @param engines the execution nodes, if they are read too
     * @return how the comparison went; empty if there was none
     */
    Optional<String> judge(Optional<ForkSchedule> said, Optional<EngineCheck> engines) {
        if (one instanceof Read read) {
            alone(LighthouseVersion.V4, read, said, engines.map(EngineCheck::v4));
        }
        if (other instanceof Read read) {
            alone(LighthouseVersion.V5, read, said, engines.map(EngineCheck::v5));
        }
        if (!(one instanceof Read first && other instanceof Read second)) {
            return Optional.empty();
        }
        beacons.both(first, second);
        return first.genesis().equals(second.genesis()) ? compare(first, second, engines) : Optional.empty();
    }

    private void alone(LighthouseVersion role, Read node, Optional<ForkSchedule> said, Optional<NodeReading> engine) {
        beacons.node(role, node, said);
        if (engine.isPresent() && engine.get() instanceof NodeReading.Read read) {
            beacons.engine(role, node, read);
        }
    }

    /** Says until when a migration is possible, by the head of v4's node. */
    void migration(ForkSchedule forks, Instant now) {
        if (one instanceof Read node && node.spec().secondsPerSlot().isPresent()) {
            long slots = node.spec().secondsPerSlot().get().toSeconds()
                    * node.headSlot().toLong();
            diagnosis.migration(forks, node.genesis().genesisTime().plus(slots), now);
        }
    }

    private Optional<String> compare(Read first, Read second, Optional<EngineCheck> engines) {
        UInt64 head = first.headSlot().isLessThan(second.headSlot()) ? first.headSlot() : second.headSlot();
        try (LighthouseApi v4 = first.open();
                LighthouseApi v5 = second.open()) {
            BeaconComparison comparison =
                    new BeaconComparison(v4, v5, second.spec().preset(), diagnosis);
            Optional<UInt64> slot = comparison.slotBelow(head);
            if (slot.isEmpty()) {
                diagnosis.differ("no block below slot " + head + " to compare");
                return Optional.empty();
            }
            comparison.compareAt(slot.get());
            if (engines.isPresent()) {
                payload(LighthouseVersion.V4, v4, slot.get(), engines.get());
                payload(LighthouseVersion.V5, v5, slot.get(), engines.get());
            }
            return Optional.of("slot " + slot.get() + ": " + comparison.result());
        }
    }

    /** The execution node must have the block that is in the beacon node's, if it is that far. */
    private void payload(LighthouseVersion role, LighthouseApi client, UInt64 slot, EngineCheck engines) {
        BeaconComparison.payloadAt(client, slot).ifPresent(payload -> {
            Optional<Hash32> hash = NodeReader.hashAt(engines.client(role), payload.blockNumber());
            if (hash.isPresent() && !hash.get().equals(payload.blockHash())) {
                diagnosis.contradict("block " + payload.blockNumber() + ": " + Diagnosis.nodeOf(role) + " has "
                        + hash.get() + ", " + BeaconDiagnosis.nodeOf(role) + ' ' + payload.blockHash() + " in slot "
                        + slot);
            }
        });
    }
}
