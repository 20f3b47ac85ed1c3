package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a node is configured with: {@code /eth/v1/config/spec}. Releases differ in what they say, so that nothing but
 * the entries is sure to be there.
 *
 * <p>Immutable and thread-safe. The typed views are empty where there is no such entry, and throw {@link
 * IllegalArgumentException} where it can't be read as what they give.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface BeaconSpec permits ImmutableBeaconSpec {
    /** Starts with no entries. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The entries that are text or a number, by their name in upper case. */
    Map<String, String> texts();

    /** The entries that are a list or an object, as JSON text, by their name in upper case. */
    Map<String, String> structures();

    /** The text of an entry. */
    default Optional<String> text(String name) {
        return Optional.ofNullable(texts().get(name));
    }

    /**
     * The number of an entry.
     *
     * @throws IllegalArgumentException if it is no number of 64 bits
     */
    default Optional<UInt64> number(String name) {
        return SpecViews.read(this, name, UInt64::parse);
    }

    /** Name of the configuration, such as {@code mainnet}. */
    default Optional<String> configName() {
        return text("CONFIG_NAME");
    }

    /** Name of the preset, such as {@code minimal}. */
    default Optional<String> presetBase() {
        return text("PRESET_BASE");
    }

    /**
     * The sizes of the chain: those of the preset that is named, or of the main network if that is not one of the three
     * that are known, with every size that the node says itself in their place.
     *
     * <p>A release from before Deneb does not say the sizes of that fork; they are those of the name.
     */
    default Preset preset() {
        return PresetEntries.read(this);
    }

    /** How long a slot is. */
    default Optional<Duration> secondsPerSlot() {
        return SpecViews.read(this, "SECONDS_PER_SLOT", SpecViews::seconds);
    }

    /** Slots of an epoch. */
    default Optional<UInt64> slotsPerEpoch() {
        return number("SLOTS_PER_EPOCH");
    }

    /** Chain id of the execution layer. */
    default Optional<UInt64> depositChainId() {
        return number("DEPOSIT_CHAIN_ID");
    }

    /** Address of the deposit contract. */
    default Optional<Address> depositContract() {
        return SpecViews.read(this, "DEPOSIT_CONTRACT_ADDRESS", Address::parse);
    }

    /** Version of a fork. */
    default Optional<Bytes4> forkVersion(Fork fork) {
        return SpecViews.read(this, SpecViews.prefix(fork) + "_FORK_VERSION", Bytes4::parse);
    }

    /** First epoch of a fork; empty if it is not planned. */
    default Optional<UInt64> forkEpoch(Fork fork) {
        return number(SpecViews.prefix(fork) + "_FORK_EPOCH").filter(epoch -> !epoch.equals(UInt64.MAX));
    }

    /**
     * When the chain forks, in seconds since 1970; empty if slots or epochs are of no known length.
     *
     * @throws IllegalArgumentException if forks are out of order, or so late that there is no time for them
     */
    default Optional<ForkSchedule> forkSchedule(Genesis genesis) {
        return SpecViews.schedule(this, genesis);
    }

    /** Makes a {@link BeaconSpec}. Not thread-safe. */
    final class Builder extends ImmutableBeaconSpec.Builder {
        Builder() {}
    }
}
