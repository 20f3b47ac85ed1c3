package io.github.lighthousecompat.testkit.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that is asked with one line and answers with one: {@code ok} and the answer, or what went wrong. */
final class AskedProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String OK = "ok ";

    private final ChildProcess child;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

    AskedProcess(String name, List<String> command, Path directory, Path log) {
        child = ChildProcess.answering(name, command, directory, log);
        Thread reader = new Thread(this::readAnswers, name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Asks and waits.
     *
     * @return the answer without its {@code ok}
     * @throws IllegalStateException if the answer is another, or none
     */
    String ask(String request) {
        try {
            var input = child.process().getOutputStream();
            input.write((request + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw child.failure("takes no requests (" + e.getMessage() + ")");
        }
        return answer(request);
    }

    /** What it says without being asked, as soon as it can be. */
    String ready() {
        return answer("its start");
    }

    private String answer(String request) {
        try {
            Optional<String> line = answers.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw child.failure("did not answer '" + request + "' within " + LIMIT);
            }
            String text = line.orElseThrow(() -> child.failure("ended"));
            if (!text.startsWith(OK)) {
                throw child.failure("answered '" + request + "' with: " + text);
            }
            return text.substring(OK.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while '" + request + "' was asked", e);
        }
    }

    private void readAnswers() {
        try (BufferedReader reader = child.process().inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(line -> answers.add(Optional.of(line)));
        } catch (IOException | UncheckedIOException e) {
            answers.add(Optional.of("error " + e));
        } finally {
            answers.add(Optional.empty());
        }
    }

    /** The running process. */
    ProcessHandle process() {
        return child.process().toHandle();
    }

    /** Does to the process what the end of this JVM would do. */
    void endInput() throws IOException {
        child.process().getOutputStream().close();
    }

    @Override
    public void close() {
        child.close();
    }
}
