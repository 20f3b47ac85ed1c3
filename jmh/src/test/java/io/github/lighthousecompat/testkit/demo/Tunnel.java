package io.github.lighthousecompat.testkit.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port of its own that leads to another one, as a tunnel or a container's port mapping does. Thread-safe. */
final class Tunnel implements AutoCloseable {
    private final ServerSocket entrance;
    private final int exit;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Tunnel(ServerSocket entrance, int exit) {
        this.entrance = entrance;
        this.exit = exit;
    }

    static Tunnel to(URI url) {
        try {
            Tunnel tunnel = new Tunnel(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), url.getPort());
            run("tunnel", tunnel::accept);
            return tunnel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = keep(entrance.accept());
            Socket far = keep(new Socket());
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), exit));
            run("tunnel-there", () -> copy(near, far));
            run("tunnel-back", () -> copy(far, near));
        }
    }

    private Socket keep(Socket socket) {
        open.add(socket);
        return socket;
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // the end of a tunnel is the end of its connections
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
