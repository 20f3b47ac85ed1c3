package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.JsonBasics.NUMBER;

import io.github.lighthousecompat.beacon.SyncState;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import io.github.lighthousecompat.json.Members;
import java.util.Optional;

/** How a Lighthouse node names the state of its sync: text, or an object whose only member is named so. */
final class SyncStateSchema implements JsonType<SyncState> {
    private static final Members NUMBERS =
            Members.required().optional("start_slot", "target_slot", "completed", "remaining");

    @Override
    public SyncState read(JsonCursor json) {
        if (json.peek() == '"') {
            return SyncState.of(json.text());
        }
        int from = json.position();
        json.beginObject();
        if (!json.nextAny()) {
            throw json.fail(from, "has no state");
        }
        SyncState state = numbers(json.name(), json);
        if (json.nextAny()) {
            throw json.fail(from, "has more than one state");
        }
        return state;
    }

    private static SyncState numbers(String name, JsonCursor json) {
        if (json.peek() != '{') {
            json.skip();
            return SyncState.of(name);
        }
        Optional<UInt64> from = Optional.empty();
        Optional<UInt64> to = Optional.empty();
        json.beginObject();
        while (json.nextMember(NUMBERS)) {
            boolean isFirst = json.member() % 2 == 0;
            UInt64 number = NUMBER.read(json);
            if (isFirst) {
                from = Optional.of(number);
            } else {
                to = Optional.of(number);
            }
        }
        return new SyncState(name, from, to);
    }

    @Override
    public void write(JsonWriter out, SyncState state) {
        if (state.from().isEmpty() && state.to().isEmpty()) {
            out.text(state.name());
            return;
        }
        boolean isBackfill = state.isBackfill();
        out.one('{').text(state.name()).one(':').one('{');
        state.from().ifPresent(from -> write(out, isBackfill ? "completed" : "start_slot", from, isBackfill));
        if (state.from().isPresent() && state.to().isPresent()) {
            out.one(',');
        }
        state.to().ifPresent(to -> write(out, isBackfill ? "remaining" : "target_slot", to, isBackfill));
        out.one('}').one('}');
    }

    private static void write(JsonWriter out, String name, UInt64 number, boolean isBare) {
        out.text(name).one(':');
        (isBare ? NUMBER : UINT64).write(out, number);
    }
}
