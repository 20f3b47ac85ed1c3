package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.engine.ClientVersion;
import java.util.Set;

/** What the fake execution layer says of itself. */
final class EngineMethods {
    /** The Engine methods that it has; {@code engine_exchangeCapabilities} does not name itself. */
    static final Set<String> ALL = Set.of(
            "engine_newPayloadV2",
            "engine_newPayloadV3",
            "engine_forkchoiceUpdatedV2",
            "engine_forkchoiceUpdatedV3",
            "engine_getPayloadV2",
            "engine_getPayloadV3",
            "engine_getPayloadBodiesByHashV1",
            "engine_getPayloadBodiesByRangeV1",
            "engine_getClientVersionV1");

    static final ClientVersion CLIENT = ClientVersion.of("FK", "FakeExecution", "v1.0.0", "fa4e0e1e");

    private EngineMethods() {}
}
