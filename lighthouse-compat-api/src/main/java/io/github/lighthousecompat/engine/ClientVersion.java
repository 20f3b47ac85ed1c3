package io.github.lighthousecompat.engine;

import org.immutables.value.Value;

/** Who a node is: {@code ClientVersionV1}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface ClientVersion permits ImmutableClientVersion {
    /** An identity; {@code commit} is 8 hex digits without {@code 0x}. */
    static ClientVersion of(String code, String name, String version, String commit) {
        return ImmutableClientVersion.of(code, name, version, commit);
    }

    /** Two letters, such as {@code LH}. */
    @Value.Parameter
    String code();

    /** The name, such as {@code Lighthouse}; empty text where a server leaves it out. */
    @Value.Parameter
    String name();

    /** The version, such as {@code v5.3.0}. */
    @Value.Parameter
    String version();

    /** First four bytes of the commit: 8 lower-case hex digits without {@code 0x}. */
    @Value.Parameter
    String commit();
}
