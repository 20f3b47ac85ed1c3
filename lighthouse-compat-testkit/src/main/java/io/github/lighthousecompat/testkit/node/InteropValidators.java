package io.github.lighthousecompat.testkit.node;

import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Signs as the validators of a test chain, whose keys everybody knows: that of validator {@code i} follows from the
 * hash of {@code i}. BLS is done by {@code @chainsafe/blst} in a Node.js process of its own.
 *
 * <p>Needs what an {@link EthereumJsNode} needs. Methods may be called from any thread; they run one after the other.
 */
public final class InteropValidators implements AutoCloseable {
    /** What a signature is for, so that it counts for nothing else. */
    public enum Purpose {
        /** A block. */
        PROPOSAL(0),
        /** The data of an attestation. */
        ATTESTATION(1),
        /** The number of an epoch. */
        RANDAO(2),
        /** A voluntary exit. */
        VOLUNTARY_EXIT(4),
        /** The number of a slot whose attestations the validator may aggregate. */
        AGGREGATION_SLOT(5),
        /** An aggregate of attestations, with the proof that the validator may make it. */
        AGGREGATE(6),
        /** The root of a block, by a member of the sync committee. */
        SYNC_COMMITTEE(7),
        /** A slot and a part of the sync committee whose messages the validator may aggregate. */
        SYNC_AGGREGATION_SLOT(8),
        /** A contribution of a part of the sync committee, with the proof that the validator may make it. */
        CONTRIBUTION(9),
        /** A change of withdrawal credentials. */
        CREDENTIALS_CHANGE(10);

        private final byte type;

        Purpose(int type) {
            this.type = (byte) type;
        }
    }

    private static final int VERSION_SIZE = 4;
    private static final int DOMAIN_TYPE_SIZE = 4;

    private final Path directory;
    private final AskedProcess process;
    private final Hash32 genesisValidatorsRoot;

    private InteropValidators(Path directory, AskedProcess process, Hash32 genesisValidatorsRoot) {
        this.directory = directory;
        this.process = process;
        this.genesisValidatorsRoot = genesisValidatorsRoot;
    }

    /**
     * The validators of one chain.
     *
     * @param genesisValidatorsRoot what the genesis of the chain says
     * @throws IllegalStateException if Node.js is missing, or the installation of packages fails
     * @throws UncheckedIOException if files can't be written
     */
    public static InteropValidators of(Hash32 genesisValidatorsRoot) {
        try {
            Path directory = Files.createTempDirectory("interop-validators");
            List<String> command = List.of(
                    NodeJs.found().node().toString(),
                    NpmSet.CHAIN.script("signer.mjs").toString());
            Path log = directory.resolve("signer.log");
            AskedProcess process = new AskedProcess("the signer", command, directory, log);
            return new InteropValidators(directory, process, genesisValidatorsRoot);
        } catch (IOException e) {
            throw new UncheckedIOException("can't prepare the directory of a signer", e);
        }
    }

    /**
     * Signs.
     *
     * @param validator who signs
     * @param fork version of the fork that the signature is for
     * @param root root of what is signed
     * @throws IllegalStateException if the process fails
     */
    public synchronized Bytes96 sign(UInt64 validator, Purpose purpose, Bytes4 fork, Hash32 root) {
        Hash32 signed = Hash32.of(sha256(root.toArray(), domain(purpose, fork)));
        return Bytes96.parse(process.ask(validator + " " + signed));
    }

    /** Four bytes of the purpose, and of the fork and the chain as many as there is room for. */
    private byte[] domain(Purpose purpose, Bytes4 fork) {
        byte[] version = new byte[Hash32.SIZE];
        System.arraycopy(fork.toArray(), 0, version, 0, VERSION_SIZE);
        byte[] chain = sha256(version, genesisValidatorsRoot.toArray());
        byte[] domain = new byte[Hash32.SIZE];
        domain[0] = purpose.type;
        System.arraycopy(chain, 0, domain, DOMAIN_TYPE_SIZE, Hash32.SIZE - DOMAIN_TYPE_SIZE);
        return domain;
    }

    private static byte[] sha256(byte[] one, byte[] other) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(one);
            return digest.digest(other);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The running process. */
    ProcessHandle process() {
        return process.process();
    }

    /** Does to the process what the end of this JVM would do. */
    void endInput() throws IOException {
        process.endInput();
    }

    /** Ends the process and deletes what it wrote; a second call does nothing. */
    @Override
    public synchronized void close() {
        process.close();
        try {
            NpmSet.deleteTree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + directory, e);
        }
    }
}
