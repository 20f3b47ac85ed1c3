package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A request that has no method of its own here. Immutable and thread-safe. */
@Value.Immutable(copy = false)
@Value.Style( // as the others, but for maps, which keep their order
        jdkOnly = true,
        overshadowImplementation = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        throwForInvalidImmutableState = IllegalArgumentException.class,
        allowedClasspathAnnotations = {Override.class})
public sealed interface RawRequest permits ImmutableRawRequest {
    /** Starts with {@code GET} of nothing; the path is required. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Reads {@code path}: {@code GET} without parameters, for an answer in JSON. */
    static RawRequest get(String path) {
        return builder().path(path).build();
    }

    /**
     * A method of HTTP in capitals: {@code GET}, {@code HEAD}, {@code POST}, {@code PUT}, {@code PATCH}, {@code DELETE}
     * or {@code OPTIONS}.
     */
    @Value.Default
    default String method() {
        return "GET";
    }

    /** The path, from {@code /} on, without a query; what a URI does not take as it is, is percent-encoded. */
    String path();

    /** Parameters, not yet encoded, in their order. */
    Map<String, String> query();

    /** What to send; empty for nothing, as is needed for {@code GET} and {@code HEAD}. */
    Optional<Bytes> body();

    /** What the body is. */
    @Value.Default
    default String contentType() {
        return "application/json";
    }

    /** The types of answers that can be read. */
    @Value.Default
    default String accept() {
        return "application/json";
    }

    /**
     * Further headers, such as {@code Eth-Consensus-Version}. Credentials go into {@code beaconHeaders} of the
     * settings, which keeps them out of every message.
     */
    Map<String, String> headers();

    /** What can't be sent as it is written is refused before anybody is called. */
    @Value.Check
    default void check() {
        RawChecks.check(this);
    }

    /** Makes {@link RawRequest}; the path is required. Not thread-safe. */
    final class Builder extends ImmutableRawRequest.Builder {
        Builder() {}

        /** Sends text, in UTF-8. */
        public Builder body(String text) {
            return body(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
