package io.github.lighthousecompat.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query: each has values in order, separated by commas or given again. */
record BeaconQuery(Map<String, List<String>> values) {
    /**
     * Reads a query.
     *
     * @throws BeaconError if a percent sign is not followed by two digits
     */
    static BeaconQuery parse(String query) throws BeaconError {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try {
            for (String parameter : query.split("&", -1)) {
                if (!parameter.isEmpty()) {
                    int equals = parameter.indexOf('=');
                    String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
                    String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
                    values.computeIfAbsent(name, first -> new ArrayList<>()).addAll(List.of(value.split(",", -1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidQuery("Invalid query string");
        }
        return new BeaconQuery(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The values of a parameter that may be given often; none if it is not there or empty. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** The value of a parameter that may be given once. */
    Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * The value of a parameter that must be given.
     *
     * @throws BeaconError if it is not there
     */
    String required(String name) throws BeaconError {
        return one(name).orElseThrow(() -> BeaconError.invalidQuery("missing field `" + name + '`'));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
