package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.JsonBasics.NUMBER;

import io.github.lighthousecompat.beacon.BlockRewardEvent;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.Members;

/** Reads {@code block_reward}, whose amounts have no quotes; what each validator adds to them is passed over. */
final class BlockRewards {
    private static final int BLOCK = 0;
    private static final int META = 1;
    private static final Members EVENT = Members.required("block_root", "meta", "attestation_rewards");

    private static final int SLOT = 0;
    private static final int PARENT_SLOT = 1;
    private static final int PROPOSER = 2;
    private static final Members META_MEMBERS = Members.required("slot", "parent_slot", "proposer_index", "graffiti");

    private static final int TOTAL = 0;
    private static final int PREVIOUS_EPOCH = 1;
    private static final Members REWARDS = Members.required("total", "prev_epoch_total", "curr_epoch_total");

    private BlockRewards() {}

    static BlockRewardEvent read(JsonCursor json) {
        BlockRewardEvent.Builder event = BlockRewardEvent.builder();
        json.beginObject();
        while (json.nextMember(EVENT)) {
            switch (json.member()) {
                case BLOCK -> event.block(json.hash());
                case META -> meta(json, event);
                default -> rewards(json, event);
            }
        }
        return event.build();
    }

    private static void meta(JsonCursor json, BlockRewardEvent.Builder event) {
        json.beginObject();
        while (json.nextMember(META_MEMBERS)) {
            switch (json.member()) {
                case SLOT -> event.slot(NUMBER.read(json));
                case PARENT_SLOT -> event.parentSlot(NUMBER.read(json));
                case PROPOSER -> event.proposerIndex(NUMBER.read(json));
                default -> event.graffiti(json.text());
            }
        }
    }

    private static void rewards(JsonCursor json, BlockRewardEvent.Builder event) {
        json.beginObject();
        while (json.nextMember(REWARDS)) {
            switch (json.member()) {
                case TOTAL -> event.total(NUMBER.read(json));
                case PREVIOUS_EPOCH -> event.previousEpochTotal(NUMBER.read(json));
                default -> event.currentEpochTotal(NUMBER.read(json));
            }
        }
    }
}
