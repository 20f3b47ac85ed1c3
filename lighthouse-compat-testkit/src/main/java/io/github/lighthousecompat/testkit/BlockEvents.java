package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.bytes.UInt64;

/** The data of the events that a node sends by itself. */
final class BlockEvents {
    private BlockEvents() {}

    static String block(BeaconEntry block, BeaconCondition condition) {
        return members(
                        "slot", text(block.slot().toString()),
                        "block", text(block.root().toString()),
                        "execution_optimistic", new Json.Bool(condition.isOptimistic()))
                .toText();
    }

    static String head(BeaconEntry block, FakeBeaconChain chain, BeaconCondition condition) {
        int slots = chain.spec().preset().slotsPerEpoch();
        long epoch = chain.spec().epoch(block.slot()).toLong();
        return members(
                        "slot", text(block.slot().toString()),
                        "block", text(block.root().toString()),
                        "state", text(block.block().stateRoot().toString()),
                        "current_duty_dependent_root", dependentRoot(chain, (epoch - 1) * slots),
                        "previous_duty_dependent_root", dependentRoot(chain, (epoch - 2) * slots),
                        "epoch_transition", new Json.Bool(block.slot().toLong() % slots == 0),
                        "execution_optimistic", new Json.Bool(condition.isOptimistic()))
                .toText();
    }

    static String finalized(BeaconEntry block, long epoch, BeaconCondition condition) {
        return members(
                        "block", text(block.root().toString()),
                        "state", text(block.block().stateRoot().toString()),
                        "epoch", text(String.valueOf(epoch)),
                        "execution_optimistic", new Json.Bool(condition.isOptimistic()))
                .toText();
    }

    /** The root of the last block before a slot. */
    private static Json dependentRoot(FakeBeaconChain chain, long slot) {
        UInt64 last = UInt64.of(Math.max(0, slot - 1));
        return text(chain.upTo(last).orElseGet(chain::head).root().toString());
    }
}
