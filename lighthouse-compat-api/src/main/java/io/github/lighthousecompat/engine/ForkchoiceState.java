package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import org.immutables.value.Value;

/**
 * The head of the chain and what is settled of it: {@code ForkchoiceStateV1}, in all versions of the method.
 *
 * <p>Immutable and thread-safe. What some documents call the justified block hash is {@link #safeBlockHash()}.
 */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface ForkchoiceState permits ImmutableForkchoiceState {
    /** A state; zero hashes for safe and finalized say that there is none yet. */
    static ForkchoiceState of(Hash32 head, Hash32 safe, Hash32 finalized) {
        return ImmutableForkchoiceState.of(head, safe, finalized);
    }

    /** Hash of the head. */
    @Value.Parameter
    Hash32 headBlockHash();

    /** Hash of the latest block that honest validators will not reorganise away (the justified one), or zero. */
    @Value.Parameter
    Hash32 safeBlockHash();

    /** Hash of the latest finalized block, or zero. */
    @Value.Parameter
    Hash32 finalizedBlockHash();
}
