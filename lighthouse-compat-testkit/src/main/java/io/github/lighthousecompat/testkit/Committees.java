package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Who does what in a slot: simple rules in place of the shuffling. Each slot has one committee, and in each epoch every
 * validator is in one. Immutable and thread-safe.
 */
record Committees(BeaconChainSpec spec) {
    /** Committees of every slot. */
    static final UInt64 PER_SLOT = UInt64.of(1);

    UInt64 proposer(UInt64 slot) {
        return UInt64.of(slot.toLong() % spec.validators());
    }

    /** The validators of the committee of a slot, in order; none of a committee that there is not. */
    List<UInt64> members(UInt64 slot, UInt64 committee) {
        int slots = spec.preset().slotsPerEpoch();
        long first = slot.toLong() % slots;
        return committee.isZero()
                ? LongStream.iterate(first, index -> index < spec.validators(), index -> index + slots)
                        .mapToObj(UInt64::of)
                        .toList()
                : List.of();
    }

    /** The slot of {@code epoch} in which a validator attests. */
    UInt64 slotOf(UInt64 validator, UInt64 epoch) {
        int slots = spec.preset().slotsPerEpoch();
        return UInt64.of(epoch.toLong() * slots + validator.toLong() % slots);
    }

    /** The places of a validator in the sync committee, in order. */
    List<UInt64> syncPlaces(UInt64 validator) {
        return LongStream.iterate(
                        validator.toLong(),
                        place -> place < spec.preset().syncCommitteeSize(),
                        place -> place + spec.validators())
                .mapToObj(UInt64::of)
                .toList();
    }
}
