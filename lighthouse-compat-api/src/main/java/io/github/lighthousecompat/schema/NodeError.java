package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.JsonBasics.NUMBER;
import static io.github.lighthousecompat.schema.JsonBasics.TEXT;
import static io.github.lighthousecompat.schema.JsonBasics.listOf;

import io.github.lighthousecompat.beacon.PublishFailure;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import java.util.Optional;

/**
 * What a node says of a request that it does not answer, or not wholly. Immutable and thread-safe.
 *
 * @param code status of HTTP, as the body has it; older nodes of another client name it {@code statusCode}
 * @param message what is wrong; free text
 * @param failures what is wrong with which of several things
 */
public record NodeError(Optional<UInt64> code, Optional<String> message, List<PublishFailure> failures) {
    private static final JsonType<PublishFailure> FAILURE = JsonObject.of(
                    PublishFailure::builder, PublishFailure.Builder::build)
            .field("index", NUMBER, PublishFailure::index, PublishFailure.Builder::index)
            .field("message", TEXT, PublishFailure::message, PublishFailure.Builder::message)
            .end();

    /** How it stands in JSON; nothing of it is required, and the status is written under the name of Lighthouse. */
    public static final JsonType<NodeError> TYPE = JsonObject.of(Reading::new, Reading::error)
            .optional("code", NUMBER, NodeError::code, (error, code) -> error.code = Optional.of(code))
            .optional(
                    "statusCode", NUMBER, error -> Optional.empty(), (error, code) -> error.status = Optional.of(code))
            .optional("message", TEXT, NodeError::message, (error, text) -> error.message = Optional.of(text))
            .optional(
                    "failures",
                    listOf(FAILURE),
                    error -> Optional.of(error.failures()).filter(failures -> !failures.isEmpty()),
                    (error, failures) -> error.failures = failures)
            .end();

    /** Copies the list. */
    public NodeError {
        failures = List.copyOf(failures);
    }

    /** An error that is being read. */
    private static final class Reading {
        private Optional<UInt64> code = Optional.empty();
        private Optional<UInt64> status = Optional.empty();
        private Optional<String> message = Optional.empty();
        private List<PublishFailure> failures = List.of();

        NodeError error() {
            return new NodeError(code.or(() -> status), message, failures);
        }
    }
}
