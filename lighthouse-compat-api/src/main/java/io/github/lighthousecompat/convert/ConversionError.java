package io.github.lighthousecompat.convert;

/**
 * Why a value has no form in the target: a field is set that the target can't hold. Immutable and thread-safe.
 *
 * @param field path of the field from the value that was to be converted, by the names of its accessors, as in {@code
 *     payload.transactions[3]}
 * @param value what the field holds, as text
 * @param problem why that stands in the way, and what can be done if anything can
 */
public record ConversionError(String field, String value, String problem) {
    /** One line with all three, for logs and exceptions. */
    public String message() {
        return field + " is " + value + ": " + problem;
    }
}
