package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import java.util.Set;

class FakeLighthouseV5ContractTest extends LighthouseApiContract {
    @Override
    protected LighthouseApi create(ForkSchedule forks) {
        return FakeLighthouseV5.of(forks);
    }

    @Override
    protected Set<Fork> forks() {
        return Set.of(Fork.CAPELLA, Fork.DENEB);
    }
}
