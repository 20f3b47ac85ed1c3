package io.github.lighthousecompat.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventsApiTest {
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.within(Duration.ofSeconds(5));
    private static final Consumer<BeaconEvent> LISTENER = event -> {};

    private final List<Object> arguments = new ArrayList<>();
    private final EventsApi events = new EventsApi(
            new Caller() {
                @Override
                public String name() {
                    return "test";
                }

                @Override
                public LighthouseVersion version() {
                    return LighthouseVersion.V5;
                }

                @Override
                public TimeSource.Scheduled after(Duration delay, Runnable task) {
                    throw new AssertionError("nothing waits here");
                }

                @Override
                public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
                    assertThat(operation).isSameAs(BeaconOperations.SUBSCRIBE_EVENTS);
                    assertThat(options).isSameAs(OPTIONS);
                    arguments.add(argument);
                    return new CompletableFuture<>();
                }
            },
            OPTIONS);

    @Test
    void subscribe_topicsAndListener_isARequestWithTheDefaults() {
        assertThat(events.subscribe(List.of(EventTopic.HEAD, EventTopic.BLOCK), LISTENER))
                .isNotDone();

        EventRequest request = (EventRequest) arguments.get(0);
        assertThat(request.topics()).containsExactly(EventTopic.HEAD, EventTopic.BLOCK);
        assertThat(request.listener()).isSameAs(LISTENER);
        assertThat(request.idleLimit()).isEqualTo(Duration.ofSeconds(45));
        assertThat(request.bufferSize()).isEqualTo(4096);
    }

    @Test
    void subscribe_request_isHandedOn() {
        EventRequest request = EventRequest.of(List.of(EventTopic.HEAD), LISTENER);
        events.subscribe(request);

        assertThat(arguments.get(0)).isSameAs(request);
    }

    @Test
    void request_thatCannotBe_saysWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events.subscribe(List.of(), LISTENER))
                .withMessageContaining("no topic");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events.subscribe(List.of(EventTopic.HEAD, EventTopic.HEAD), LISTENER))
                .withMessageContaining("twice: [head, head]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request().idleLimit(Duration.ZERO).build())
                .withMessageContaining("idle limit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request().bufferSize(1).build())
                .withMessageContaining("2 events");
    }

    private static EventRequest.Builder request() {
        EventRequest.Builder builder = EventRequest.builder();
        builder.addTopics(EventTopic.HEAD).listener(LISTENER);
        return builder;
    }
}
