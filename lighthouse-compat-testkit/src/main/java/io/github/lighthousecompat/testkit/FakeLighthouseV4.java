package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.LighthouseV4;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseVersion;

/** A {@link FakeLighthouse} that speaks as Lighthouse v4 does: up to Capella. Thread-safe. */
public final class FakeLighthouseV4 extends FakeLighthouse implements LighthouseV4 {
    private FakeLighthouseV4(Builder<FakeLighthouseV4> settings) {
        super(LighthouseVersion.V4, settings);
    }

    /** A fake on a chain of its own with these forks, and with the defaults for all else. */
    public static FakeLighthouseV4 of(ForkSchedule forks) {
        return builder().chain(ChainSpec.of(forks)).build();
    }

    /** Starts with the defaults and no chain. The builder is not thread-safe. */
    public static Builder<FakeLighthouseV4> builder() {
        return new Builder<>(FakeLighthouseV4::new);
    }
}
