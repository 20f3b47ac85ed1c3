package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.Acknowledged;
import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.Duties;
import io.github.lighthousecompat.beacon.DutiesQuery;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.SignedValidatorRegistration;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorInclusion;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorLiveness;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.schema.DutySchemas;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.LighthouseSchemas;
import io.github.lighthousecompat.schema.ValidatorSchemas;
import java.util.List;
import java.util.Optional;

/** What a call does that is about validators, those of the chain and those of the host. Stateless. */
final class ValidatorCalls {
    /** More ids than this go into a body where the release takes one: a path has room for some hundred keys. */
    private static final int MOST_IN_QUERY = 64;

    private static final JsonType<ChainAnswer<List<ValidatorInfo>>> VALIDATORS =
            Envelopes.chain(ValidatorSchemas.VALIDATORS);
    private static final JsonType<ChainAnswer<List<ValidatorBalance>>> BALANCES =
            Envelopes.chain(ValidatorSchemas.BALANCES);
    private static final JsonType<List<ValidatorLiveness>> LIVENESS = Envelopes.data(ValidatorSchemas.LIVENESS);
    private static final JsonType<ValidatorInclusion> INCLUSION = Envelopes.data(LighthouseSchemas.VALIDATOR_INCLUSION);
    private static final JsonType<Duties<ProposerDuty>> PROPOSERS = Envelopes.duties(DutySchemas.PROPOSER);
    private static final JsonType<Duties<AttesterDuty>> ATTESTERS = Envelopes.duties(DutySchemas.ATTESTER);
    private static final JsonType<Duties<SyncDuty>> SYNC = Envelopes.duties(DutySchemas.SYNC);

    Optional<ChainAnswer<List<ValidatorInfo>>> validators(ValidatorsQuery query, NodeCall call) {
        if (isForBody(query.ids(), BeaconPaths.VALIDATORS_POSTED, call)) {
            return read(
                    call.to(BeaconPaths.VALIDATORS_POSTED, query.state().text())
                            .json(ValidatorSchemas.query(query.state()), query),
                    VALIDATORS);
        }
        return ValidatorParts.read(
                query.state(),
                query.ids(),
                call,
                ValidatorInfo::index,
                (state, ids) -> read(
                        call.to(BeaconPaths.VALIDATORS, state)
                                .queryAll("id", ids)
                                .queryAll("status", query.statuses().orElse(List.of())),
                        VALIDATORS));
    }

    Optional<ChainAnswer<List<ValidatorBalance>>> balances(BalancesQuery query, NodeCall call) {
        if (isForBody(query.ids(), BeaconPaths.BALANCES_POSTED, call)) {
            return read(
                    call.to(BeaconPaths.BALANCES_POSTED, query.state().text())
                            .json(ValidatorSchemas.IDS, query.ids().orElseThrow()),
                    BALANCES);
        }
        return ValidatorParts.read(
                query.state(),
                query.ids(),
                call,
                ValidatorBalance::index,
                (state, ids) -> read(call.to(BeaconPaths.BALANCES, state).queryAll("id", ids), BALANCES));
    }

    private static <T> Optional<ChainAnswer<T>> read(NodeRequest request, JsonType<ChainAnswer<T>> type) {
        return request.sendOrMissing().map(answer -> answer.json(type));
    }

    private static boolean isForBody(Optional<? extends List<?>> ids, Endpoint posted, NodeCall call) {
        return ids.isPresent() && ids.get().size() > MOST_IN_QUERY && call.has(posted);
    }

    List<ValidatorLiveness> liveness(DutiesQuery query, NodeCall call) {
        JsonType<List<UInt64>> indices =
                call.release().isAtLeast(5, 0, 0) ? DutySchemas.INDICES : DutySchemas.BARE_INDICES;
        return call.to(BeaconPaths.LIVENESS, query.epoch())
                .json(indices, query.validators())
                .send()
                .json(LIVENESS);
    }

    ValidatorInclusion inclusion(UInt64 epoch, NodeCall call) {
        return call.to(BeaconPaths.VALIDATOR_INCLUSION, epoch).send().json(INCLUSION);
    }

    Duties<ProposerDuty> proposers(UInt64 epoch, NodeCall call) {
        return call.to(BeaconPaths.PROPOSER_DUTIES, epoch).send().json(PROPOSERS);
    }

    Duties<AttesterDuty> attesters(DutiesQuery query, NodeCall call) {
        return call.to(BeaconPaths.ATTESTER_DUTIES, query.epoch())
                .json(DutySchemas.INDICES, query.validators())
                .send()
                .json(ATTESTERS);
    }

    Duties<SyncDuty> syncCommittee(DutiesQuery query, NodeCall call) {
        return call.to(BeaconPaths.SYNC_DUTIES, query.epoch())
                .json(DutySchemas.INDICES, query.validators())
                .send()
                .json(SYNC);
    }

    Acknowledged prepare(List<ProposerPreparation> preparations, NodeCall call) {
        return told(call.to(BeaconPaths.PREPARE_PROPOSERS).json(DutySchemas.PREPARATIONS, preparations));
    }

    Acknowledged register(List<SignedValidatorRegistration> registrations, NodeCall call) {
        return told(call.to(BeaconPaths.REGISTER_VALIDATORS).json(DutySchemas.REGISTRATIONS, registrations));
    }

    Acknowledged subscribeCommittees(List<CommitteeSubscription> subscriptions, NodeCall call) {
        return told(call.to(BeaconPaths.COMMITTEES).json(DutySchemas.COMMITTEES, subscriptions));
    }

    Acknowledged subscribeSyncCommittees(List<SyncCommitteeSubscription> subscriptions, NodeCall call) {
        return told(call.to(BeaconPaths.SYNC_COMMITTEES).json(DutySchemas.SYNC_COMMITTEES, subscriptions));
    }

    /** Releases answer with no body, or with {@code null}. */
    private static Acknowledged told(NodeRequest request) {
        NodeAnswer answer = request.anyStatus().orNotTold();
        if (answer.isAccepted()) {
            throw answer.failure();
        }
        return Acknowledged.ACKNOWLEDGED;
    }
}
