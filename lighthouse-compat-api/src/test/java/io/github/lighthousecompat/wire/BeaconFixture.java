package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A client of a node that says which release it is and answers all else as a script says. */
final class BeaconFixture implements AutoCloseable {
    final ManualTime time = new ManualTime();
    final LoopbackServer server = new LoopbackServer(this::answer);
    final Connection connection;
    private volatile LoopbackServer.Script script = (request, answer) -> answer.json("{}");
    private volatile String node;

    BeaconFixture(Dialect dialect, String node) {
        this(dialect, node, builder -> builder);
    }

    BeaconFixture(Dialect dialect, String node, UnaryOperator<LighthouseConfig.Builder> change) {
        this.node = node;
        LighthouseConfig.Builder builder = LighthouseConfig.builder();
        builder.name("cl").beaconUrl(server.url()).time(time);
        connection = Connection.of(change.apply(builder).build(), dialect);
    }

    BeaconApi beacon() {
        return beacon(CallOptions.DEFAULT);
    }

    BeaconApi beacon(CallOptions options) {
        return BeaconApi.over(connection, options);
    }

    /** How everything but the version is answered. */
    void on(LoopbackServer.Script next) {
        script = next;
    }

    /** What the node is from now on. */
    void becomes(String next) {
        node = next;
    }

    /** The header that every answer of Lighthouse has. */
    String header() {
        return "Server: " + node + "\r\n";
    }

    void json(LoopbackServer.Answer answer, String body) throws IOException {
        answer.status("200 OK", header() + "Content-Type: application/json\r\n", body);
    }

    /** An error as Lighthouse writes one. */
    void error(LoopbackServer.Answer answer, int code, String message) throws IOException {
        answer.status(
                code + " No",
                header() + "Content-Type: application/json\r\n",
                "{\"code\":" + code + ",\"message\":\"" + message + "\",\"stacktraces\":[]}");
    }

    private void answer(LoopbackServer.Request request, LoopbackServer.Answer answer) throws IOException {
        if (request.line().equals("GET /eth/v1/node/version HTTP/1.1")) {
            json(answer, "{\"data\":{\"version\":\"" + node + "\"}}");
        } else {
            script.answer(request, answer);
        }
    }

    /** What arrived beside questions for the version: method and target. */
    List<String> lines() {
        return server.requests().stream()
                .map(request -> request.line().replace(" HTTP/1.1", ""))
                .filter(line -> !line.endsWith("/node/version"))
                .toList();
    }

    static <X extends LighthouseException> X failure(Class<X> type, CompletableFuture<?> call) {
        X failure = catchThrowableOfType(type, () -> Lighthouse.await(call));
        assertThat(failure).isNotNull();
        assertThat(failure.client()).isEqualTo("cl");
        return failure;
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
