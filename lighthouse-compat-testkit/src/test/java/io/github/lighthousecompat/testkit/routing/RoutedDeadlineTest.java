package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.ImportResult;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.testkit.ReceivedCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoutedDeadlineTest {
    @Test
    void importPayload_deadline_isOneForBothStepsByTheTimeOfTheRoutedClient() {
        try (TwoBackends two = TwoBackends.onCapella()) {
            RoutedLighthouse routed = two.keep(
                    two.builder().backends(two.old).router(Router.only(two.old)).build());
            NewPayloadRequest block =
                    two.driver(routed).buildTime(Duration.ZERO).build();
            Hash32 head = two.v4.forkchoice().headBlockHash();
            two.v4.script().on(EngineOperations.NEW_PAYLOAD).delay(Duration.ofSeconds(5));
            CompletableFuture<ImportResult> result = routed.engine(CallOptions.DEFAULT.within(Duration.ofSeconds(8)))
                    .importPayload(ImportRequest.of(block, head, head));

            two.time.advance(Duration.ofSeconds(5));

            assertThat(Lighthouse.await(result))
                    .isEqualTo(new ImportResult.Imported(block.payload().blockHash()));
            List<ReceivedCall> calls = two.v4.calls();
            assertThat(calls.get(calls.size() - 1).options().deadline()).contains(Duration.ofSeconds(3));
        }
    }
}
