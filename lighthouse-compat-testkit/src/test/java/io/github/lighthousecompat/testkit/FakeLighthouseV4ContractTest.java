package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import java.util.Set;

class FakeLighthouseV4ContractTest extends LighthouseApiContract {
    @Override
    protected LighthouseApi create(ForkSchedule forks) {
        return FakeLighthouseV4.of(forks);
    }

    @Override
    protected Set<Fork> forks() {
        return Set.of(Fork.CAPELLA);
    }
}
