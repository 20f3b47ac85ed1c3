package io.github.lighthousecompat.testkit.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A real execution client, {@code @ethereumjs/client} from npm, in a process of its own. It listens on the loopback
 * address alone, has no peers, and executes every block. It needs Node.js 20 or newer; its packages are installed once
 * per machine, in the directory that the system property {@code lighthouse.node.cache} names, by default
 * {@code .cache/lighthouse-compat} in the user's home.
 *
 * <p>The process ends with {@link #close()}, and also when this JVM ends in any way. Methods may be called from any
 * thread; they run one after the other.
 */
public final class EthereumJsNode implements AutoCloseable {
    /** A kind of transaction that {@link #send} can sign. */
    public enum TransactionKind {
        /** A transfer of the first form, with replay protection. */
        LEGACY,
        /** A transfer of type 1, with one entry in its access list. */
        ACCESS_LIST,
        /** A transfer of type 2, with a few bytes of data. */
        DYNAMIC_FEE,
        /** A transaction of type 2 that makes a small contract. */
        CONTRACT_CREATION,
        /** A transaction of type 3 with one blob; only blocks of Deneb take it in. */
        BLOB
    }

    private static final int SECRET_SIZE = 32;

    private final Path directory;
    private final int enginePort;
    private final int rpcPort;
    private ChildProcess client;
    private Optional<TransactionSender> sender = Optional.empty();

    private EthereumJsNode(Path directory, int enginePort, int rpcPort) {
        this.directory = directory;
        this.enginePort = enginePort;
        this.rpcPort = rpcPort;
        this.client = launch();
    }

    /** Whether this machine has what it takes: Node.js 20 or newer and npm on the {@code PATH}. */
    public static boolean isAvailable() {
        return NodeJs.found().problem().isEmpty();
    }

    /**
     * Starts a client on a new chain and returns when both its ports answer, which takes one to two seconds after the
     * packages are installed.
     *
     * @throws IllegalStateException if Node.js is missing, or the installation or the start fails; the end of the
     *     output is in the message
     * @throws UncheckedIOException if files can't be written
     */
    public static EthereumJsNode start(Genesis genesis) {
        try {
            Path directory = Files.createTempDirectory("ethereumjs-node");
            try {
                GenesisFiles.writeGethForm(genesis, directory.resolve("genesis.json"));
                GenesisFiles.writeClientForm(genesis, directory.resolve("chain.json"), directory.resolve("state.json"));
                Files.writeString(directory.resolve("jwt.hex"), newSecret());
                List<Integer> ports = Ports.free(2);
                return new EthereumJsNode(directory, ports.get(0), ports.get(1));
            } catch (IOException | RuntimeException e) {
                NpmSet.deleteTree(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't prepare the directory of a node", e);
        }
    }

    /** Address of the authenticated engine port. */
    public URI engineUrl() {
        return url(enginePort);
    }

    /** Address of the open JSON-RPC port. */
    public URI rpcUrl() {
        return url(rpcPort);
    }

    /** The file with the secret that signs tokens for the engine port, 64 hex digits. */
    public Path jwtSecretFile() {
        return directory.resolve("jwt.hex");
    }

    /** The genesis of the chain in geth's form, as {@code ForkSchedule.fromGenesis} reads it. */
    public Path genesisFile() {
        return directory.resolve("genesis.json");
    }

    /**
     * Signs one transaction of each kind given with the rich account of the genesis and hands them to the RPC port. The
     * nonces follow those on the chain and in the pool, so the next block that is built takes them in. What is signed
     * depends on kind and nonce alone.
     *
     * @return the transaction hashes in the order of the kinds, 0x and 64 hex digits each
     * @throws IllegalArgumentException if no kind is given
     * @throws IllegalStateException if the client refuses one; those before it stay in its pool
     */
    public synchronized List<String> send(TransactionKind... kinds) {
        if (kinds.length == 0) {
            throw new IllegalArgumentException("say at least one kind of transaction");
        }
        if (sender.isEmpty()) {
            sender = Optional.of(new TransactionSender(rpcUrl(), directory));
        }
        return sender.get().send(kinds);
    }

    /**
     * Stops the client in an orderly way and starts it again on the same data and ports. The chain and its head are
     * kept; payloads being built and pooled transactions are lost.
     *
     * @throws IllegalStateException if it does not come back
     */
    public synchronized void restart() {
        stop();
        client = launch();
    }

    /** Ends the process and deletes what it wrote; a second call does nothing. */
    @Override
    public synchronized void close() {
        stop();
        try {
            NpmSet.deleteTree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + directory, e);
        }
    }

    /** The running process. */
    synchronized ProcessHandle process() {
        return client.process().toHandle();
    }

    /** Does to the process what the end of this JVM would do. */
    synchronized void endInput() throws IOException {
        client.process().getOutputStream().close();
    }

    private void stop() {
        sender.ifPresent(TransactionSender::close);
        sender = Optional.empty();
        client.close();
    }

    private ChildProcess launch() {
        List<String> command = List.of(
                NodeJs.found().node().toString(),
                NpmSet.CLIENT.script("execution-node.mjs").toString(),
                "--customChain=" + directory.resolve("chain.json"),
                "--customGenesisState=" + directory.resolve("state.json"),
                "--dataDir=" + directory.resolve("data"),
                "--jwtSecret=" + jwtSecretFile(),
                "--logFile=false",
                "--sync=none",
                "--isSingleNode",
                "--discDns=false",
                "--discV4=false",
                "--rpc",
                "--rpcAddr=127.0.0.1",
                "--rpcPort=" + rpcPort,
                "--rpcEngine",
                "--rpcEngineAddr=127.0.0.1",
                "--rpcEnginePort=" + enginePort);
        ChildProcess started =
                ChildProcess.logging("@ethereumjs/client", command, directory, directory.resolve("node.log"));
        try {
            Ports.await(started, rpcPort, enginePort);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static String newSecret() {
        byte[] secret = new byte[SECRET_SIZE];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
