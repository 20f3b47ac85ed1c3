package io.github.lighthousecompat.jmh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;

/**
 * What JMH measured in one run, by the benchmark's class, method and parameters: {@code Hashing.keccak} or {@code
 * GetPayloadDecode.codec:P128K}. Immutable.
 *
 * <p>Each figure is the minimum over all iterations, as whatever else a machine does only ever adds.
 */
final class Results {
    private static final String BYTES = "gc.alloc.rate.norm";
    private static final Map<String, Double> NANOSECONDS =
            Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);

    private final Map<String, JsonNode> runs;

    private Results(Map<String, JsonNode> runs) {
        this.runs = runs;
    }

    /**
     * Takes the content of a file that {@code -rf json} made.
     *
     * @throws IllegalArgumentException if it holds no results
     */
    static Results from(JsonNode json) {
        Map<String, JsonNode> runs = new LinkedHashMap<>();
        for (JsonNode run : json) {
            if (run.path("benchmark").isString()) {
                runs.put(name(run), run);
            }
        }
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(
                    "it holds no results of JMH; was every benchmark refused or interrupted?");
        }
        return new Results(runs);
    }

    private static String name(JsonNode run) {
        String[] path = run.path("benchmark").asString().split("\\.", -1);
        String params = run.path("params").properties().stream()
                .map(param -> param.getValue().asString())
                .collect(Collectors.joining(","));
        return path[path.length - 2] + '.' + path[path.length - 1] + (params.isEmpty() ? "" : ':' + params);
    }

    /** The figure of one benchmark; empty if it was not measured. */
    OptionalDouble of(String benchmark, Measure measure) {
        JsonNode run = runs.get(benchmark);
        if (run == null) {
            return OptionalDouble.empty();
        }
        return switch (measure) {
            case TIME -> nanoseconds(run.path("primaryMetric"));
            case BYTES -> minimum(run.path("secondaryMetrics").path(BYTES));
        };
    }

    private static OptionalDouble nanoseconds(JsonNode metric) {
        Double unit = NANOSECONDS.get(metric.path("scoreUnit").asString(""));
        OptionalDouble minimum = minimum(metric);
        return unit == null || minimum.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(unit * minimum.getAsDouble());
    }

    private static OptionalDouble minimum(JsonNode metric) {
        return metric.path("rawData")
                .valueStream()
                .flatMapToDouble(fork -> fork.valueStream().flatMapToDouble(value -> DoubleStream.of(value.asDouble())))
                .min();
    }
}
