package io.github.lighthousecompat.testkit.docs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.BuildResult;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DyingBuilderTest {
    // snippet: DyingBuilderTest
    @Test
    void buildPayload_fromABuilderThatDies_isUnreachable() {
        try (FakeLighthouseV5 v5 = FakeLighthouseV5.of(ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER))) {
            v5.script().on(EngineOperations.FORKCHOICE_BUILD).thenKill();

            CompletableFuture<BuildResult> block =
                    v5.engine().buildPayload(v5.forkchoice(), v5.nextAttributes(), Duration.ZERO);

            assertThatThrownBy(() -> Lighthouse.await(block)).isInstanceOf(LighthouseException.Unreachable.class);
        }
    }
    // end
}
