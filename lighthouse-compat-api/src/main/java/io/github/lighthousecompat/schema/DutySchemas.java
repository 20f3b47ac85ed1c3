package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.ADDRESS;
import static io.github.lighthousecompat.schema.Basics.BOOLEAN;
import static io.github.lighthousecompat.schema.Basics.BYTES48;
import static io.github.lighthousecompat.schema.Basics.BYTES96;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.JsonBasics.NUMBER;
import static io.github.lighthousecompat.schema.JsonBasics.listOf;

import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.SignedValidatorRegistration;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.beacon.ValidatorRegistration;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;

/** Duties of validators without the envelope, what they are asked for with, and what a node is told of validators. */
public final class DutySchemas {
    /** Numbers of validators, in quotes. */
    public static final JsonType<List<UInt64>> INDICES = listOf(UINT64);

    /** Numbers of validators without quotes, as releases before v5.0.0 need them to tell signs of life. */
    public static final JsonType<List<UInt64>> BARE_INDICES = listOf(NUMBER);

    /** Who proposes. */
    public static final JsonType<ProposerDuty> PROPOSER = JsonObject.of(
                    ProposerDuty::builder, ProposerDuty.Builder::build)
            .field("pubkey", BYTES48, ProposerDuty::pubkey, ProposerDuty.Builder::pubkey)
            .field("validator_index", UINT64, ProposerDuty::validatorIndex, ProposerDuty.Builder::validatorIndex)
            .field("slot", UINT64, ProposerDuty::slot, ProposerDuty.Builder::slot)
            .end();

    /** Who attests where. */
    public static final JsonType<AttesterDuty> ATTESTER = JsonObject.of(
                    AttesterDuty::builder, AttesterDuty.Builder::build)
            .field("pubkey", BYTES48, AttesterDuty::pubkey, AttesterDuty.Builder::pubkey)
            .field("validator_index", UINT64, AttesterDuty::validatorIndex, AttesterDuty.Builder::validatorIndex)
            .field("committee_index", UINT64, AttesterDuty::committeeIndex, AttesterDuty.Builder::committeeIndex)
            .field("committee_length", UINT64, AttesterDuty::committeeLength, AttesterDuty.Builder::committeeLength)
            .field("committees_at_slot", UINT64, AttesterDuty::committeesAtSlot, AttesterDuty.Builder::committeesAtSlot)
            .field(
                    "validator_committee_index",
                    UINT64,
                    AttesterDuty::validatorCommitteeIndex,
                    AttesterDuty.Builder::validatorCommitteeIndex)
            .field("slot", UINT64, AttesterDuty::slot, AttesterDuty.Builder::slot)
            .end();

    /** Who sits in the sync committee. */
    public static final JsonType<SyncDuty> SYNC = JsonObject.of(SyncDuty::builder, SyncDuty.Builder::build)
            .field("pubkey", BYTES48, SyncDuty::pubkey, SyncDuty.Builder::pubkey)
            .field("validator_index", UINT64, SyncDuty::validatorIndex, SyncDuty.Builder::validatorIndex)
            .field(
                    "validator_sync_committee_indices",
                    INDICES,
                    SyncDuty::validatorSyncCommitteeIndices,
                    (to, part) -> to.validatorSyncCommitteeIndices(part))
            .end();

    private static final JsonType<ProposerPreparation> PREPARATION = JsonObject.of(
                    ProposerPreparation::builder, ProposerPreparation.Builder::build)
            .field(
                    "validator_index",
                    UINT64,
                    ProposerPreparation::validatorIndex,
                    ProposerPreparation.Builder::validatorIndex)
            .field(
                    "fee_recipient",
                    ADDRESS,
                    ProposerPreparation::feeRecipient,
                    ProposerPreparation.Builder::feeRecipient)
            .end();

    private static final JsonType<ValidatorRegistration> REGISTRATION = JsonObject.of(
                    ValidatorRegistration::builder, ValidatorRegistration.Builder::build)
            .field(
                    "fee_recipient",
                    ADDRESS,
                    ValidatorRegistration::feeRecipient,
                    ValidatorRegistration.Builder::feeRecipient)
            .field("gas_limit", UINT64, ValidatorRegistration::gasLimit, ValidatorRegistration.Builder::gasLimit)
            .field("timestamp", UINT64, ValidatorRegistration::timestamp, ValidatorRegistration.Builder::timestamp)
            .field("pubkey", BYTES48, ValidatorRegistration::pubkey, ValidatorRegistration.Builder::pubkey)
            .end();

    private static final JsonType<SignedValidatorRegistration> SIGNED_REGISTRATION = JsonObject.of(
                    SignedValidatorRegistration::builder, SignedValidatorRegistration.Builder::build)
            .field(
                    "message",
                    REGISTRATION,
                    SignedValidatorRegistration::message,
                    SignedValidatorRegistration.Builder::message)
            .field(
                    "signature",
                    BYTES96,
                    SignedValidatorRegistration::signature,
                    SignedValidatorRegistration.Builder::signature)
            .end();

    private static final JsonType<CommitteeSubscription> COMMITTEE = JsonObject.of(
                    CommitteeSubscription::builder, CommitteeSubscription.Builder::build)
            .field(
                    "validator_index",
                    UINT64,
                    CommitteeSubscription::validatorIndex,
                    CommitteeSubscription.Builder::validatorIndex)
            .field(
                    "committee_index",
                    UINT64,
                    CommitteeSubscription::committeeIndex,
                    CommitteeSubscription.Builder::committeeIndex)
            .field(
                    "committees_at_slot",
                    UINT64,
                    CommitteeSubscription::committeesAtSlot,
                    CommitteeSubscription.Builder::committeesAtSlot)
            .field("slot", UINT64, CommitteeSubscription::slot, CommitteeSubscription.Builder::slot)
            .field(
                    "is_aggregator",
                    BOOLEAN,
                    CommitteeSubscription::isAggregator,
                    CommitteeSubscription.Builder::isAggregator)
            .end();

    private static final JsonType<SyncCommitteeSubscription> SYNC_COMMITTEE = JsonObject.of(
                    SyncCommitteeSubscription::builder, SyncCommitteeSubscription.Builder::build)
            .field(
                    "validator_index",
                    UINT64,
                    SyncCommitteeSubscription::validatorIndex,
                    SyncCommitteeSubscription.Builder::validatorIndex)
            .field(
                    "sync_committee_indices",
                    INDICES,
                    SyncCommitteeSubscription::syncCommitteeIndices,
                    (to, part) -> to.syncCommitteeIndices(part))
            .field(
                    "until_epoch",
                    UINT64,
                    SyncCommitteeSubscription::untilEpoch,
                    SyncCommitteeSubscription.Builder::untilEpoch)
            .end();

    /** Who gets the fees. */
    public static final JsonType<List<ProposerPreparation>> PREPARATIONS = listOf(PREPARATION);

    /** What block builders are told. */
    public static final JsonType<List<SignedValidatorRegistration>> REGISTRATIONS = listOf(SIGNED_REGISTRATION);

    /** Who attests where, to be on its subnet. */
    public static final JsonType<List<CommitteeSubscription>> COMMITTEES = listOf(COMMITTEE);

    /** Who sits in a sync committee, to be on its subnets. */
    public static final JsonType<List<SyncCommitteeSubscription>> SYNC_COMMITTEES = listOf(SYNC_COMMITTEE);

    private DutySchemas() {}
}
