package io.github.lighthousecompat.testkit.routing;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What a registry of observations is told of, in order. Thread-safe. */
final class RecordedObservations implements ObservationHandler<Observation.Context> {
    final ObservationRegistry registry = ObservationRegistry.create();
    private final List<Recorded> all = new CopyOnWriteArrayList<>();

    /**
     * One observation.
     *
     * @param news what happened to it: {@code start}, {@code error}, {@code stop}, the names of events
     */
    record Recorded(Observation.Context context, List<String> news) {
        String key(String name) {
            return keys().getOrDefault(name, "absent");
        }

        Map<String, String> keys() {
            return context.getLowCardinalityKeyValues().stream()
                    .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
        }

        Optional<Throwable> error() {
            return Optional.ofNullable(context.getError());
        }

        long stops() {
            return news.stream().filter("stop"::equals).count();
        }
    }

    RecordedObservations() {
        registry.observationConfig().observationHandler(this);
    }

    List<Recorded> all() {
        return all;
    }

    /** The only one there is. */
    Recorded only() {
        if (all.size() != 1) {
            throw new AssertionError("not one observation but " + all);
        }
        return all.get(0);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    @Override
    public void onStart(Observation.Context context) {
        all.add(new Recorded(context, new CopyOnWriteArrayList<>(List.of("start"))));
    }

    @Override
    public void onError(Observation.Context context) {
        of(context).news().add("error");
    }

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
        of(context).news().add(event.getName());
    }

    @Override
    public void onStop(Observation.Context context) {
        of(context).news().add("stop");
    }

    private Recorded of(Observation.Context context) {
        return all.stream()
                .filter(recorded -> recorded.context() == context)
                .findFirst()
                .orElseThrow();
    }
}
