package io.github.lighthousecompat.wire;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A connection that logs nothing of what it carries; those of HttpClient write every token to the debug log. */
final class QuietConnection extends DefaultManagedHttpClientConnection {
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(64 << 10)
            .setMaxHeaderCount(256)
            .build();

    private QuietConnection(String id) {
        super(id, null, null, LIMITS, null, null, null, null);
    }

    static HttpConnectionFactory<ManagedHttpClientConnection> factory() {
        AtomicLong last = new AtomicLong();
        return socket -> open("lighthouse-" + last.incrementAndGet(), socket);
    }

    private static ManagedHttpClientConnection open(String id, @Nullable Socket socket) throws IOException {
        QuietConnection connection = new QuietConnection(id);
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
        bind(new SocketHolder(tls, socket));
    }

    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {}
}
