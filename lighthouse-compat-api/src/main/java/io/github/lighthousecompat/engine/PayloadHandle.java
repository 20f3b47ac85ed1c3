package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.util.Locale;
import org.immutables.value.Value;

/**
 * What a payload under construction is fetched with, and the only thing that {@code getPayload} takes: it names the
 * backend that builds, so that no payload can be fetched from another. Immutable and thread-safe.
 */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface PayloadHandle permits ImmutablePayloadHandle {
    /**
     * A handle.
     *
     * @param owner alias of the backend that builds
     * @param id the owner's 8-byte payload id
     * @param fork fork of the payload
     * @param revision of the router when the building began, {@code RoutedLighthouse.revision()}; 0 without one
     * @throws IllegalArgumentException if the owner is the empty text or has a colon, or the revision is negative
     */
    static PayloadHandle of(String owner, UInt64 id, Fork fork, long revision) {
        return ImmutablePayloadHandle.of(owner, id, fork, revision);
    }

    /**
     * Reads what {@link #text()} wrote, also in another process.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    static PayloadHandle parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("a payload handle has four parts, not " + parts.length);
        }
        try {
            return of(
                    parts[0],
                    UInt64.parse(parts[2]),
                    Fork.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                    Long.parseLong(parts[3]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a payload handle: " + text, e);
        }
    }

    /** Alias of the backend that builds. */
    @Value.Parameter
    String owner();

    /** The owner's payload id: 8 bytes, big endian. */
    @Value.Parameter
    UInt64 id();

    /** Fork of the payload. */
    @Value.Parameter
    Fork fork();

    /** Revision of the router when the building began, {@code RoutedLighthouse.revision()}; 0 without one. */
    @Value.Parameter
    long revision();

    /** The same handle with another revision. */
    default PayloadHandle withRevision(long revision) {
        return of(owner(), id(), fork(), revision);
    }

    /** A text that {@link #parse} reads back, also after a restart: {@code owner:fork:id:revision}. */
    default String text() {
        return owner() + ":" + fork().name().toLowerCase(Locale.ROOT) + ":" + id().toQuantity() + ":" + revision();
    }

    /** The owner has no colon, which parts the text. */
    @Value.Check
    default void check() {
        if (owner().isEmpty() || owner().indexOf(':') >= 0 || revision() < 0) {
            throw new IllegalArgumentException(
                    "a payload handle needs an owner without a colon and a revision from 0 on, not \"" + owner()
                            + "\" and " + revision());
        }
    }
}
