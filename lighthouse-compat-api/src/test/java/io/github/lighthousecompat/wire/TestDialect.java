package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.ClientVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A dialect for tests.
 *
 * @param version which forks it speaks
 * @param head method for a forkchoice without attributes
 */
record TestDialect(
        LighthouseVersion version,
        String head,
        Optional<ClientVersion> identity,
        Optional<Set<String>> methodsWithoutExchange)
        implements Dialect {
    static final List<String> METHODS = List.of(
            EngineMethods.NEW_PAYLOAD_V2,
            EngineMethods.NEW_PAYLOAD_V3,
            EngineMethods.GET_PAYLOAD_V2,
            EngineMethods.GET_PAYLOAD_V3,
            EngineMethods.FORKCHOICE_UPDATED_V2,
            EngineMethods.FORKCHOICE_UPDATED_V3,
            EngineMethods.GET_PAYLOAD_BODIES_BY_HASH,
            EngineMethods.GET_PAYLOAD_BODIES_BY_RANGE,
            EngineMethods.GET_CLIENT_VERSION);

    /** Speaks up to Capella, asks for no version, and knows what to do without capabilities. */
    static final Dialect SHORT = new TestDialect(
            LighthouseVersion.V4,
            EngineMethods.FORKCHOICE_UPDATED_V2,
            Optional.empty(),
            Optional.of(Set.of(EngineMethods.NEW_PAYLOAD_V1)));

    /** Speaks up to Deneb, asks for versions, and needs capabilities. */
    static final Dialect LONG = new TestDialect(
            LighthouseVersion.V5,
            EngineMethods.FORKCHOICE_UPDATED_V3,
            Optional.of(ClientVersion.of("LC", "test", "v1", "01020304")),
            Optional.empty());

    @Override
    public Release reference() {
        return version == LighthouseVersion.V4 ? Release.of(4, 5, 0) : Release.of(5, 3, 0);
    }

    @Override
    public List<String> methods() {
        return METHODS;
    }

    @Override
    public String headMethod(Capabilities offered) {
        return head;
    }
}
