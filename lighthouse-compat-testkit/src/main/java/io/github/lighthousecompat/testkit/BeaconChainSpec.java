package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What the chain of a {@link FakeBeaconNode} is like. Immutable and thread-safe.
 *
 * <p>Two nodes with equal specifications have the same blocks. It begins at Capella, and it is small: by default four
 * epochs and two slots of {@link Preset#MINIMAL}.
 */
@TestkitStyle
@Value.Immutable
public sealed interface BeaconChainSpec permits ImmutableBeaconChainSpec {
    /** A chain that stays in Capella, which every release of Lighthouse can follow. */
    static BeaconChainSpec capella() {
        return builder().build();
    }

    /** A chain whose first two epochs are of Capella and the others of Deneb. */
    static BeaconChainSpec deneb() {
        return builder().denebEpoch(UInt64.of(2)).build();
    }

    /** Starts with {@link #capella()}. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Its sizes; by default {@link Preset#MINIMAL}. */
    @Value.Default
    default Preset preset() {
        return Preset.MINIMAL;
    }

    /** The epoch in which Deneb begins; by default none. */
    Optional<UInt64> denebEpoch();

    /** Seconds since 1970 of its slot 0. */
    @Value.Default
    default UInt64 genesisTime() {
        return UInt64.of(1_700_000_000L);
    }

    /** How long a slot is, in whole seconds; by default 12 s. */
    @Value.Default
    default Duration slotTime() {
        return Duration.ofSeconds(12);
    }

    /** The last slot that has a block; by default the second one of epoch 4. */
    @Value.Default
    default UInt64 headSlot() {
        return UInt64.of(4L * preset().slotsPerEpoch() + 1);
    }

    /** Slots that nobody proposed in, neither the first nor the last; by default none. */
    Set<UInt64> skippedSlots();

    /** How many validators there are at first; by default 64. */
    @Value.Default
    default int validators() {
        return 64;
    }

    /** The id of its execution layer's chain; by default 1337. */
    @Value.Default
    default UInt64 chainId() {
        return UInt64.of(1337);
    }

    /** Transactions in each block, those with blobs not counted; by default 2. */
    @Value.Default
    default int transactionsPerBlock() {
        return 2;
    }

    /** Blobs in each block of Deneb; by default 1. */
    @Value.Default
    default int blobsPerBlock() {
        return 1;
    }

    /** What the content of the blocks is made from; by default 1. */
    @Value.Default
    default long seed() {
        return 1;
    }

    /** When it forks, as the execution layer and this library's clients have to know it. */
    @Value.Derived
    default ForkSchedule forks() {
        return ForkSchedule.of(
                genesisTime(),
                denebEpoch()
                        .map(epoch -> timestamp(UInt64.of(epoch.toLong() * preset().slotsPerEpoch())))
                        .orElse(ForkSchedule.NEVER));
    }

    /** Seconds since 1970 of a slot. */
    default UInt64 timestamp(UInt64 slot) {
        return genesisTime().plus(slot.toLong() * slotTime().toSeconds());
    }

    /** The epoch of a slot. */
    default UInt64 epoch(UInt64 slot) {
        return UInt64.of(slot.toLong() / preset().slotsPerEpoch());
    }

    /** The fork of a slot: Capella or Deneb. */
    default Fork fork(UInt64 slot) {
        return forks().at(timestamp(slot));
    }

    /** What can be wrong is found here. */
    @Value.Check
    default void check() {
        require(denebEpoch().filter(UInt64::isZero).isEmpty(), "denebEpoch must be 1 or more");
        require(!slotTime().isNegative() && slotTime().toSeconds() > 0, "slotTime must be a second or more");
        require(validators() > 0, "validators must be 1 or more, is " + validators());
        require(transactionsPerBlock() >= 0, "transactionsPerBlock must be 0 or more, is " + transactionsPerBlock());
        require(
                blobsPerBlock() >= 0 && blobsPerBlock() <= preset().maxBlobsPerBlock(),
                "blobsPerBlock must be 0 to " + preset().maxBlobsPerBlock() + ", is " + blobsPerBlock());
        require(
                !skippedSlots().contains(UInt64.ZERO) && !skippedSlots().contains(headSlot()),
                "skippedSlots must hold neither slot 0 nor headSlot");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("BeaconChainSpec: " + problem);
        }
    }

    /** Makes a {@link BeaconChainSpec}. Not thread-safe. */
    final class Builder extends ImmutableBeaconChainSpec.Builder {
        Builder() {}
    }
}
