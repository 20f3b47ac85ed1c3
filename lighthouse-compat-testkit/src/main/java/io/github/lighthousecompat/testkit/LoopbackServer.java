package io.github.lighthousecompat.testkit;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server on the loopback interface that keeps its port over its deaths. Thread-safe. */
final class LoopbackServer {
    static {
        // read once by the server's first instance; without it JDK 17 sends every small answer 40 ms late
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpHandler handler;
    private final int port;
    private @Nullable Listener listener;

    private record Listener(HttpServer server, ExecutorService threads) {}

    private LoopbackServer(HttpHandler handler) {
        this.handler = handler;
        Listener first = listen(0);
        this.port = first.server().getAddress().getPort();
        this.listener = first;
    }

    /**
     * Listens on a free port; {@code handler} may be called at once.
     *
     * @throws UncheckedIOException if there is none
     */
    static LoopbackServer start(HttpHandler handler) {
        return new LoopbackServer(handler);
    }

    /** Where it listens; the same for its whole life. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Closes the port and every connection, and interrupts whoever works on a request; whether it was open. */
    synchronized boolean kill() {
        if (listener == null) {
            return false;
        }
        listener.server().stop(0);
        listener.threads().shutdownNow();
        listener = null;
        return true;
    }

    /** Listens again on the same port. */
    synchronized void revive() {
        if (listener == null) {
            listener = listen(port);
        }
    }

    private Listener listen(int onPort) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread =
                        new Thread(task, "fake-node-" + server.getAddress().getPort());
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
            return new Listener(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the fake node", e);
        }
    }
}
