package io.github.lighthousecompat.beacon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a validator is at present. A status that this library does not know is a value as any other.
 *
 * <p>Immutable and thread-safe.
 */
public final class ValidatorStatus {
    /** Known, and not yet in the queue. */
    public static final ValidatorStatus PENDING_INITIALIZED = new ValidatorStatus("pending_initialized");
    /** Waits to be activated. */
    public static final ValidatorStatus PENDING_QUEUED = new ValidatorStatus("pending_queued");
    /** Active. */
    public static final ValidatorStatus ACTIVE_ONGOING = new ValidatorStatus("active_ongoing");
    /** Active, and on its way out. */
    public static final ValidatorStatus ACTIVE_EXITING = new ValidatorStatus("active_exiting");
    /** Active, slashed, and on its way out. */
    public static final ValidatorStatus ACTIVE_SLASHED = new ValidatorStatus("active_slashed");
    /** Out, and its balance can't be withdrawn yet. */
    public static final ValidatorStatus EXITED_UNSLASHED = new ValidatorStatus("exited_unslashed");
    /** Out after it was slashed, and its balance can't be withdrawn yet. */
    public static final ValidatorStatus EXITED_SLASHED = new ValidatorStatus("exited_slashed");
    /** Out, and its balance can be withdrawn. */
    public static final ValidatorStatus WITHDRAWAL_POSSIBLE = new ValidatorStatus("withdrawal_possible");
    /** Out, and its balance was withdrawn. */
    public static final ValidatorStatus WITHDRAWAL_DONE = new ValidatorStatus("withdrawal_done");

    /** All that this library knows, in the order of a validator's life. */
    public static final List<ValidatorStatus> KNOWN = List.of(
            PENDING_INITIALIZED,
            PENDING_QUEUED,
            ACTIVE_ONGOING,
            ACTIVE_EXITING,
            ACTIVE_SLASHED,
            EXITED_UNSLASHED,
            EXITED_SLASHED,
            WITHDRAWAL_POSSIBLE,
            WITHDRAWAL_DONE);

    private final String text;

    private ValidatorStatus(String text) {
        this.text = text;
    }

    /** The status with this name, as in {@code active_ongoing}; also one that this library does not know. */
    public static ValidatorStatus of(String text) {
        return new ValidatorStatus(text);
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** Whether it is one of {@link #KNOWN}. */
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** Whether the validator has duties. */
    public boolean isActive() {
        return text.startsWith("active");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValidatorStatus that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
