package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The validators of the chain. Where there is no such state the answer is empty. Immutable and thread-safe; no method
 * throws or waits.
 */
public final class ValidatorsApi {
    private final Caller caller;
    private final CallOptions options;

    ValidatorsApi(Caller caller, CallOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** Validators of a state; those that it does not have are left out. */
    public CompletableFuture<Optional<ChainAnswer<List<ValidatorInfo>>>> validators(ValidatorsQuery query) {
        return caller.call(BeaconOperations.VALIDATORS, query, options);
    }

    /** Balances of a state; those of validators that it does not have are left out. */
    public CompletableFuture<Optional<ChainAnswer<List<ValidatorBalance>>>> balances(BalancesQuery query) {
        return caller.call(BeaconOperations.VALIDATOR_BALANCES, query, options);
    }

    /** Whether validators were seen in an epoch: the present one, or the one before or after. */
    public CompletableFuture<List<ValidatorLiveness>> liveness(UInt64 epoch, List<UInt64> validators) {
        return caller.call(BeaconOperations.LIVENESS, new DutiesQuery(epoch, validators), options);
    }

    /** How much of all stake was seen to attest in an epoch, as a Lighthouse node counts it. */
    public CompletableFuture<ValidatorInclusion> inclusion(UInt64 epoch) {
        return caller.call(BeaconOperations.VALIDATOR_INCLUSION, epoch, options);
    }
}
