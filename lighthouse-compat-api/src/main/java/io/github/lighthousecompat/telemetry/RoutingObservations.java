package io.github.lighthousecompat.telemetry;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.route.Backend;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one routed client as observations. Thread-safe. The only class that needs the library of observations,
 * and loaded only for a host that gives a registry.
 */
public final class RoutingObservations implements CallObserver {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.routing");
    private static final String NAME = "lighthouse.call";
    private static final Observation.Event STAND_IN = Observation.Event.of("stand_in");
    /** Every observation has every key from its beginning, as some registries of meters allow no other. */
    private static final KeyValues UNKNOWN = KeyValues.of(
                    "backend", KeyValue.NONE_VALUE, "lighthouse", KeyValue.NONE_VALUE)
            .and("outcome", KeyValue.NONE_VALUE, "reason", KeyValue.NONE_VALUE);

    private final ObservationRegistry registry;
    private final String client;

    /** Observations of the client with this name. */
    public RoutingObservations(ObservationRegistry registry, String client) {
        this.registry = registry;
        this.client = client;
    }

    @Override
    public Call begin(String group, String operation) {
        return new Observed(group, operation);
    }

    /** A handler of the host that throws harms no call. */
    private void quietly(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException | Error e) {
            threw(e);
        }
    }

    private void threw(Throwable failure) {
        LOG.warn("client {}: an observation threw", client, failure);
    }

    private final class Observed implements Call {
        private final AtomicBoolean hasEnded = new AtomicBoolean();
        private final AtomicBoolean hasReason = new AtomicBoolean();
        private Observation observation = Observation.NOOP;

        Observed(String group, String operation) {
            quietly(() -> observation = Observation.createNotStarted(NAME, registry)
                    .contextualName(operation)
                    .lowCardinalityKeyValues(UNKNOWN.and("client", client, "operation", group)));
            quietly(() -> observation.start());
        }

        @Override
        public <T> T during(Supplier<T> sending) {
            Observation.@Nullable Scope before = registry.getCurrentObservationScope();
            Observation.Scope scope = opened();
            try {
                return sending.get();
            } finally {
                quietly(scope::close);
                // a handler that throws leaves the scope where it is, and it would be the parent of all that comes
                registry.setCurrentObservationScope(before);
            }
        }

        private Observation.Scope opened() {
            try {
                return observation.openScope();
            } catch (RuntimeException | Error e) {
                threw(e);
                return Observation.Scope.NOOP;
            }
        }

        @Override
        public void asked(Backend backend, String reason) {
            if (!hasEnded.get()) {
                answers(backend);
                if (hasReason.compareAndSet(false, true)) {
                    observation.lowCardinalityKeyValue("reason", reason);
                }
            }
        }

        @Override
        public void stoodIn(Backend backend) {
            if (!hasEnded.get()) {
                answers(backend);
                quietly(() -> observation.event(STAND_IN));
            }
        }

        private void answers(Backend backend) {
            observation
                    .lowCardinalityKeyValue("backend", backend.alias())
                    .lowCardinalityKeyValue("lighthouse", backend.version().label());
        }

        @Override
        public void ended(String outcome, Optional<LighthouseException> failure) {
            if (hasEnded.compareAndSet(false, true)) {
                observation.lowCardinalityKeyValue("outcome", outcome);
                failure.ifPresent(problem -> quietly(() -> observation.error(problem)));
                quietly(observation::stop);
            }
        }
    }
}
