package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.BytesArbitraries.address;
import static io.github.lighthousecompat.testkit.BytesArbitraries.bytes48;
import static io.github.lighthousecompat.testkit.BytesArbitraries.hash32;
import static io.github.lighthousecompat.testkit.BytesArbitraries.seeds;
import static io.github.lighthousecompat.testkit.BytesArbitraries.uint64;
import static io.github.lighthousecompat.testkit.NodeArbitraries.bool;
import static io.github.lighthousecompat.testkit.NodeArbitraries.text;

import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.Duties;
import io.github.lighthousecompat.beacon.ProducerHandle;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.SignedValidatorRegistration;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.beacon.Validator;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorLiveness;
import io.github.lighthousecompat.beacon.ValidatorRegistration;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for validators, their duties and what a node is told of them. Immutable and thread-safe. */
public final class DutyArbitraries {
    private static final int MOST = 4;
    private static final int MOST_NAME = 12;

    private DutyArbitraries() {}

    /** All statuses that are known, and others. */
    public static Arbitrary<ValidatorStatus> status() {
        return Arbitraries.oneOf(Arbitraries.of(ValidatorStatus.KNOWN), text().map(ValidatorStatus::of));
    }

    /** Validators with any numbers. */
    public static Arbitrary<ValidatorInfo> validatorInfo() {
        Arbitrary<List<UInt64>> epochs = uint64().list().ofSize(4);
        Arbitrary<Validator> validator = Combinators.combine(bytes48(), hash32(), uint64(), bool(), epochs)
                .as((key, credentials, balance, isSlashed, at) -> Validator.builder()
                        .pubkey(key)
                        .withdrawalCredentials(credentials)
                        .effectiveBalance(balance)
                        .isSlashed(isSlashed)
                        .activationEligibilityEpoch(at.get(0))
                        .activationEpoch(at.get(1))
                        .exitEpoch(at.get(2))
                        .withdrawableEpoch(at.get(3))
                        .build());
        return Combinators.combine(uint64(), uint64(), status(), validator)
                .as((index, balance, status, own) -> ValidatorInfo.builder()
                        .index(index)
                        .balance(balance)
                        .status(status)
                        .validator(own)
                        .build());
    }

    /** Any balances. */
    public static Arbitrary<ValidatorBalance> balance() {
        return Combinators.combine(uint64(), uint64()).as(ValidatorBalance::of);
    }

    /** Signs of life, and none. */
    public static Arbitrary<ValidatorLiveness> liveness() {
        return Combinators.combine(uint64(), bool()).as(ValidatorLiveness::of);
    }

    /** Numbers and public keys. */
    public static Arbitrary<ValidatorId> validatorId() {
        return Arbitraries.oneOf(uint64().map(ValidatorId::of), bytes48().map(ValidatorId::of));
    }

    /** Queries for all validators of {@code state} and for some. */
    public static Arbitrary<ValidatorsQuery> validatorsQuery(StateId state) {
        return Combinators.combine(
                        validatorId().list().ofMinSize(1).ofMaxSize(MOST).optional(),
                        status().list().ofMinSize(1).ofMaxSize(MOST).optional())
                .as((ids, statuses) -> new ValidatorsQuery(state, ids, statuses));
    }

    /** Any proposers. */
    public static Arbitrary<ProposerDuty> proposerDuty() {
        return Combinators.combine(bytes48(), uint64(), uint64())
                .as((key, index, slot) -> ProposerDuty.builder()
                        .pubkey(key)
                        .validatorIndex(index)
                        .slot(slot)
                        .build());
    }

    /** Any attesters. */
    public static Arbitrary<AttesterDuty> attesterDuty() {
        return Combinators.combine(bytes48(), uint64().list().ofSize(6))
                .as((key, numbers) -> AttesterDuty.builder()
                        .pubkey(key)
                        .validatorIndex(numbers.get(0))
                        .committeeIndex(numbers.get(1))
                        .committeeLength(numbers.get(2))
                        .committeesAtSlot(numbers.get(3))
                        .validatorCommitteeIndex(numbers.get(4))
                        .slot(numbers.get(5))
                        .build());
    }

    /** Members of a sync committee with some seats. */
    public static Arbitrary<SyncDuty> syncDuty() {
        return Combinators.combine(bytes48(), uint64(), uint64().list().ofMaxSize(MOST))
                .as((key, index, places) -> SyncDuty.builder()
                        .pubkey(key)
                        .validatorIndex(index)
                        .validatorSyncCommitteeIndices(places)
                        .build());
    }

    /**
     * Some of these duties, with and without what they hang on.
     *
     * @param <D> the kind of duty
     */
    public static <D> Arbitrary<Duties<D>> duties(Arbitrary<D> duty) {
        return Combinators.combine(
                        hash32().optional(), bool().optional(), duty.list().ofMaxSize(MOST))
                .as(Duties::new);
    }

    /** Any preparations. */
    public static Arbitrary<ProposerPreparation> preparation() {
        return Combinators.combine(uint64(), address()).as(ProposerPreparation::of);
    }

    /** Registrations whose signature is none. */
    public static Arbitrary<SignedValidatorRegistration> registration() {
        Arbitrary<ValidatorRegistration> message =
                Combinators.combine(address(), uint64(), uint64(), bytes48()).as(ValidatorRegistration::of);
        Arbitrary<Bytes96> signature =
                seeds().map(seed -> Bytes96.of(Seeds.bytes(new SplittableRandom(seed), Bytes96.SIZE)));
        return Combinators.combine(message, signature).as(SignedValidatorRegistration::of);
    }

    /** Any subscriptions. */
    public static Arbitrary<CommitteeSubscription> committeeSubscription() {
        return Combinators.combine(uint64(), uint64(), uint64(), uint64(), bool())
                .as((validator, committee, committees, slot, isAggregator) -> CommitteeSubscription.builder()
                        .validatorIndex(validator)
                        .committeeIndex(committee)
                        .committeesAtSlot(committees)
                        .slot(slot)
                        .isAggregator(isAggregator)
                        .build());
    }

    /** Subscriptions with some seats. */
    public static Arbitrary<SyncCommitteeSubscription> syncCommitteeSubscription() {
        return Combinators.combine(uint64(), uint64().list().ofMaxSize(MOST), uint64())
                .as((validator, places, until) -> SyncCommitteeSubscription.builder()
                        .validatorIndex(validator)
                        .syncCommitteeIndices(places)
                        .untilEpoch(until)
                        .build());
    }

    /** Handles to any producer. */
    public static Arbitrary<ProducerHandle> producerHandle() {
        Arbitrary<String> owner =
                Arbitraries.strings().alpha().withChars('-', '_').ofMinLength(1).ofMaxLength(MOST_NAME);
        return Combinators.combine(owner, uint64(), Arbitraries.longs().greaterOrEqual(0))
                .as(ProducerHandle::new);
    }
}
