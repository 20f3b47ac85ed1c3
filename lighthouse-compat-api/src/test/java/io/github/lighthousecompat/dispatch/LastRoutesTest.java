package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Route;
import org.junit.jupiter.api.Test;

class LastRoutesTest {
    private static final Backend BACKEND = Backend.of("b", Scripted.of(LighthouseVersion.V5));
    private static final Route FIRST = Route.to(BACKEND, "first");
    private static final Route ONE = Route.to(BACKEND, "one");
    private static final Route TWO = Route.to(BACKEND, "two");

    private final LastRoutes last = new LastRoutes(FIRST);

    @Test
    void get_isWhatWasPutLastForTheSameOperation() {
        last.put(EngineOperations.NEW_PAYLOAD, ONE);
        last.put(EngineOperations.RAW, TWO);
        assertThat(last.get(EngineOperations.NEW_PAYLOAD)).isSameAs(ONE);
        assertThat(last.get(EngineOperations.RAW)).isSameAs(TWO);

        last.put(EngineOperations.NEW_PAYLOAD, TWO);
        last.put(EngineOperations.RAW, ONE);
        assertThat(last.get(EngineOperations.NEW_PAYLOAD)).isSameAs(TWO);
        assertThat(last.get(EngineOperations.RAW)).isSameAs(ONE);
    }

    @Test
    void get_isTheFirstWhereNothingWasDecided() {
        assertThat(last.get(EngineOperations.RAW)).isSameAs(FIRST);
        last.put(EngineOperations.RAW, ONE);
        assertThat(last.get(EngineOperations.NEW_PAYLOAD)).isSameAs(FIRST);
    }
}
