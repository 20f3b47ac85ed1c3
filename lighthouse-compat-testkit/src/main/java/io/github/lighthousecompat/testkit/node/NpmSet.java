package io.github.lighthousecompat.testkit.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * npm packages that a lock file pins by content, installed once per machine. No install script of any package is run,
 * and the registry is the one that npm is set up with.
 */
enum NpmSet {
    /** The execution client. */
    CLIENT("ejs-client"),
    /** The block library that the payload vectors come from. */
    BLOCK("refs"),
    /** The types of the beacon chain that the block vectors come from. */
    TYPES("lodestar-types"),
    /** Routes, codecs and state transition of a later beacon node, which a chain of ours is made of. */
    CHAIN("lodestar-chain"),
    /** A whole beacon node of an earlier release. */
    NODE("lodestar-node");

    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);
    private static final String LOCK = "package-lock.json";

    private final String folder;

    NpmSet(String folder) {
        this.folder = folder;
    }

    /** The folder that holds {@code node_modules}; installs it if this machine has not got it yet. */
    Path installed() {
        Path cache = cache();
        Path target = cache.resolve(folder + "-" + digest(resource(LOCK)));
        if (!Files.isDirectory(target)) {
            install(cache, target);
        }
        return target;
    }

    /** A script of this set beside those that it imports, at a place from which packages are found too. */
    Path script(String name, String... imported) {
        List<String> names = Stream.concat(Stream.of(name), Stream.of(imported)).toList();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        names.forEach(file -> all.writeBytes(resource(file)));
        Path directory = installed().resolve("scripts-" + digest(all.toByteArray()));
        try {
            Files.createDirectories(directory);
            for (String file : names) {
                write(resource(file), directory.resolve(file));
            }
            return directory.resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + directory, e);
        }
    }

    private static void write(byte[] content, Path file) throws IOException {
        if (!Files.exists(file)) {
            Path unfinished = Files.createTempFile(file.getParent(), null, ".part");
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path cache() {
        String chosen = System.getProperty("lighthouse.node.cache");
        return chosen != null
                ? Path.of(chosen).toAbsolutePath()
                : Path.of(System.getProperty("user.home"), ".cache", "lighthouse-compat");
    }

    /** One at a time: the file lock keeps other JVMs out, the monitor the other threads of this one. */
    private void install(Path cache, Path target) {
        synchronized (NpmSet.class) {
            try {
                Files.createDirectories(cache);
                try (FileChannel channel = FileChannel.open(
                                cache.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid() && !Files.isDirectory(target)) {
                        Path staging = cache.resolve(folder + ".unfinished");
                        deleteTree(staging);
                        Files.createDirectories(staging);
                        runNpm(staging);
                        Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("can't install the npm packages of " + folder + " in " + cache, e);
            }
        }
    }

    private void runNpm(Path directory) throws IOException {
        for (String file : List.of("package.json", LOCK)) {
            Files.write(directory.resolve(file), resource(file));
        }
        List<String> command =
                List.of(NodeJs.found().npm().toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        ChildProcess.logging("npm ci for " + folder, command, directory, directory.resolve("install.log"))
                .finish(INSTALL_LIMIT);
    }

    private byte[] resource(String name) {
        try (InputStream in = NpmSet.class.getResourceAsStream(folder + "/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the testkit lacks its resource " + folder + "/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder + "/" + name, e);
        }
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Deletes a directory with everything in it, if it is there. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
