package io.github.lighthousecompat.schema;

import java.util.Optional;

/**
 * What an object with one value is read into.
 *
 * @param <T> the value
 */
final class JsonSlot<T> {
    private Optional<T> value = Optional.empty();

    private JsonSlot() {}

    /** An object of which one member counts. */
    static <T> JsonType<T> only(String name, JsonType<T> type) {
        return JsonObject.<T, JsonSlot<T>>of(JsonSlot::new, slot -> slot.value.orElseThrow())
                .field(name, type, value -> value, (slot, value) -> slot.value = Optional.of(value))
                .end();
    }
}
