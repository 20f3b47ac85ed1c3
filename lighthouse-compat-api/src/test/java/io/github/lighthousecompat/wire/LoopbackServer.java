package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP server on loopback that answers byte for byte what a script says, and does nothing else right. */
final class LoopbackServer implements AutoCloseable {
    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)}$");

    /** Answers one request. */
    @FunctionalInterface
    interface Script {
        void answer(Request request, Answer answer) throws IOException;
    }

    /**
     * What arrived.
     *
     * @param connection number of the connection, from 1 on
     * @param line the request line
     * @param headers by lower-case name
     */
    record Request(int connection, String line, Map<String, String> headers, String body) {
        String method() {
            return find(METHOD);
        }

        String id() {
            return find(ID);
        }

        private String find(Pattern pattern) {
            Matcher matcher = pattern.matcher(body);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore stalled = new Semaphore(0);
    private final Semaphore brokenOff = new Semaphore(0);
    private volatile Script script;

    LoopbackServer(Script script) {
        this.script = script;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** A server that answers every request with one JSON-RPC result. */
    static LoopbackServer answering(String result) {
        return new LoopbackServer((request, answer) -> answer.result(result));
    }

    void script(Script next) {
        script = next;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** All requests so far, in the order in which they arrived. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Waits until {@code count} more requests have arrived. */
    void awaitRequests(int count) {
        Threads.acquire(arrived, count);
    }

    /** Waits until an answer stalls. */
    void awaitStall() {
        Threads.acquire(stalled, 1);
    }

    /** Waits until a client has broken off an exchange before it had its answer. */
    void awaitBreak() {
        Threads.acquire(brokenOff, 1);
    }

    /** Closes all connections, as a server that restarts does. */
    void dropConnections() {
        sockets.forEach(LoopbackServer::close);
        sockets.clear();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dropConnections();
    }

    private void accept() {
        try {
            for (int number = 1; ; number++) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                int connection = number;
                start(() -> serve(connection, socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(int connection, Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String line = readLine(in);
                Map<String, String> headers = readHeaders(in);
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                Request request = new Request(connection, line, headers, new String(in.readNBytes(length), UTF_8));
                requests.add(request);
                arrived.release();
                answer(request, socket);
            }
        } catch (IOException e) {
            // the client, or the test, has closed the connection
        }
    }

    private void answer(Request request, Socket socket) throws IOException {
        try {
            script.answer(request, new Answer(request, socket));
        } catch (IOException e) {
            brokenOff.release();
            throw e;
        }
    }

    private static Map<String, String> readHeaders(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("end of the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "loopback-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the answer to one request. */
    final class Answer {
        private final Request request;
        private final Socket socket;

        private Answer(Request request, Socket socket) {
            this.request = request;
            this.socket = socket;
        }

        void result(String json) throws IOException {
            json("{\"jsonrpc\":\"2.0\",\"id\":" + request.id() + ",\"result\":" + json + "}");
        }

        void error(int code, String message) throws IOException {
            json("{\"jsonrpc\":\"2.0\",\"id\":" + request.id() + ",\"error\":{\"code\":" + code + ",\"message\":\""
                    + message + "\"}}");
        }

        void json(String body) throws IOException {
            status("200 OK", "Content-Type: application/json\r\n", body);
        }

        void status(String status, String headers, String body) throws IOException {
            raw("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                    + body);
        }

        void raw(String bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(bytes.chars().allMatch(c -> c < 256) ? ISO_8859_1 : UTF_8));
            out.flush();
        }

        void hangUp() throws IOException {
            socket.close();
        }

        /** Says nothing more until the client breaks off. */
        void stall() throws IOException {
            stalled.release();
            while (socket.getInputStream().read() >= 0) {
                // whatever comes is not answered
            }
            throw new IOException("the client has broken off");
        }
    }
}
