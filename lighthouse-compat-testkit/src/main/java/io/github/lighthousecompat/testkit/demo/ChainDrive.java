package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.testkit.ChainDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Builds a few blocks on two nodes in parallel, if nobody else drives them. Used by one thread. */
final class ChainDrive {
    static final int BLOCKS = 4;

    private static final int SLOTS = 2;
    private static final int LOOKS_PER_SLOT = 4;
    private static final Duration BUILD_TIME = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LighthouseApi v4;
    private final LighthouseApi v5;
    private final TimeSource time;

    ChainDrive(LighthouseApi v4, LighthouseApi v5, TimeSource time) {
        this.v4 = v4;
        this.v5 = v5;
        this.time = time;
    }

    /** Why a chain with this id must be left alone, if it must. */
    static Optional<String> refusal(UInt64 chainId) {
        return PublicChains.nameOf(chainId)
                .map(name -> "chain id " + chainId + " is that of " + name + ", and a public network is not driven");
    }

    /** Why the chain must be left alone, if its head moves within two slots; otherwise waits until they are over. */
    Optional<String> refusal(Duration slot) {
        Hash32 before = head(v4);
        Hash32 otherBefore = head(v5);
        for (int i = 0; i < SLOTS * LOOKS_PER_SLOT; i++) {
            pause(slot.dividedBy(LOOKS_PER_SLOT));
            if (!head(v4).equals(before) || !head(v5).equals(otherBefore)) {
                return Optional.of("its head moved within " + SLOTS + " slots of " + slot.toSeconds()
                        + " s, so someone else drives it; stop that first");
            }
        }
        return Optional.empty();
    }

    private static Hash32 head(LighthouseApi client) {
        return Lighthouse.await(client.engine().block(BlockTag.LATEST))
                .map(ExecutionBlock::hash)
                .orElse(Hash32.ZERO);
    }

    private void pause(Duration pause) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        time.schedule(pause, () -> over.complete(null));
        over.join();
    }

    /**
     * Builds the blocks: v4 answers, v5 is asked the same.
     *
     * @return the hashes that both nodes hold for valid
     * @throws LighthouseException if a call fails
     * @throws IllegalStateException if a node does not take a block
     * @throws OneNodeException if v5's node has a block that only v4 was given
     */
    List<Hash32> drive(ForkSchedule forks, Topology topology) throws OneNodeException {
        Recorder recorder = new Recorder(time);
        Backend first = Backend.borrowed("v4", v4);
        Backend second = Backend.borrowed("v5", v5);
        try (RoutedLighthouse routed = RoutedLighthouse.builder()
                .name("check")
                .backends(first)
                .router(Router.only(first))
                .topology(topology)
                .conflictWait(PATIENCE)
                .listener(recorder)
                .build()) {
            List<Hash32> hashes = new ArrayList<>();
            // money must not come from nothing on a chain of someone else
            ChainDriver host =
                    ChainDriver.over(routed.engine(), forks).withdrawals(0).buildTime(BUILD_TIME);
            Lighthouse.await(routed.engine().forkchoiceUpdated(host.forkchoice()));
            hashes.add(first(host, topology));
            Lighthouse.await(routed.attach(second));
            routed.router(Router.parallel(first, second));
            for (NewPayloadRequest block : host.advance(BLOCKS - 1)) {
                hashes.add(block.payload().blockHash());
            }
            if (recorder.found(Verdict.CONFLICT) > 0) {
                throw new IllegalStateException("the nodes contradict each other about a block; see the routing guide");
            }
            return hashes;
        }
    }

    /** Builds a block before v5 says anything: the node of v5 can't have it then, unless it is that of v4. */
    private Hash32 first(ChainDriver host, Topology topology) throws OneNodeException {
        Hash32 hash = host.advance(1).get(0).payload().blockHash();
        if (topology == Topology.SEPARATE && !missing(v5, List.of(hash)).contains(hash)) {
            throw new OneNodeException(hash);
        }
        return hash;
    }

    /** Two addresses led to one execution layer; v5 has sent it nothing that changes it. */
    static final class OneNodeException extends Exception {
        private static final long serialVersionUID = 1L;

        private OneNodeException(Hash32 hash) {
            super("both addresses lead to one execution layer: v5's node has block " + hash
                    + ", which only v4's node was given; give one address for both, or a second execution layer");
        }
    }

    /** The blocks that a node does not have. */
    static List<Hash32> missing(LighthouseApi client, List<Hash32> hashes) {
        return hashes.stream()
                .filter(hash -> Lighthouse.await(client.engine().block(hash)).isEmpty())
                .toList();
    }
}
