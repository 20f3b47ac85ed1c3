package io.github.lighthousecompat.testkit.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that this JVM started. What it says goes to a file, whose end is quoted when something fails; its standard
 * input stays open as long as it is wanted.
 */
final class ChildProcess implements AutoCloseable {
    private static final Duration ORDERLY_END = Duration.ofSeconds(5);
    private static final int QUOTED_LINES = 30;

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts a command that writes all its output to the log. */
    static ChildProcess logging(String name, List<String> command, Path directory, Path log) {
        return start(name, command, directory, log, Redirect.appendTo(log.toFile()));
    }

    /** Starts a command whose standard output is read by the caller, while its errors go to the log. */
    static ChildProcess answering(String name, List<String> command, Path directory, Path log) {
        return start(name, command, directory, log, Redirect.PIPE);
    }

    private static ChildProcess start(String name, List<String> command, Path directory, Path log, Redirect output) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output)
                    .redirectError(Redirect.appendTo(log.toFile()))
                    .start();
            return new ChildProcess(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException("can't start " + name + " with " + command, e);
        }
    }

    Process process() {
        return process;
    }

    /** Waits for a process that ends by itself. */
    void finish(Duration limit) {
        if (!waitFor(limit)) {
            close();
            throw failure("did not end within " + limit);
        }
        if (process.exitValue() != 0) {
            throw failure("failed with exit code " + process.exitValue());
        }
    }

    IllegalStateException failure(String what) {
        return new IllegalStateException(name + " " + what + "; the end of its output:\n" + tail());
    }

    private String tail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e + ")";
        }
    }

    /** Asks it to end, ends it by force if it does not, and returns when it is gone. */
    @Override
    public void close() {
        process.destroy();
        if (!waitFor(ORDERLY_END)) {
            process.destroyForcibly();
            if (!waitFor(ORDERLY_END)) {
                throw failure("could not be ended, process id " + process.pid());
            }
        }
    }

    private boolean waitFor(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }
}
