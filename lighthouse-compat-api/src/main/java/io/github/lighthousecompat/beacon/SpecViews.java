package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How the typed views of a {@link BeaconSpec} are read. */
final class SpecViews {
    private SpecViews() {}

    static <T> Optional<T> read(BeaconSpec spec, String name, Function<String, T> reader) {
        return spec.text(name).map(text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " of the spec can't be " + text, e);
            }
        });
    }

    static Duration seconds(String text) {
        UInt64 seconds = UInt64.parse(text);
        if (seconds.isZero() || UInt64.of(Integer.MAX_VALUE).isLessThan(seconds)) {
            throw new IllegalArgumentException("no slot takes " + text + " seconds");
        }
        return Duration.ofSeconds(seconds.toLong());
    }

    static String prefix(Fork fork) {
        return fork.consensusName().toUpperCase(Locale.ROOT);
    }

    static Optional<ForkSchedule> schedule(BeaconSpec spec, Genesis genesis) {
        return spec.secondsPerSlot()
                .flatMap(slot -> spec.slotsPerEpoch()
                        .map(slots -> ForkSchedule.builder()
                                .shanghai(time(spec, genesis, Fork.CAPELLA, slot, slots))
                                .cancun(time(spec, genesis, Fork.DENEB, slot, slots))
                                .prague(time(spec, genesis, Fork.ELECTRA, slot, slots))
                                .build()));
    }

    private static UInt64 time(BeaconSpec spec, Genesis genesis, Fork fork, Duration slot, UInt64 slots) {
        Optional<UInt64> epoch = spec.forkEpoch(fork);
        if (epoch.isEmpty()) {
            return ForkSchedule.NEVER;
        }
        try {
            long sinceGenesis =
                    Math.multiplyExact(Math.multiplyExact(epoch.get().toLong(), slots.toLong()), slot.toSeconds());
            return genesis.genesisTime().plus(sinceGenesis);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    fork.consensusName() + " can't begin in epoch " + epoch.get() + ": there is no time for it", e);
        }
    }
}
