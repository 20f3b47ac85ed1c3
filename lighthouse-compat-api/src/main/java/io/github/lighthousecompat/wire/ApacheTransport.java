package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 by the blocking client of Apache HttpClient 5, with everything off that it would do by itself.
 *
 * <p>It has one pool for one endpoint, beside it the connections of streams, and no threads. Its own time limits are
 * off too: cancelling is the only one, so that no second clock contradicts the deadline of the call.
 */
final class ApacheTransport implements Transport {
    private static final String USER_AGENT = "lighthouse-compat";

    /**
     * A connection that was idle for so long is looked at before it is used again, as a forkchoice that went out on one
     * that a restarted server left behind is not repeated. The look takes a millisecond: not in a burst of calls.
     */
    private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(100);
    /**
     * There is a connection for every thread, but the pool may hand it over on the thread of another exchange, a moment
     * later: a wait of zero would then be none. The one clock of a call ends this wait too.
     */
    private static final Timeout UNTIL_CANCELLED = Timeout.ofDays(1);

    private static final int STREAM_BUFFER = 8192;

    private final URI url;
    private final HttpHost host;
    private final String endpoint;
    private final String base;
    private final int maxAnswerSize;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final CloseableHttpClient streams;

    /**
     * Opens no connection yet.
     *
     * @param maxConnections how many exchanges can run at once
     * @param maxAnswerSize largest body that is taken, bytes
     */
    ApacheTransport(URI url, int maxConnections, int maxAnswerSize) {
        this.url = url;
        this.host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
        this.endpoint = url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        this.base = url.toString().replaceFirst("/*([?#].*)?$", "");
        this.maxAnswerSize = maxAnswerSize;
        LazyTls tls = new LazyTls();
        this.connections = connections(maxConnections, tls);
        this.client = settings(connections).build();
        this.streams = settings(connections(Integer.MAX_VALUE, tls))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(int most, LazyTls tls) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(most)
                .setMaxConnPerRoute(most)
                .setConnectionFactory(QuietConnection.factory())
                .setTlsSocketStrategy(tls)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(Timeout.ZERO_MILLISECONDS)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ZERO_MILLISECONDS)
                        .setValidateAfterInactivity(LOOK_AFTER)
                        .build())
                .build();
    }

    private static HttpClientBuilder settings(PoolingHttpClientConnectionManager connections) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new WatchedExecutor())
                .setUserAgent(USER_AGENT)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(UNTIL_CANCELLED)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression();
    }

    @Override
    public Exchange exchange(CallLabel label, HttpRequest request) {
        return new Sending(label, request, client, null);
    }

    @Override
    public Exchange stream(CallLabel label, HttpRequest request, Receiver receiver) {
        return new Sending(label, request, streams, receiver);
    }

    private URI uri(String target) {
        return target.isEmpty() ? url : URI.create(base + target);
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        streams.close(CloseMode.IMMEDIATE);
    }

    private final class Sending implements Exchange {
        private final CallLabel label;
        private final HttpRequest request;
        private final CloseableHttpClient by;
        private final @Nullable Receiver receiver;
        private volatile boolean isCancelled;
        private volatile @Nullable HttpUriRequestBase current;

        Sending(CallLabel label, HttpRequest request, CloseableHttpClient by, @Nullable Receiver receiver) {
            this.label = label;
            this.request = request;
            this.by = by;
            this.receiver = receiver;
        }

        @Override
        public HttpAnswer execute() {
            try {
                HttpAnswer answer = sendOrRepeat();
                if (isCancelled) {
                    // what explains a failure may have been cut off
                    throw cancelled();
                }
                return answer;
            } catch (RuntimeException e) {
                // a request that is cancelled in the middle fails in many ways
                throw isCancelled ? cancelled() : e;
            }
        }

        private HttpAnswer sendOrRepeat() {
            Trip first = new Trip();
            try {
                return send(first);
            } catch (IOException e) {
                if (!request.isRepeatable() || !first.isUnheard()) {
                    throw failure(e, first.isBegun());
                }
            }
            // those that waited as long are as dead as the first
            connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
            try {
                return send(new Trip());
            } catch (IOException e) {
                throw failure(e, true);
            }
        }

        @Override
        public void cancel() {
            isCancelled = true;
            HttpUriRequestBase running = current;
            if (running != null) {
                running.cancel();
            }
        }

        private HttpAnswer send(Trip trip) throws IOException {
            HttpUriRequestBase sent = new HttpUriRequestBase(request.method(), uri(request.target()));
            request.headers().forEach(sent::setHeader);
            byte[] body = request.body();
            if (body != null) {
                // as text: what a host writes of its own goes out as it is
                sent.setHeader(HttpHeaders.CONTENT_TYPE, request.contentType());
                sent.setEntity(new ByteArrayEntity(body, null));
            }
            current = sent;
            if (isCancelled) {
                // cancel() may have come before it could see this request
                sent.cancel();
            }
            try {
                return read(by.executeOpen(host, sent, trip));
            } finally {
                // breaks the connection, unless the answer was read to its end: then it is back in the pool
                sent.cancel();
            }
        }

        private HttpAnswer read(ClassicHttpResponse response) throws IOException {
            int status = response.getCode();
            boolean isSuccess = status >= HttpStatus.SC_SUCCESS && status < HttpStatus.SC_REDIRECTION;
            Function<String, Optional<String>> headers =
                    name -> Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
            HttpEntity entity = response.getEntity();
            if (receiver == null || !isSuccess) {
                return new HttpAnswer(status, headers, body(entity, isSuccess));
            }
            HttpAnswer head = new HttpAnswer(status, headers, new byte[0]);
            receiver.begin(head);
            if (entity != null) {
                hand(entity.getContent(), receiver);
            }
            return head;
        }

        private static void hand(InputStream in, Receiver receiver) throws IOException {
            byte[] bytes = new byte[STREAM_BUFFER];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                receiver.take(bytes, count);
            }
        }

        private byte[] body(@Nullable HttpEntity entity, boolean isSuccess) throws IOException {
            if (entity == null) {
                return new byte[0];
            }
            if (!isSuccess) {
                return AnswerBody.beginning(entity.getContent());
            }
            return AnswerBody.read(entity.getContent(), entity.getContentLength(), maxAnswerSize)
                    .orElseThrow(
                            () -> new LighthouseException.TooLarge(label.site(), label.operation(), maxAnswerSize));
        }

        private LighthouseException cancelled() {
            return new LighthouseException.Cancelled(label.site(), label.operation(), "the call was ended");
        }

        private LighthouseException failure(IOException e, boolean isSent) {
            if (e instanceof ClientProtocolException || e instanceof MessageConstraintException) {
                return new LighthouseException.Decode(
                        label.site(), label.operation(), "$", endpoint + " does not answer in HTTP/1.1", e);
            }
            IOException cause =
                    e.getMessage() == null ? new IOException(e.getClass().getSimpleName(), e) : e;
            return new LighthouseException.Unreachable(label.site(), label.operation(), endpoint, isSent, cause);
        }
    }

    /** What became of one request: has it gone out, and has a byte come back? */
    private static final class Trip extends HttpClientContext {
        private @Nullable EndpointDetails connection;
        private boolean isReused;
        private long receivedBefore;

        void begin(EndpointDetails details) {
            connection = details;
            isReused = details.getRequestCount() > 0;
            receivedBefore = details.getReceivedBytesCount();
        }

        /** Whether the server may have seen something of the request. */
        boolean isBegun() {
            return connection != null;
        }

        /** Whether it went out on a used connection and nothing came back: most likely it was closed meanwhile. */
        boolean isUnheard() {
            return isReused && connection != null && connection.getReceivedBytesCount() == receivedBefore;
        }
    }

    /** Tells each {@link Trip} which connection it is on. */
    private static final class WatchedExecutor extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback informationCallback,
                HttpContext context)
                throws IOException, HttpException {
            if (context instanceof Trip trip) {
                trip.begin(connection.getEndpointDetails());
            }
            return super.execute(request, connection, informationCallback, context);
        }
    }
}
