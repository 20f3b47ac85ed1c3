package io.github.lighthousecompat.engine;

import java.time.Duration;
import java.util.Set;
import org.immutables.value.Value;

/** The Engine methods that a server says it has. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface Capabilities permits ImmutableCapabilities {
    /** The methods of a server, heard {@code age} ago. */
    static Capabilities of(Set<String> methods, Duration age) {
        return ImmutableCapabilities.of(methods, age);
    }

    /** Names such as {@code engine_newPayloadV3}; may hold names that no specification knows. */
    @Value.Parameter
    Set<String> methods();

    /** How long ago the server said so; zero for an answer that was just fetched. */
    @Value.Parameter
    Duration age();

    /** Whether the server has {@code method}. */
    default boolean has(String method) {
        return methods().contains(method);
    }
}
