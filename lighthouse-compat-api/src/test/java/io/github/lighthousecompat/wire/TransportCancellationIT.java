package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancelled exchange ends at once wherever it is, and the next one works. */
@Timeout(60)
class TransportCancellationIT {
    private static final CallLabel LABEL = new CallLabel(CallSite.of("c"), "engine_m");
    private static final String TOKEN = "head.claims.signature";
    private static final int LIMIT = 4096;

    private final LoopbackServer server = new LoopbackServer((request, answer) -> answer.json("{\"ok\":1}"));
    private final ApacheTransport transport = new ApacheTransport(server.url(), 4, LIMIT);

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"ha",
                "HTTP/1.1 500 No\r\n\r\n"
            })
    void cancel_stalledServer_endsTheExchange(String begin) throws Exception {
        server.script((request, answer) -> {
            answer.raw(begin);
            answer.stall();
        });
        Transport.Exchange exchange = exchange();
        CompletableFuture<Throwable> ended = ending(exchange);
        server.awaitStall();

        exchange.cancel();

        assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(LighthouseException.Cancelled.class);
        server.awaitBreak();
        assertThat(afterwards()).isEqualTo("{\"ok\":1}");
    }

    @Test
    void cancel_beforeExecute_sendsNothing() {
        Transport.Exchange exchange = exchange();
        exchange.cancel();

        assertThat(catchThrowableOfType(LighthouseException.Cancelled.class, exchange::execute))
                .isNotNull();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void cancel_whileConnecting_endsTheExchange() throws Exception {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, fillers);
            try (ApacheTransport other =
                    new ApacheTransport(URI.create("http://127.0.0.1:" + full.getLocalPort()), 1, LIMIT)) {
                Transport.Exchange exchange = other.exchange(LABEL, TestRequests.post("", TOKEN, true));
                CompletableFuture<Throwable> ended = ending(exchange);
                exchange.cancel();

                assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(LighthouseException.Cancelled.class);
            }
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    private static void fill(ServerSocket full, List<Socket> fillers) throws IOException {
        // the system takes a few more than the backlog says; the first that hangs is the sign that it is full
        while (fillers.size() < 64) {
            Socket filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
            } catch (IOException e) {
                return;
            }
        }
        throw new AssertionError("the backlog has no end");
    }

    private String afterwards() {
        server.script((request, answer) -> answer.json("{\"ok\":1}"));
        return new String(exchange().execute().body(), UTF_8);
    }

    private Transport.Exchange exchange() {
        return transport.exchange(LABEL, TestRequests.post("{\"q\":1}", TOKEN, true));
    }

    private static CompletableFuture<Throwable> ending(Transport.Exchange exchange) {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                exchange.execute();
                ended.completeExceptionally(new AssertionError("there was an answer"));
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return ended;
    }
}
