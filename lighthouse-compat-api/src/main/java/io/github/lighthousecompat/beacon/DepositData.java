package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** What a depositor sent to the deposit contract. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface DepositData permits ImmutableDepositData {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Public key of the validator. */
    Bytes48 pubkey();

    /** Where its withdrawals go: a BLS key or, later, an address. */
    Hash32 withdrawalCredentials();

    /** How much, Gwei. */
    UInt64 amount();

    /** Signature with the key of the validator. */
    Bytes96 signature();

    /** Makes a {@link DepositData}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableDepositData.Builder {
        Builder() {}
    }
}
