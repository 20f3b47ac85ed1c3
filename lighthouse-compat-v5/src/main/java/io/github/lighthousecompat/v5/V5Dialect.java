package io.github.lighthousecompat.v5;

import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.wire.Dialect;
import io.github.lighthousecompat.wire.EngineMethods;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How Lighthouse v5.3.0 drives an execution layer, without its V4 methods: their form became obsolete. Stateless. */
final class V5Dialect implements Dialect {
    private static final List<String> METHODS = List.of(
            EngineMethods.NEW_PAYLOAD_V1,
            EngineMethods.NEW_PAYLOAD_V2,
            EngineMethods.NEW_PAYLOAD_V3,
            EngineMethods.GET_PAYLOAD_V1,
            EngineMethods.GET_PAYLOAD_V2,
            EngineMethods.GET_PAYLOAD_V3,
            EngineMethods.FORKCHOICE_UPDATED_V1,
            EngineMethods.FORKCHOICE_UPDATED_V2,
            EngineMethods.FORKCHOICE_UPDATED_V3,
            EngineMethods.GET_PAYLOAD_BODIES_BY_HASH,
            EngineMethods.GET_PAYLOAD_BODIES_BY_RANGE,
            EngineMethods.GET_CLIENT_VERSION);

    private static final ClientVersion IDENTITY = ClientVersion.of("LH", "Lighthouse", "v5.3.0-d6ba8c3", "d6ba8c39");

    @Override
    public LighthouseVersion version() {
        return LighthouseVersion.V5;
    }

    @Override
    public Release reference() {
        return Release.of(5, 3, 0);
    }

    @Override
    public List<String> methods() {
        return METHODS;
    }

    @Override
    public String headMethod(Capabilities offered) {
        return offered.has(EngineMethods.FORKCHOICE_UPDATED_V3)
                ? EngineMethods.FORKCHOICE_UPDATED_V3
                : EngineMethods.FORKCHOICE_UPDATED_V2;
    }

    @Override
    public Optional<ClientVersion> identity() {
        return Optional.of(IDENTITY);
    }

    @Override
    public Optional<Set<String>> methodsWithoutExchange() {
        return Optional.empty();
    }
}
