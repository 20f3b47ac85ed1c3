package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.Validator;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes the validators that a chain begins with: active ones, all but the last, which has left. */
final class FakeValidators {
    private static final UInt64 FULL = UInt64.of(32_000_000_000L);

    private FakeValidators() {}

    static List<ValidatorInfo> of(BeaconChainSpec spec) {
        SplittableRandom random = new SplittableRandom(spec.seed());
        return IntStream.range(0, spec.validators())
                .mapToObj(index -> validator(index, index > 0 && index == spec.validators() - 1, random))
                .toList();
    }

    private static ValidatorInfo validator(int index, boolean hasLeft, SplittableRandom random) {
        return ValidatorInfo.builder()
                .index(UInt64.of(index))
                .balance(hasLeft ? UInt64.ZERO : FULL.plus(index))
                .status(hasLeft ? ValidatorStatus.WITHDRAWAL_DONE : ValidatorStatus.ACTIVE_ONGOING)
                .validator(Validator.builder()
                        .pubkey(Seeds.bytes48(random))
                        .withdrawalCredentials(Seeds.hash(random))
                        .effectiveBalance(hasLeft ? UInt64.ZERO : FULL)
                        .isSlashed(false)
                        .activationEligibilityEpoch(UInt64.ZERO)
                        .activationEpoch(UInt64.ZERO)
                        .exitEpoch(hasLeft ? UInt64.of(1) : UInt64.MAX)
                        .withdrawableEpoch(hasLeft ? UInt64.of(1) : UInt64.MAX)
                        .build())
                .build();
    }
}
