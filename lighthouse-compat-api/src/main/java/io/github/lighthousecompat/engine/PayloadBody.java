package io.github.lighthousecompat.engine;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Transactions and withdrawals of a block: {@code ExecutionPayloadBodyV1}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface PayloadBody permits ImmutablePayloadBody {
    /** A body; no withdrawals at all before Shanghai. */
    static PayloadBody of(Transactions transactions, Optional<List<Withdrawal>> withdrawals) {
        return ImmutablePayloadBody.of(transactions, withdrawals.map(List::copyOf));
    }

    /** The transactions, shared and never copied. */
    @Value.Parameter
    Transactions transactions();

    /** The withdrawals; empty for a block before Shanghai. */
    @Value.Parameter
    Optional<List<Withdrawal>> withdrawals();
}
