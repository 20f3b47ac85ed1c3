package io.github.lighthousecompat.v4;

import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.wire.Dialect;
import io.github.lighthousecompat.wire.EngineMethods;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How Lighthouse v4.5.0 drives an execution layer. Stateless. */
final class V4Dialect implements Dialect {
    private static final List<String> METHODS = List.of(
            EngineMethods.NEW_PAYLOAD_V1,
            EngineMethods.NEW_PAYLOAD_V2,
            EngineMethods.GET_PAYLOAD_V1,
            EngineMethods.GET_PAYLOAD_V2,
            EngineMethods.FORKCHOICE_UPDATED_V1,
            EngineMethods.FORKCHOICE_UPDATED_V2,
            EngineMethods.GET_PAYLOAD_BODIES_BY_HASH,
            EngineMethods.GET_PAYLOAD_BODIES_BY_RANGE);

    /** An execution layer that can't exchange capabilities is taken for one from before Shanghai. */
    private static final Set<String> BEFORE_SHANGHAI =
            Set.of(EngineMethods.NEW_PAYLOAD_V1, EngineMethods.GET_PAYLOAD_V1, EngineMethods.FORKCHOICE_UPDATED_V1);

    @Override
    public LighthouseVersion version() {
        return LighthouseVersion.V4;
    }

    @Override
    public Release reference() {
        return Release.of(4, 5, 0);
    }

    @Override
    public List<String> methods() {
        return METHODS;
    }

    @Override
    public String headMethod(Capabilities offered) {
        return EngineMethods.FORKCHOICE_UPDATED_V2;
    }

    @Override
    public Optional<ClientVersion> identity() {
        return Optional.empty();
    }

    @Override
    public Optional<Set<String>> methodsWithoutExchange() {
        return Optional.of(BEFORE_SHANGHAI);
    }
}
