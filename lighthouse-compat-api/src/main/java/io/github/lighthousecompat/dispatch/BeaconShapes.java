package io.github.lighthousecompat.dispatch;

import static io.github.lighthousecompat.dispatch.Shape.common;
import static io.github.lighthousecompat.dispatch.Shape.field;
import static io.github.lighthousecompat.dispatch.Shape.key;
import static io.github.lighthousecompat.dispatch.Shape.list;
import static io.github.lighthousecompat.dispatch.Shape.optional;
import static io.github.lighthousecompat.dispatch.Shape.structure;
import static io.github.lighthousecompat.dispatch.Shape.value;

import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.Duties;
import io.github.lighthousecompat.beacon.FinalityCheckpoints;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeadersQuery;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.StateSsz;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.beacon.Validator;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorLiveness;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the answers of the beacon facet are made of. Operations without a shape are not compared: they tell about the
 * node, or what it says is signed.
 *
 * <p>How sure a node is of its answer is left out. Two nodes are never at one head at one moment, so that answers about
 * a head, or about what is justified or finalized, can only lag behind each other.
 */
final class BeaconShapes {
    private static final Set<Object> MOVING = Set.of(
            BlockId.HEAD,
            BlockId.JUSTIFIED,
            BlockId.FINALIZED,
            StateId.HEAD,
            StateId.JUSTIFIED,
            StateId.FINALIZED,
            HeadersQuery.HEAD);

    private static final Shape<Object> AT_HEAD = value((one, other) -> Verdict.LAG);

    private static final Shape<Genesis> GENESIS = structure(
            field("genesisTime", Genesis::genesisTime, value()),
            field("genesisValidatorsRoot", Genesis::genesisValidatorsRoot, value()),
            field("genesisForkVersion", Genesis::genesisForkVersion, value()));

    private static final Shape<ForkVersions> FORK = structure(
            field("previousVersion", ForkVersions::previousVersion, value()),
            field("currentVersion", ForkVersions::currentVersion, value()),
            field("epoch", ForkVersions::epoch, value()));

    private static final Shape<BeaconSpec> SPEC = structure(
            field("texts", BeaconSpec::texts, common(value())),
            field("structures", BeaconSpec::structures, common(value())));

    private static final Shape<FinalityCheckpoints> FINALITY = structure(
            field("previousJustified", FinalityCheckpoints::previousJustified, BlockShapes.CHECKPOINT),
            field("currentJustified", FinalityCheckpoints::currentJustified, BlockShapes.CHECKPOINT),
            field("finalized", FinalityCheckpoints::finalized, BlockShapes.CHECKPOINT));

    private static final Shape<StateSsz> STATE =
            structure(key("fork", StateSsz::fork, value()), field("ssz", StateSsz::ssz, value()));

    private static final Shape<Validator> VALIDATOR = structure(
            field("pubkey", Validator::pubkey, value()),
            field("withdrawalCredentials", Validator::withdrawalCredentials, value()),
            field("effectiveBalance", Validator::effectiveBalance, value()),
            field("isSlashed", Validator::isSlashed, value()),
            field("activationEligibilityEpoch", Validator::activationEligibilityEpoch, value()),
            field("activationEpoch", Validator::activationEpoch, value()),
            field("exitEpoch", Validator::exitEpoch, value()),
            field("withdrawableEpoch", Validator::withdrawableEpoch, value()));

    private static final Shape<ValidatorInfo> VALIDATOR_INFO = structure(
            key("index", ValidatorInfo::index, value()),
            field("balance", ValidatorInfo::balance, value()),
            field("status", ValidatorInfo::status, value()),
            field("validator", ValidatorInfo::validator, VALIDATOR));

    private static final Shape<ValidatorBalance> BALANCE = structure(
            key("index", ValidatorBalance::index, value()), field("balance", ValidatorBalance::balance, value()));

    private static final Shape<ValidatorLiveness> LIVENESS = structure(
            key("index", ValidatorLiveness::index, value()),
            // what each node happened to see
            field("isLive", ValidatorLiveness::isLive, value((one, other) -> Verdict.LAG)));

    private static final Shape<ProposerDuty> PROPOSER_DUTY = structure(
            key("slot", ProposerDuty::slot, value()),
            field("validatorIndex", ProposerDuty::validatorIndex, value()),
            field("pubkey", ProposerDuty::pubkey, value()));

    private static final Shape<AttesterDuty> ATTESTER_DUTY = structure(
            key("validatorIndex", AttesterDuty::validatorIndex, value()),
            field("pubkey", AttesterDuty::pubkey, value()),
            field("slot", AttesterDuty::slot, value()),
            field("committeeIndex", AttesterDuty::committeeIndex, value()),
            field("committeeLength", AttesterDuty::committeeLength, value()),
            field("committeesAtSlot", AttesterDuty::committeesAtSlot, value()),
            field("validatorCommitteeIndex", AttesterDuty::validatorCommitteeIndex, value()));

    private static final Shape<SyncDuty> SYNC_DUTY = structure(
            key("validatorIndex", SyncDuty::validatorIndex, value()),
            field("pubkey", SyncDuty::pubkey, value()),
            field("validatorSyncCommitteeIndices", SyncDuty::validatorSyncCommitteeIndices, value()));

    private static final Map<Operation<?, ?>, Shape<?>> ANSWERS = Map.ofEntries(
            Map.entry(BeaconOperations.GENESIS, optional(GENESIS, Verdict.LAG)),
            Map.entry(BeaconOperations.FORKS, list(FORK, Verdict.LAG)),
            Map.entry(BeaconOperations.SPEC, SPEC),
            Map.entry(BeaconOperations.STATE_ROOT, chain(value())),
            Map.entry(BeaconOperations.STATE_FORK, chain(FORK)),
            Map.entry(BeaconOperations.FINALITY_CHECKPOINTS, chain(FINALITY)),
            // some have also seen blocks that are on no chain any more
            Map.entry(BeaconOperations.HEADERS, sure(list(BlockShapes.HEADER, Verdict.LAG))),
            Map.entry(BeaconOperations.HEADER, chain(BlockShapes.HEADER)),
            Map.entry(BeaconOperations.BLOCK_ROOT, chain(value())),
            Map.entry(BeaconOperations.BLOCK, chain(BlockShapes.BLOCK)),
            // some keep them longer than others
            Map.entry(BeaconOperations.BLOB_SIDECARS, chain(list(BlockShapes.SIDECAR, Verdict.LAG))),
            Map.entry(BeaconOperations.STATE_SSZ, optional(STATE, Verdict.LAG)),
            Map.entry(BeaconOperations.VALIDATORS, chain(list(VALIDATOR_INFO, Verdict.MISMATCH))),
            Map.entry(BeaconOperations.VALIDATOR_BALANCES, chain(list(BALANCE, Verdict.MISMATCH))),
            Map.entry(BeaconOperations.LIVENESS, list(LIVENESS, Verdict.LAG)),
            Map.entry(BeaconOperations.PROPOSER_DUTIES, duties(PROPOSER_DUTY)),
            Map.entry(BeaconOperations.ATTESTER_DUTIES, duties(ATTESTER_DUTY)),
            Map.entry(BeaconOperations.SYNC_DUTIES, duties(SYNC_DUTY)));

    private BeaconShapes() {}

    /** Whether answers of an operation are compared. */
    static boolean isCompared(Operation<?, ?> operation) {
        return ANSWERS.containsKey(operation);
    }

    /** The shape of the answers of an operation that is compared. */
    static Shape<?> of(Operation<?, ?> operation, boolean isMoving) {
        return isMoving ? AT_HEAD : Objects.requireNonNull(ANSWERS.get(operation));
    }

    /** Whether what was asked about is another thing with each block. */
    static boolean isMoving(Object argument) {
        if (argument instanceof ValidatorsQuery query) {
            return MOVING.contains(query.state());
        }
        if (argument instanceof BalancesQuery query) {
            return MOVING.contains(query.state());
        }
        if (argument instanceof BlobsQuery query) {
            return MOVING.contains(query.block());
        }
        return (argument instanceof BlockId || argument instanceof StateId || argument instanceof HeadersQuery)
                && MOVING.contains(argument);
    }

    /** An answer about a block or a state that not all nodes have. */
    private static <T> Shape<Optional<ChainAnswer<T>>> chain(Shape<T> data) {
        return optional(sure(data), Verdict.LAG);
    }

    /** An answer, however sure a node is of it. */
    private static <T> Shape<ChainAnswer<T>> sure(Shape<T> data) {
        return structure(field("data", ChainAnswer::data, data));
    }

    /** Duties, which are the same only where they follow from the same block. */
    private static <D> Shape<Duties<D>> duties(Shape<D> duty) {
        Shape<List<D>> all = list(duty, Verdict.MISMATCH);
        return structure(
                key("dependentRoot", Duties<D>::dependentRoot, value((one, other) -> Verdict.LAG)),
                field("duties", Duties<D>::duties, all));
    }
}
