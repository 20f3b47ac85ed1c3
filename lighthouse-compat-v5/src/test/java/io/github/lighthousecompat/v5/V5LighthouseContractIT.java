package io.github.lighthousecompat.v5;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import io.github.lighthousecompat.testkit.LighthouseApiContract;
import java.util.Set;

/** With a single worker, so that whatever blocks it is noticed, and with time enough for a busy machine. */
class V5LighthouseContractIT extends LighthouseApiContract {
    @Override
    protected LighthouseApi create(ForkSchedule forks) {
        FakeExecutionNode node = closeAfterwards(FakeExecutionNode.start(forks));
        return Lighthouse.v5(
                node.clientConfig().workers(1).timeoutMultiplier(10).build());
    }

    @Override
    protected Set<Fork> forks() {
        return Set.of(Fork.CAPELLA, Fork.DENEB);
    }
}
