package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of its own for localhost, which a JVM trusts only if it is told to. */
@Timeout(60)
class TlsIT {
    private static final CallLabel LABEL = new CallLabel(CallSite.of("c"), "engine_m");
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private HttpsServer server;
    private Path store;

    @BeforeAll
    static void makeCertificate() throws Exception {
        makeCertificate(directory.resolve("server.p12"));
    }

    @BeforeEach
    void start() throws Exception {
        store = directory.resolve("server.p12");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] answer = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST + "Password");
        server.stop(0);
    }

    @Test
    void execute_certificateThatTheJvmTrusts_isAnswered() {
        trust();
        try (ApacheTransport transport = transport("localhost")) {
            for (int i = 0; i < 2; i++) {
                byte[] answer = transport
                        .exchange(LABEL, TestRequests.post("echo", "token", false))
                        .execute()
                        .body();
                assertThat(answer).asString(UTF_8).isEqualTo("echo");
            }
        }
    }

    @Test
    void execute_certificateOfAnotherHost_isUnreachableAndNotSent() {
        trust();
        assertNotSent("127.0.0.1", "alternative names");
    }

    @Test
    void execute_unknownCertificate_isUnreachableAndNotSent() {
        assertNotSent("localhost", "certification path");
    }

    private void trust() {
        System.setProperty(TRUST, store.toString());
        System.setProperty(TRUST + "Password", PASSWORD);
    }

    private void assertNotSent(String host, String reason) {
        try (ApacheTransport transport = transport(host)) {
            LighthouseException.Unreachable failure = catchThrowableOfType(
                    LighthouseException.Unreachable.class,
                    () -> transport
                            .exchange(LABEL, TestRequests.post("", "token", true))
                            .execute());

            assertThat(failure.isSent()).isFalse();
            assertThat(failure).hasCauseInstanceOf(SSLException.class).hasMessageContaining(reason);
        }
    }

    private ApacheTransport transport(String host) {
        return new ApacheTransport(
                URI.create("https://" + host + ":" + server.getAddress().getPort()), 1, 1024);
    }

    private static void makeCertificate(Path store) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
