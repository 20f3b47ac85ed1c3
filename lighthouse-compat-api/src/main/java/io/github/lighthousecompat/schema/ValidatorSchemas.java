package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BOOLEAN;
import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.Basics.BYTES48;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.JsonBasics.TEXT;
import static io.github.lighthousecompat.schema.JsonBasics.listOf;
import static io.github.lighthousecompat.schema.JsonBasics.mapped;

import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.Validator;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorLiveness;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import java.util.List;
import java.util.Optional;

/** What a node says of validators, without the envelope, and what it is asked for. */
public final class ValidatorSchemas {
    private static final JsonType<ValidatorStatus> STATUS = mapped(TEXT, ValidatorStatus::of, ValidatorStatus::text);
    private static final JsonType<ValidatorId> ID = mapped(TEXT, ValidatorId::parse, ValidatorId::text);

    /** The body that asks for balances, and for validators by number: a list. */
    public static final JsonType<List<ValidatorId>> IDS = listOf(ID);

    private static final JsonType<Validator> VALIDATOR = JsonObject.of(Validator::builder, Validator.Builder::build)
            .field("pubkey", BYTES48, Validator::pubkey, Validator.Builder::pubkey)
            .field(
                    "withdrawal_credentials",
                    BYTES32,
                    Validator::withdrawalCredentials,
                    Validator.Builder::withdrawalCredentials)
            .field("effective_balance", UINT64, Validator::effectiveBalance, Validator.Builder::effectiveBalance)
            .field("slashed", BOOLEAN, Validator::isSlashed, Validator.Builder::isSlashed)
            .field(
                    "activation_eligibility_epoch",
                    UINT64,
                    Validator::activationEligibilityEpoch,
                    Validator.Builder::activationEligibilityEpoch)
            .field("activation_epoch", UINT64, Validator::activationEpoch, Validator.Builder::activationEpoch)
            .field("exit_epoch", UINT64, Validator::exitEpoch, Validator.Builder::exitEpoch)
            .field("withdrawable_epoch", UINT64, Validator::withdrawableEpoch, Validator.Builder::withdrawableEpoch)
            .end();

    /** Validators. */
    public static final JsonType<List<ValidatorInfo>> VALIDATORS =
            listOf(JsonObject.of(ValidatorInfo::builder, ValidatorInfo.Builder::build)
                    .field("index", UINT64, ValidatorInfo::index, ValidatorInfo.Builder::index)
                    .field("balance", UINT64, ValidatorInfo::balance, ValidatorInfo.Builder::balance)
                    .field("status", STATUS, ValidatorInfo::status, ValidatorInfo.Builder::status)
                    .field("validator", VALIDATOR, ValidatorInfo::validator, ValidatorInfo.Builder::validator)
                    .end());

    /** Balances. */
    public static final JsonType<List<ValidatorBalance>> BALANCES =
            listOf(JsonObject.of(ValidatorBalance::builder, ValidatorBalance.Builder::build)
                    .field("index", UINT64, ValidatorBalance::index, ValidatorBalance.Builder::index)
                    .field("balance", UINT64, ValidatorBalance::balance, ValidatorBalance.Builder::balance)
                    .end());

    /** Signs of life. */
    public static final JsonType<List<ValidatorLiveness>> LIVENESS =
            listOf(JsonObject.of(ValidatorLiveness::builder, ValidatorLiveness.Builder::build)
                    .field("index", UINT64, ValidatorLiveness::index, ValidatorLiveness.Builder::index)
                    .field("is_live", BOOLEAN, ValidatorLiveness::isLive, ValidatorLiveness.Builder::isLive)
                    .end());

    private ValidatorSchemas() {}

    /** The body that asks for validators of {@code state}, which stands in the path. */
    public static JsonType<ValidatorsQuery> query(StateId state) {
        return JsonObject.of(() -> new Filter(state), Filter::query)
                .optional("ids", IDS, ValidatorsQuery::ids, (filter, ids) -> filter.ids = Optional.of(ids))
                .optional(
                        "statuses",
                        listOf(STATUS),
                        ValidatorsQuery::statuses,
                        (filter, statuses) -> filter.statuses = Optional.of(statuses))
                .end();
    }

    /** A query that is being read. */
    private static final class Filter {
        private final StateId state;
        private Optional<List<ValidatorId>> ids = Optional.empty();
        private Optional<List<ValidatorStatus>> statuses = Optional.empty();

        Filter(StateId state) {
            this.state = state;
        }

        ValidatorsQuery query() {
            return new ValidatorsQuery(state, ids, statuses);
        }
    }
}
