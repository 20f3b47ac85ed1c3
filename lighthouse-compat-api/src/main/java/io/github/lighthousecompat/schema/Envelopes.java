package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BOOLEAN;
import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.JsonBasics.listOf;

import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.Duties;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the answers of a node come in. */
public final class Envelopes {
    private Envelopes() {}

    /** The data alone. */
    public static <T> JsonType<T> data(JsonType<T> data) {
        return JsonSlot.only("data", data);
    }

    /** The data, with how sure the node is of it where it says that. */
    public static <T> JsonType<ChainAnswer<T>> chain(JsonType<T> data) {
        return JsonObject.<ChainAnswer<T>, Sureness<T>>of(Sureness::new, Sureness::answer)
                .optional("execution_optimistic", BOOLEAN, ChainAnswer::executionOptimistic, Sureness::setOptimistic)
                .optional("finalized", BOOLEAN, ChainAnswer::finalized, Sureness::setFinalized)
                .field("data", data, ChainAnswer::data, Sureness::setData)
                .end();
    }

    /** Duties, with the block that they follow from where the node says that. */
    public static <D> JsonType<Duties<D>> duties(JsonType<D> duty) {
        return JsonObject.<Duties<D>, DutiesRead<D>>of(DutiesRead::new, DutiesRead::duties)
                .optional("dependent_root", BYTES32, Duties::dependentRoot, DutiesRead::setDependentRoot)
                .optional("execution_optimistic", BOOLEAN, Duties::executionOptimistic, DutiesRead::setOptimistic)
                .field("data", listOf(duty), Duties::duties, DutiesRead::setDuties)
                .end();
    }

    /**
     * The data of one fork or another, named before or after it.
     *
     * @param header the fork that a header of the answer names: it counts where the body names none, and the body must
     *     not name another
     * @param schedule the fork of a slot, asked for where neither names one
     */
    public static <T> JsonType<ChainAnswer<T>> forked(
            ByFork<T> types,
            Function<T, Fork> forkOf,
            Optional<Fork> header,
            Function<UInt64, Optional<Fork>> schedule) {
        return new ForkedSchema<>(types, forkOf, header, schedule);
    }

    /** As above, where nobody knows the fork of a slot. */
    public static <T> JsonType<ChainAnswer<T>> forked(
            ByFork<T> types, Function<T, Fork> forkOf, Optional<Fork> header) {
        return forked(types, forkOf, header, slot -> Optional.empty());
    }

    /** An answer that is being read. */
    static final class Sureness<T> {
        private Optional<Boolean> executionOptimistic = Optional.empty();
        private Optional<Boolean> finalized = Optional.empty();
        private Optional<T> data = Optional.empty();

        void setOptimistic(boolean value) {
            executionOptimistic = Optional.of(value);
        }

        void setFinalized(boolean value) {
            finalized = Optional.of(value);
        }

        void setData(T value) {
            data = Optional.of(value);
        }

        ChainAnswer<T> answer() {
            return new ChainAnswer<>(data.orElseThrow(), executionOptimistic, finalized);
        }
    }

    /** Duties that are being read. */
    private static final class DutiesRead<D> {
        private Optional<Hash32> dependentRoot = Optional.empty();
        private Optional<Boolean> executionOptimistic = Optional.empty();
        private List<D> duties = List.of();

        void setDependentRoot(Hash32 value) {
            dependentRoot = Optional.of(value);
        }

        void setOptimistic(boolean value) {
            executionOptimistic = Optional.of(value);
        }

        void setDuties(List<D> value) {
            duties = value;
        }

        Duties<D> duties() {
            return new Duties<>(dependentRoot, executionOptimistic, duties);
        }
    }
}
