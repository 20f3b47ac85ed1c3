package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import java.util.List;
import org.immutables.value.Value;

/** A deposit with its proof. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface Deposit permits ImmutableDeposit {
    /** A deposit with its proof. */
    static Deposit of(List<Hash32> proof, DepositData data) {
        return ImmutableDeposit.of(proof, data);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Path from the deposit to {@link Eth1Data#depositRoot()}: 33 hashes. */
    @Value.Parameter
    List<Hash32> proof();

    /** The deposit. */
    @Value.Parameter
    DepositData data();

    /** Makes a {@link Deposit}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableDeposit.Builder {
        Builder() {}
    }
}
