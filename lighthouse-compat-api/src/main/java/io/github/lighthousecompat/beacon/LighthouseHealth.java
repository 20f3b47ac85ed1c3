package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What the process of a Lighthouse node takes: {@code /lighthouse/health}, without what is of the machine and not of
 * the node. Immutable and thread-safe.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface LighthouseHealth permits ImmutableLighthouseHealth {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Its process id. */
    UInt64 processId();

    /** Its threads. */
    UInt64 threads();

    /** Memory that it holds, bytes. */
    UInt64 residentMemory();

    /** Memory that it addresses, bytes. */
    UInt64 virtualMemory();

    /** Memory that it shares, bytes; from v4.6.0 on. */
    Optional<UInt64> sharedMemory();

    /** Makes {@link LighthouseHealth}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableLighthouseHealth.Builder {
        Builder() {}
    }
}
