package io.github.lighthousecompat.testkit.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A real beacon node, {@code @chainsafe/lodestar} 1.5.1 from npm, on a chain of its own over a real execution layer.
 * The chain stays on Capella, has the minimal preset and eight interop validators, and lives by the clock of this
 * machine: its genesis is a few seconds after the start, and a slot takes {@link #SLOT}. The node is the validator
 * client of half of the validators, so that its chain grows by itself; the slots and duties of the others are left to
 * whoever has their keys, as {@link InteropValidators} has. It has no peers and listens on the loopback address alone.
 *
 * <p>Needs what an {@link EthereumJsNode} needs. The processes end with {@link #close()}, and also when this JVM ends
 * in any way.
 */
public final class LodestarNode implements AutoCloseable {
    /** From one slot to the next. */
    public static final Duration SLOT = Duration.ofSeconds(8);

    /** All validators, who are active from genesis on. */
    public static final int VALIDATORS = 8;

    /** The first of the validators that the node does not act for. */
    public static final int FIRST_FREE_VALIDATOR = 4;

    /** What both processes take to start, on a machine that has something else to do. */
    private static final Duration UNTIL_GENESIS = Duration.ofSeconds(7);

    private final Path directory;
    private final EthereumJsNode executionLayer;
    private final ChildProcess process;
    private final URI beaconUrl;

    private LodestarNode(Path directory, EthereumJsNode executionLayer, ChildProcess process, URI beaconUrl) {
        this.directory = directory;
        this.executionLayer = executionLayer;
        this.process = process;
        this.beaconUrl = beaconUrl;
    }

    /**
     * Starts an execution layer and a node on it, and returns when its API answers, which takes four to six seconds
     * after the packages are installed. The chain may not have begun by then.
     *
     * @throws IllegalStateException if Node.js is missing, or the installation or the start fails; the end of the
     *     output is in the message
     * @throws UncheckedIOException if files can't be written
     */
    public static LodestarNode start() {
        Path script = NpmSet.NODE.script("beacon-node.mjs");
        Instant genesisTime = Instant.now().plus(UNTIL_GENESIS).truncatedTo(ChronoUnit.SECONDS);
        EthereumJsNode executionLayer = EthereumJsNode.start(Genesis.capella().at(genesisTime));
        try {
            Path directory = Files.createTempDirectory("lodestar-node");
            List<Integer> ports = Ports.free(2);
            URI beaconUrl = URI.create("http://127.0.0.1:" + ports.get(0));
            List<String> command = command(script, directory, executionLayer, genesisTime, beaconUrl, ports.get(1));
            ChildProcess process =
                    ChildProcess.logging("@chainsafe/lodestar", command, directory, directory.resolve("node.log"));
            try {
                Ports.await(process, ports.get(0));
                return new LodestarNode(directory, executionLayer, process, beaconUrl);
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

    private static List<String> command(
            Path script,
            Path directory,
            EthereumJsNode executionLayer,
            Instant genesisTime,
            URI beaconUrl,
            int peerPort) {
        List<String> command = new ArrayList<>(List.of(NodeJs.found().node().toString(), script.toString()));
        command.addAll(List.of(executionLayer.rpcUrl().toString(), "dev"));
        command.addAll(List.of("--dataDir", directory.resolve("data").toString()));
        command.addAll(List.of("--genesisValidators", String.valueOf(VALIDATORS)));
        command.addAll(List.of("--startValidators", "0.." + (FIRST_FREE_VALIDATOR - 1)));
        command.addAll(List.of("--genesisTime", String.valueOf(genesisTime.getEpochSecond())));
        for (String fork : List.of("ALTAIR", "BELLATRIX", "CAPELLA")) {
            command.addAll(List.of("--params." + fork + "_FORK_EPOCH", "0"));
        }
        command.addAll(List.of("--params.SECONDS_PER_SLOT", String.valueOf(SLOT.toSeconds())));
        // else nobody could exit for the first hours
        command.addAll(List.of("--params.SHARD_COMMITTEE_PERIOD", "0"));
        command.addAll(List.of("--terminal-total-difficulty-override", "0"));
        command.addAll(List.of("--execution.urls", executionLayer.engineUrl().toString()));
        command.addAll(List.of("--jwt-secret", executionLayer.jwtSecretFile().toString()));
        command.addAll(List.of("--beaconNodes", beaconUrl.toString()));
        command.addAll(List.of("--rest", "--rest.address", "127.0.0.1", "--rest.namespace", "*"));
        command.addAll(List.of("--rest.port", String.valueOf(beaconUrl.getPort())));
        command.addAll(List.of("--listenAddress", "127.0.0.1", "--port", String.valueOf(peerPort)));
        command.addAll(List.of("--discv5", "false", "--mdns", "false", "--metrics", "false"));
        return command;
    }

    /** Address of the Beacon API. */
    public URI beaconUrl() {
        return beaconUrl;
    }

    /** The execution layer that builds and judges the payloads; what it is sent is in one of the next blocks. */
    public EthereumJsNode executionLayer() {
        return executionLayer;
    }

    /** The running process. */
    ProcessHandle process() {
        return process.process().toHandle();
    }

    /** Ends the processes and deletes what they wrote; a second call does nothing. */
    @Override
    public void close() {
        process.close();
        executionLayer.close();
        try {
            NpmSet.deleteTree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + directory, e);
        }
    }
}
