package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;
import org.immutables.value.Value;

/** Whether an execution layer is catching up: the answer of {@code eth_syncing}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface SyncStatus permits ImmutableSyncStatus {
    /** In sync. */
    SyncStatus SYNCED = of(false, Optional.empty(), Optional.empty());

    /** A status; the block numbers are empty where a server leaves them out. */
    static SyncStatus of(boolean isSyncing, Optional<UInt64> currentBlock, Optional<UInt64> highestBlock) {
        return ImmutableSyncStatus.of(isSyncing, currentBlock, highestBlock);
    }

    /** Whether it is catching up. */
    @Value.Parameter
    boolean isSyncing();

    /** Number of the block it has reached. */
    @Value.Parameter
    Optional<UInt64> currentBlock();

    /** Number of the block it is going to. */
    @Value.Parameter
    Optional<UInt64> highestBlock();
}
