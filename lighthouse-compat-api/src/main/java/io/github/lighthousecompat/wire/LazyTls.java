package io.github.lighthousecompat.wire;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS with the certificates that the JVM trusts, loaded when the first connection needs them: that takes longer than
 * all the rest of making a client, and most endpoints are plain. Thread-safe.
 */
final class LazyTls implements TlsSocketStrategy {
    private @Nullable TlsSocketStrategy loaded;

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        return load().upgrade(socket, target, port, attachment, context);
    }

    private synchronized TlsSocketStrategy load() {
        if (loaded == null) {
            loaded = DefaultClientTlsStrategy.createDefault();
        }
        return loaded;
    }
}
