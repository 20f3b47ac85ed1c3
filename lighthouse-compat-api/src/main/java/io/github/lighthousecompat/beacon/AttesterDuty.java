package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** Where a validator attests in an epoch. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface AttesterDuty permits ImmutableAttesterDuty {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Public key of the validator. */
    Bytes48 pubkey();

    /** Number of the validator. */
    UInt64 validatorIndex();

    /** Number of its committee. */
    UInt64 committeeIndex();

    /** Validators in its committee. */
    UInt64 committeeLength();

    /** Committees in its slot. */
    UInt64 committeesAtSlot();

    /** Its place in its committee. */
    UInt64 validatorCommitteeIndex();

    /** Its slot. */
    UInt64 slot();

    /** Makes {@link AttesterDuty}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableAttesterDuty.Builder {
        Builder() {}
    }
}
