package host;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.engine.BuildResult;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.ImportResult;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Builds and imports a block through each adapter, over HTTP, runs the code of the README, and says where the classes
 * came from. Writes the files that the README's code reads into the working directory.
 */
public final class Main {
    private static final long GENESIS = 1_700_000_000;
    private static final int ENGINE_PORT = 8551;
    private static final int BEACON_PORT = 5052;

    private Main() {}

    public static void main(String[] args) throws Exception {
        ForkSchedule forks = ForkSchedule.of(UInt64.of(GENESIS), ForkSchedule.NEVER);
        Module library = LighthouseApi.class.getModule();
        System.out.println("ci: Java " + Runtime.version().feature() + ", the api is "
                + (library.isNamed() ? "module " + library.getName() : "on the class path"));
        try (FakeExecutionNode node = FakeExecutionNode.start(forks);
                LighthouseApi v4 = Lighthouse.v4(config(node))) {
            drive("v4", v4, node.forkchoice());
        }
        try (FakeExecutionNode node = FakeExecutionNode.start(forks);
                LighthouseApi v5 = Lighthouse.v5(config(node))) {
            drive("v5", v5, node.forkchoice());
        }
        migrate(forks);
        askAnyNode("Lighthouse/v4.5.0");
        askAnyNode("Lighthouse/v5.3.0");
    }

    /** The README's client of two versions. */
    private static void migrate(ForkSchedule forks) {
        try (FakeExecutionNode old = FakeExecutionNode.start(forks);
                FakeExecutionNode next = FakeExecutionNode.start(forks);
                RoutedLighthouse routed = Migration.begin(
                        Lighthouse.v4(config(old)),
                        Lighthouse.v5(config(next)),
                        WeightDial.at(Weight.percent(10)))) {
            drive("the README's migration", routed, old.forkchoice());
        }
    }

    /** The README's first code, which names no version, on the ports and with the file that it names. */
    private static void askAnyNode(String release) throws Exception {
        Files.writeString(Path.of("jwt.hex"), "5e".repeat(32));
        ForkSchedule forks = ForkSchedule.of(UInt64.of(GENESIS), ForkSchedule.NEVER);
        try (FakeExecutionNode layer = FakeExecutionNode.builder(ChainSpec.of(forks))
                        .jwtSecret(JwtSecret.fromFile(Path.of("jwt.hex")))
                        .start();
                FakeBeaconNode node = FakeBeaconNode.like(release);
                ServerSocket enginePort = listen(ENGINE_PORT);
                ServerSocket beaconPort = listen(BEACON_PORT)) {
            background(() -> forward(enginePort, layer.url().getPort()));
            background(() -> forward(beaconPort, node.url().getPort()));
            AnyNode.run();
            if (node.requests().isEmpty() || layer.requests().isEmpty()) {
                throw new IllegalStateException("the README's first code did not ask both of " + release);
            }
        }
        System.out.println("ci: the README's first code asked " + release);
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 0, InetAddress.getByName("127.0.0.1"));
    }

    private static void forward(ServerSocket from, int port) throws IOException {
        while (true) {
            Socket near = from.accept();
            Socket far = new Socket(InetAddress.getByName("127.0.0.1"), port);
            background(() -> near.getInputStream().transferTo(far.getOutputStream()));
            background(() -> far.getInputStream().transferTo(near.getOutputStream()));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // ends with its sockets
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Patient: both ends are cold, and other builds may run on this machine. */
    private static LighthouseConfig config(FakeExecutionNode node) {
        return node.clientConfig().timeoutMultiplier(20).build();
    }

    private static void drive(String adapter, LighthouseApi lighthouse, ForkchoiceState state) {
        CapellaAttributes attributes = CapellaAttributes.builder()
                .timestamp(UInt64.of(GENESIS + 12))
                .prevRandao(Hash32.ZERO)
                .suggestedFeeRecipient(Address.parse("0x" + "fe".repeat(20)))
                .withdrawals(List.of())
                .build();
        BuildResult result = Lighthouse.await(lighthouse.engine().buildPayload(state, attributes, Duration.ZERO));
        if (!(result instanceof BuildResult.Built built && built.built() instanceof CapellaBuiltPayload capella)) {
            throw new IllegalStateException(adapter + " built nothing: " + result);
        }
        ImportRequest request = ImportRequest.of(
                NewPayloadRequest.of(capella.payload()), state.safeBlockHash(), state.finalizedBlockHash());
        ImportResult imported = Lighthouse.await(lighthouse.engine().importPayload(request));
        if (!imported.equals(new ImportResult.Imported(capella.payload().blockHash()))) {
            throw new IllegalStateException(adapter + " imported nothing: " + imported);
        }
        System.out.println("ci: " + adapter + " built and imported " + imported);
    }
}
