package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.EngineApi;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A scripted execution layer named {@code el} and connections to it; time stands still unless a test moves it. */
final class EngineFixture implements AutoCloseable {
    final ManualTime time = new ManualTime();
    final EngineScript script = new EngineScript();
    final LoopbackServer server = new LoopbackServer(script);
    final Connection connection;

    EngineFixture(Dialect dialect) {
        this(dialect, builder -> builder);
    }

    EngineFixture(Dialect dialect, UnaryOperator<LighthouseConfig.Builder> change) {
        LighthouseConfig.Builder builder = TestSettings.at("el", server.url());
        builder.time(time);
        connection = Connection.of(change.apply(builder).build(), dialect);
    }

    EngineApi engine() {
        return EngineApi.over(connection, CallOptions.DEFAULT);
    }

    /** Names of the methods that arrived, in their order. */
    List<String> methods() {
        return server.requests().stream().map(LoopbackServer.Request::method).toList();
    }

    /** How often a method has arrived. */
    long count(String method) {
        return methods().stream().filter(method::equals).count();
    }

    static <X extends LighthouseException> X failure(Class<X> type, CompletableFuture<?> call) {
        X failure = catchThrowableOfType(type, () -> Lighthouse.await(call));
        assertThat(failure).isNotNull();
        assertThat(failure.client()).isEqualTo("el");
        return failure;
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
