package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.LighthouseV5;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseVersion;

/** A {@link FakeLighthouse} that speaks as Lighthouse v5 does: up to Deneb. Thread-safe. */
public final class FakeLighthouseV5 extends FakeLighthouse implements LighthouseV5 {
    private FakeLighthouseV5(Builder<FakeLighthouseV5> settings) {
        super(LighthouseVersion.V5, settings);
    }

    /** A fake on a chain of its own with these forks, and with the defaults for all else. */
    public static FakeLighthouseV5 of(ForkSchedule forks) {
        return builder().chain(ChainSpec.of(forks)).build();
    }

    /** Starts with the defaults and no chain. The builder is not thread-safe. */
    public static Builder<FakeLighthouseV5> builder() {
        return new Builder<>(FakeLighthouseV5::new);
    }
}
