package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.jspecify.annotations.Nullable;

/** Which state to read: a name, a slot or a root. Immutable and thread-safe. */
public final class StateId {
    /** The state at the head as the node sees it. */
    public static final StateId HEAD = new StateId("head");
    /** The first state. */
    public static final StateId GENESIS = new StateId("genesis");
    /** The latest justified state. */
    public static final StateId JUSTIFIED = new StateId("justified");
    /** The latest finalized state. */
    public static final StateId FINALIZED = new StateId("finalized");

    private final String text;

    private StateId(String text) {
        this.text = text;
    }

    /** The state at this slot on the chain of the head. */
    public static StateId of(UInt64 slot) {
        return new StateId(slot.toString());
    }

    /** The state with this root, which is that of the state and not of its block. */
    public static StateId of(Hash32 root) {
        return new StateId(root.toString());
    }

    /** The text that a path takes. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StateId that && text.equals(that.text);
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
