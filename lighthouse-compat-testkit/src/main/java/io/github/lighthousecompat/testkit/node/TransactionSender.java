package io.github.lighthousecompat.testkit.node;

import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The process that signs transactions and hands them to the node; one line asks, one line answers. */
final class TransactionSender implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ChildProcess child;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

    TransactionSender(URI rpcUrl, Path directory) {
        List<String> command = List.of(
                NodeJs.found().node().toString(),
                NpmSet.CLIENT.script("transactions.mjs").toString(),
                rpcUrl.toString());
        child = ChildProcess.answering("the transaction sender", command, directory, directory.resolve("sender.log"));
        Thread reader = new Thread(this::readAnswers, "transaction-sender");
        reader.setDaemon(true);
        reader.start();
    }

    List<String> send(TransactionKind... kinds) {
        String request = Arrays.stream(kinds)
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(" "));
        ask(request);
        String answer = answer(request);
        if (!answer.startsWith("ok ")) {
            throw new IllegalStateException("transactions (" + request + ") were not accepted: " + answer);
        }
        return List.of(answer.substring("ok ".length()).split(" ", -1));
    }

    private void ask(String request) {
        try {
            var input = child.process().getOutputStream();
            input.write((request + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw child.failure("takes no requests (" + e.getMessage() + ")");
        }
    }

    private String answer(String request) {
        try {
            Optional<String> line = answers.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw child.failure("did not answer '" + request + "' within " + LIMIT);
            }
            return line.orElseThrow(() -> child.failure("ended"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while transactions were sent", e);
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

    @Override
    public void close() {
        child.close();
    }
}
