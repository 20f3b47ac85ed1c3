package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/** A block of Deneb with the signature of its proposer. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
@SuppressWarnings("immutables:from") // of another fork a builder takes what both share, and no more
public sealed interface DenebSignedBlock extends SignedBlock permits ImmutableDenebSignedBlock {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    @Value.Parameter
    DenebBlock message();

    @Override
    @Value.Parameter
    Bytes96 signature();

    /** Makes a {@link DenebSignedBlock}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableDenebSignedBlock.Builder {
        Builder() {}
    }
}
