package io.github.lighthousecompat.testkit.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Ports of processes that have to be told which to take. */
final class Ports {
    /** Below the ports that systems give out by themselves: nobody who lets the system choose can take one meanwhile. */
    private static final int FIRST = 20_000;

    private static final int BEYOND_LAST = 32_000;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int TRIES = 100;
    private static final Duration POLL = Duration.ofMillis(10);

    private Ports() {}

    /** Ports that nobody uses; all are held until all are known, so that they differ. */
    static List<Integer> free(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(unused());
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException("can't find free ports", e);
        }
    }

    private static ServerSocket unused() throws IOException {
        for (int tries = 1; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND_LAST);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (BindException taken) {
                if (tries == TRIES) {
                    throw taken;
                }
            }
        }
    }

    /**
     * Waits until a process has opened its ports.
     *
     * @throws IllegalStateException if it ends first, or takes too long
     */
    static void await(ChildProcess process, int... ports) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        for (int port : ports) {
            while (!answers(port)) {
                if (!process.process().isAlive()) {
                    throw process.failure("ended while it was starting");
                }
                if (System.nanoTime() - deadline > 0) {
                    throw process.failure("did not open port " + port + " within " + START_LIMIT);
                }
                LockSupport.parkNanos(POLL.toNanos());
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("interrupted while a node was starting");
                }
            }
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
