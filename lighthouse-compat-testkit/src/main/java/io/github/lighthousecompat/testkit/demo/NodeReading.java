package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.SyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one node answered. Immutable. */
sealed interface NodeReading {
    /**
     * A node that can't be read.
     *
     * @param problem why, and what to do
     */
    record Unread(String problem) implements NodeReading {}

    /**
     * A node that was read.
     *
     * @param client who it says it is, if it does
     * @param capabilities what it has
     * @param chainId its chain
     * @param genesis its first block
     * @param head its last block
     * @param sync whether it is catching up
     * @param bodies its most recent blocks
     * @param clockAhead how far its clock is ahead of ours, if it shows
     */
    record Read(
            Optional<String> client,
            Capabilities capabilities,
            UInt64 chainId,
            Hash32 genesis,
            ExecutionBlock head,
            SyncStatus sync,
            Bodies bodies,
            Optional<Duration> clockAhead)
            implements NodeReading {}

    /**
     * The most recent blocks, read back and hashed anew.
     *
     * @param agreed blocks whose hash is that of their content
     * @param all blocks that were looked at
     * @param wrong what is wrong with the others
     */
    record Bodies(int agreed, int all, List<String> wrong) {
        public Bodies {
            wrong = List.copyOf(wrong);
        }
    }
}
