package io.github.lighthousecompat.beacon;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a node did with something signed that it was given. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface PublishResult permits ImmutablePublishResult {
    /** What a node can do with it. */
    enum Status {
        /** It is broadcast, and the node has taken it in (200). */
        PUBLISHED,
        /** It is broadcast and the node has not taken it in, or it was there already (202). */
        ACCEPTED,
        /** Some of several things were refused; the others are broadcast. */
        INCOMPLETE
    }

    /** It is broadcast, and the node has taken it in. */
    static PublishResult published() {
        return ImmutablePublishResult.of(Status.PUBLISHED, Optional.empty(), List.of());
    }

    /** It is broadcast and the node has not taken it in, for the reason that {@code message} says. */
    static PublishResult accepted(String message) {
        return ImmutablePublishResult.of(Status.ACCEPTED, Optional.of(message), List.of());
    }

    /** Some of several things were refused. */
    static PublishResult incomplete(String message, List<PublishFailure> failures) {
        return ImmutablePublishResult.of(Status.INCOMPLETE, Optional.of(message), failures);
    }

    /** What the node did. */
    @Value.Parameter
    Status status();

    /** The node's words, free text that differs between releases; empty if it is published. */
    @Value.Parameter
    Optional<String> message();

    /** What of several things was refused; only if the status is {@link Status#INCOMPLETE}. */
    @Value.Parameter
    List<PublishFailure> failures();

    /** Whether it is {@link Status#PUBLISHED}. */
    default boolean isPublished() {
        return status() == Status.PUBLISHED;
    }
}
