package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.schema.EventSchemas;
import java.util.Optional;

/** A node behind a transport, of which no more is known than where it is. */
final class LoopbackNode implements EventNode {
    private static final EventSchemas SCHEMAS = EventSchemas.of(BlockSchemas.of(Preset.MAINNET));

    private final Transport transport;

    LoopbackNode(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Optional<Release> release(Attempt attempt) {
        return Optional.empty();
    }

    @Override
    public EventSchemas schemas(Attempt attempt) {
        return SCHEMAS;
    }

    @Override
    public void stream(Attempt attempt, HttpRequest request, Transport.Receiver receiver) {
        CallLabel label = attempt.label();
        Transport.Exchange exchange = transport.stream(label, request, receiver);
        HttpAnswer answer = attempt.interruptibly(exchange::cancel, exchange::execute);
        if (!answer.isSuccess()) {
            throw new LighthouseException.Http(
                    label.site(), label.operation(), answer.status(), AnswerBody.excerpt(answer.body(), "-"));
        }
    }

    @Override
    public String endpoint() {
        return transport.endpoint();
    }
}
