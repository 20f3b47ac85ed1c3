package io.github.lighthousecompat.testkit.node;

import io.github.lighthousecompat.bytes.Hash32;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The Beacon API of a live chain that begins on Capella and goes on to Deneb, over a real execution layer. Routes,
 * codecs, checks and states are those of Lodestar's packages {@code @lodestar/api} and
 * {@code @lodestar/state-transition} 1.38.0; the loop that asks for a block in every slot is ours. Nothing here waits
 * for a clock: slots come with {@link #advance}, so that a chain that is driven the same way twice is the same.
 *
 * <p>The preset is Lodestar's minimal one, which has room for 4,096 commitments in a block where that of Lighthouse has
 * 16; the spec that it answers says so. Eight interop validators do all that is to be done; {@link InteropValidators}
 * has their keys. Blocks that are published to it are checked with all signatures, and by the execution layer. Blobs
 * are checked by their commitments alone. What it does not serve it answers with 501.
 *
 * <p>Needs what an {@link EthereumJsNode} needs. The processes end with {@link #close()}, and also when this JVM ends
 * in any way. Methods may be called from any thread; they run one after the other.
 */
public final class LodestarDenebNode implements AutoCloseable {
    /** From one slot to the next. */
    public static final Duration SLOT = Duration.ofSeconds(6);

    /** Slots of an epoch. */
    public static final int SLOTS_PER_EPOCH = 8;

    /** The first epoch of Deneb. */
    public static final int DENEB_EPOCH = 1;

    private final Path directory;
    private final EthereumJsNode executionLayer;
    private final AskedProcess process;
    private final URI beaconUrl;

    private LodestarDenebNode(Path directory, EthereumJsNode executionLayer, AskedProcess process, URI beaconUrl) {
        this.directory = directory;
        this.executionLayer = executionLayer;
        this.process = process;
        this.beaconUrl = beaconUrl;
    }

    /**
     * Starts an execution layer and a chain on it, and returns when its API answers, which takes two to three seconds
     * after the packages are installed.
     *
     * @throws IllegalStateException if Node.js is missing, or the installation or the start fails; the end of the
     *     output is in the message
     * @throws UncheckedIOException if files can't be written
     */
    public static LodestarDenebNode start() {
        Genesis genesis = Genesis.forkAt(SLOT.multipliedBy((long) SLOTS_PER_EPOCH * DENEB_EPOCH));
        EthereumJsNode executionLayer = EthereumJsNode.start(genesis);
        try {
            Path directory = Files.createTempDirectory("lodestar-deneb-node");
            AskedProcess process = launch(executionLayer, directory);
            try {
                URI beaconUrl = URI.create("http://127.0.0.1:" + process.ready());
                return new LodestarDenebNode(directory, executionLayer, process, beaconUrl);
            } catch (RuntimeException e) {
                process.close();
                throw e;
            }
        } catch (IOException e) {
            executionLayer.close();
            throw new UncheckedIOException("can't prepare the directory of a node", e);
        } catch (RuntimeException e) {
            executionLayer.close();
            throw e;
        }
    }

    private static AskedProcess launch(EthereumJsNode executionLayer, Path directory) {
        List<String> command = List.of(
                NodeJs.found().node().toString(),
                NpmSet.CHAIN
                        .script("deneb-node.mjs", "chain.mjs", "execution.mjs", "preset.mjs")
                        .toString(),
                executionLayer.engineUrl().toString(),
                executionLayer.rpcUrl().toString(),
                executionLayer.jwtSecretFile().toString(),
                String.valueOf(SLOT.toSeconds()),
                String.valueOf(DENEB_EPOCH));
        return new AskedProcess("the chain of Lodestar's packages", command, directory, directory.resolve("node.log"));
    }

    /** Address of the Beacon API. */
    public URI beaconUrl() {
        return beaconUrl;
    }

    /** The execution layer that builds and judges the payloads; what it is sent is in the next block. */
    public EthereumJsNode executionLayer() {
        return executionLayer;
    }

    /**
     * Has a block proposed, signed and imported in each of the next slots.
     *
     * @return root of the new head
     * @throws IllegalStateException if a block is refused
     */
    public synchronized Hash32 advance(int slots) {
        return Hash32.parse(process.ask("advance " + slots));
    }

    /** The running process. */
    ProcessHandle process() {
        return process.process();
    }

    /** Ends the processes and deletes what they wrote; a second call does nothing. */
    @Override
    public synchronized void close() {
        process.close();
        executionLayer.close();
        try {
            NpmSet.deleteTree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + directory, e);
        }
    }
}
