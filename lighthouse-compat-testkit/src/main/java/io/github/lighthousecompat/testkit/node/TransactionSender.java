package io.github.lighthousecompat.testkit.node;

import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The process that signs transactions and hands them to the node. */
final class TransactionSender implements AutoCloseable {
    private final AskedProcess process;

    TransactionSender(URI rpcUrl, Path directory) {
        List<String> command = List.of(
                NodeJs.found().node().toString(),
                NpmSet.CLIENT.script("transactions.mjs").toString(),
                rpcUrl.toString());
        process = new AskedProcess("the transaction sender", command, directory, directory.resolve("sender.log"));
    }

    List<String> send(TransactionKind... kinds) {
        String request = Arrays.stream(kinds)
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(" "));
        return List.of(process.ask(request).split(" ", -1));
    }

    @Override
    public void close() {
        process.close();
    }
}
