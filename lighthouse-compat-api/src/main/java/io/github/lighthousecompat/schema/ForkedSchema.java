package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BOOLEAN;

import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import io.github.lighthousecompat.json.Members;
import java.util.Optional;
import java.util.function.Function;

/** The envelope of data that has a fork: the fork may be named before or after the data, or in a header. */
final class ForkedSchema<T> implements JsonType<ChainAnswer<T>> {
    private static final int VERSION = 0;
    private static final int OPTIMISTIC = 1;
    private static final int FINALIZED = 2;
    private static final Members MEMBERS = Members.required()
            .optional("version", "execution_optimistic", "finalized")
            .andRequired("data");

    private final ByFork<T> types;
    private final Function<T, Fork> forkOf;
    private final Optional<Fork> header;
    private final Function<UInt64, Optional<Fork>> schedule;

    ForkedSchema(
            ByFork<T> types,
            Function<T, Fork> forkOf,
            Optional<Fork> header,
            Function<UInt64, Optional<Fork>> schedule) {
        this.types = types;
        this.forkOf = forkOf;
        this.header = header;
        this.schedule = schedule;
    }

    @Override
    public ChainAnswer<T> read(JsonCursor json) {
        json.peek();
        int from = json.position();
        Optional<Fork> fork = header;
        Optional<LateValue> late = Optional.empty();
        Envelopes.Sureness<T> answer = new Envelopes.Sureness<>();
        json.beginObject();
        while (json.nextMember(MEMBERS)) {
            switch (json.member()) {
                case VERSION -> fork = Optional.of(ForkNames.read(json, header));
                case OPTIMISTIC -> answer.setOptimistic(json.bool());
                case FINALIZED -> answer.setFinalized(json.bool());
                default -> {
                    if (fork.isPresent()) {
                        answer.setData(ForkNames.type(types, fork.get(), json).read(json));
                    } else {
                        late = Optional.of(LateValue.passOver(json));
                    }
                }
            }
        }
        if (late.isPresent()) {
            LateValue data = late.get();
            Fork named = fork.or(() -> data.read(json, SlotOfBlock::read).flatMap(schedule))
                    .orElseThrow(() -> json.missing(from, "version"));
            answer.setData(
                    data.read(json, body -> ForkNames.type(types, named, body).read(body)));
        }
        return answer.answer();
    }

    @Override
    public void write(JsonWriter out, ChainAnswer<T> answer) {
        Fork fork = forkOf.apply(answer.data());
        out.one('{').text("version").one(':').text(ForkNames.of(fork)).one(',');
        flag(out, "execution_optimistic", answer.executionOptimistic());
        flag(out, "finalized", answer.finalized());
        out.text("data").one(':');
        types.of(fork).write(out, answer.data());
        out.one('}');
    }

    private static void flag(JsonWriter out, String name, Optional<Boolean> value) {
        value.ifPresent(is -> {
            out.text(name).one(':');
            BOOLEAN.write(out, is);
            out.one(',');
        });
    }
}
