package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;
import org.immutables.value.Value;

/** Which block to produce. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ProductionRequest permits ImmutableProductionRequest {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Its slot. */
    UInt64 slot();

    /**
     * The proposer's signature of the epoch; empty lets the node skip the check of it, so that the block can be looked
     * at and never published.
     */
    Optional<Bytes96> randaoReveal();

    /** 32 bytes of the proposer's choice; empty for the node's. */
    Optional<Hash32> graffiti();

    /** Whether the block may be blinded: a builder's, of which the node knows only the header. False unless set. */
    @Value.Default
    default boolean isBlindedAllowed() {
        return false;
    }

    /**
     * How much a builder's block counts against the node's own, percent; empty for 100. From v4.6.0 on, and only if it
     * may be blinded.
     */
    Optional<UInt64> builderBoostFactor();

    /** A factor says something only where a builder may be asked. */
    @Value.Check
    default void check() {
        if (builderBoostFactor().isPresent() && !isBlindedAllowed()) {
            throw new IllegalArgumentException("a builder boost factor needs a block that may be blinded");
        }
    }

    /** Makes {@link ProductionRequest}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableProductionRequest.Builder {
        Builder() {}
    }
}
