package io.github.lighthousecompat.testkit.node;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Node.js of this machine, looked for once along the {@code PATH}. */
final class NodeJs {
    private static final int OLDEST = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.\\d+\\.\\d+\\S*");
    private static final List<String> SUFFIXES = List.of("", ".exe", ".cmd");
    private static final NodeJs FOUND = look(System.getenv().getOrDefault("PATH", ""));

    private final Optional<Path> node;
    private final Optional<Path> npm;
    private final Optional<String> problem;

    private NodeJs(Optional<Path> node, Optional<Path> npm, Optional<String> problem) {
        this.node = node;
        this.npm = npm;
        this.problem = problem;
    }

    static NodeJs found() {
        return FOUND;
    }

    static NodeJs look(String path) {
        Optional<Path> node = onPath("node", path);
        Optional<Path> npm = onPath("npm", path);
        return new NodeJs(node, npm, problem(node, npm));
    }

    /** Why it can't be used, empty if it can. */
    Optional<String> problem() {
        return problem;
    }

    Path node() {
        return usable(node);
    }

    Path npm() {
        return usable(npm);
    }

    private Path usable(Optional<Path> executable) {
        if (problem.isPresent()) {
            throw new IllegalStateException(problem.get());
        }
        return executable.orElseThrow();
    }

    private static Optional<String> problem(Optional<Path> node, Optional<Path> npm) {
        if (node.isEmpty()) {
            return Optional.of("Node.js %d or newer is needed, but no node was found on the PATH".formatted(OLDEST));
        }
        String version = versionOf(node.get());
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < OLDEST) {
            return Optional.of(
                    "Node.js %d or newer is needed, but %s says it is '%s'".formatted(OLDEST, node.get(), version));
        }
        return npm.isPresent() ? Optional.empty() : Optional.of("npm is needed, but was not found on the PATH");
    }

    private static Optional<Path> onPath(String name, String path) {
        for (String directory : path.split(Pattern.quote(File.pathSeparator), -1)) {
            for (String suffix : SUFFIXES) {
                Path candidate = Path.of(directory, name + suffix);
                if (!directory.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private static String versionOf(Path node) {
        try {
            Process process = new ProcessBuilder(node.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("can't run " + node, e);
        }
    }
}
