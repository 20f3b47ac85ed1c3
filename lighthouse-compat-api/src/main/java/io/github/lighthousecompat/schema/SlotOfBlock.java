package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.Members;
import java.util.Optional;

/** The slot of a block whose fork nobody names yet. */
final class SlotOfBlock {
    private static final int SLOT = 0;
    private static final Members MEMBERS = Members.required().optional("slot", "message");

    private SlotOfBlock() {}

    /** The slot of a block, or of the block in a signed one; empty if there is none. */
    static Optional<UInt64> read(JsonCursor json) {
        Optional<UInt64> slot = Optional.empty();
        if (json.peek() != '{') {
            return slot;
        }
        json.beginObject();
        while (json.nextMember(MEMBERS)) {
            slot = json.member() == SLOT ? Optional.of(json.decimal64()) : read(json);
        }
        return slot;
    }
}
