package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.items;
import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.ValidatorSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The validators of a state: by {@code GET}, and by {@code POST} where a release has that. */
final class ValidatorEndpoints {
    private static final ReleaseRange SINCE_V4_6 = ReleaseRange.since("v4.6.0");
    private static final String IDS = "ids";
    private static final String STATUSES = "statuses";

    private final BeaconNodeState node;
    private final ChainEndpoints chain;

    ValidatorEndpoints(BeaconNodeState node, ChainEndpoints chain) {
        this.node = node;
        this.chain = chain;
    }

    void addTo(BeaconRoutes routes) {
        routes.get("/eth/v1/beacon/states/{}/validators", this::validators)
                .post("/eth/v1/beacon/states/{}/validators", SINCE_V4_6, this::validatorsOfBody)
                .get("/eth/v1/beacon/states/{}/validators/{}", this::validator)
                .get("/eth/v1/beacon/states/{}/validator_balances", this::balances)
                .post("/eth/v1/beacon/states/{}/validator_balances", SINCE_V4_6, this::balancesOfBody)
                .get("/eth/v1/beacon/states/{}/committees", this::committees)
                .get("/eth/v1/beacon/states/{}/sync_committees", this::syncCommittees);
    }

    private HttpAnswer validators(BeaconCall call) throws BeaconError {
        BeaconQuery query = call.query();
        Optional<List<String>> ids = query.has("id") ? Optional.of(query.all("id")) : Optional.empty();
        Optional<List<String>> statuses = query.has("status") ? Optional.of(query.all("status")) : Optional.empty();
        try {
            return validators(call, ids, statuses);
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidQuery("Invalid query string");
        }
    }

    private HttpAnswer validatorsOfBody(BeaconCall call) throws BeaconError {
        if (!(call.json() instanceof Json.Members body)
                || !Set.of(IDS, STATUSES).containsAll(body.values().keySet())) {
            throw BeaconError.invalidBody("expected the fields `ids` and `statuses` and no others");
        }
        try {
            return validators(call, texts(body.get(IDS)), texts(body.get(STATUSES)));
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidBody(String.valueOf(e.getMessage()));
        }
    }

    private HttpAnswer validators(BeaconCall call, Optional<List<String>> ids, Optional<List<String>> statuses)
            throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        List<ValidatorInfo> found = chosen(ids)
                .filter(validator -> statuses.isEmpty()
                        || statuses.get().stream()
                                .anyMatch(status -> isOf(validator.status().text(), status)))
                .toList();
        return Answers.json(Envelopes.chain(ValidatorSchemas.VALIDATORS), node.of(last, found));
    }

    private HttpAnswer validator(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        List<ValidatorInfo> found;
        try {
            found = chosen(Optional.of(List.of(call.parameter(1)))).toList();
        } catch (IllegalArgumentException e) {
            throw BeaconError.badRequest("Invalid validator ID");
        }
        if (found.isEmpty()) {
            throw BeaconError.notFound("unknown validator: " + call.parameter(1));
        }
        Json list = Answers.tree(ValidatorSchemas.VALIDATORS, found);
        return chain.chained(last, ((Json.Items) list).values().get(0));
    }

    private HttpAnswer balances(BeaconCall call) throws BeaconError {
        try {
            return balances(
                    call, call.query().has("id") ? Optional.of(call.query().all("id")) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidQuery("Invalid query string");
        }
    }

    private HttpAnswer balancesOfBody(BeaconCall call) throws BeaconError {
        try {
            return balances(call, texts(call.json()));
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidBody(String.valueOf(e.getMessage()));
        }
    }

    private HttpAnswer balances(BeaconCall call, Optional<List<String>> ids) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        return Answers.json(
                Envelopes.chain(ValidatorSchemas.BALANCES),
                node.of(
                        last,
                        chosen(ids)
                                .map(validator -> ValidatorBalance.of(validator.index(), validator.balance()))
                                .toList()));
    }

    private HttpAnswer committees(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        BeaconChainSpec spec = node.chain().spec();
        long first = spec.epoch(last.slot()).toLong() * spec.preset().slotsPerEpoch();
        List<Json> committees = new ArrayList<>();
        for (long slot = first; slot < first + spec.preset().slotsPerEpoch(); slot++) {
            UInt64 at = UInt64.of(slot);
            if (call.query().one("slot").map(at.toString()::equals).orElse(true)) {
                committees.add(members(
                        "index", text("0"),
                        "slot", text(at.toString()),
                        "validators", numbers(node.chain().committees().members(at, UInt64.ZERO))));
            }
        }
        return chain.chained(last, items(committees));
    }

    private HttpAnswer syncCommittees(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        BeaconChainSpec spec = node.chain().spec();
        List<UInt64> all = new ArrayList<>();
        for (int place = 0; place < spec.preset().syncCommitteeSize(); place++) {
            all.add(UInt64.of(place % spec.validators()));
        }
        int part = spec.preset().syncSubcommitteeSize();
        List<Json> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += part) {
            parts.add(numbers(all.subList(from, from + part)));
        }
        return chain.chained(last, members("validators", numbers(all), "validator_aggregates", items(parts)));
    }

    /** The validators with these numbers or keys, or all; those that there are not are passed over. */
    private Stream<ValidatorInfo> chosen(Optional<List<String>> ids) {
        Optional<List<ValidatorId>> parsed =
                ids.map(texts -> texts.stream().map(ValidatorId::parse).toList());
        return node.chain().validators().stream()
                .filter(validator -> parsed.isEmpty()
                        || parsed.get().contains(ValidatorId.of(validator.index()))
                        || parsed.get()
                                .contains(ValidatorId.of(validator.validator().pubkey())));
    }

    /** Whether a status is {@code asked}, or one of a family that is called so, as in {@code active}. */
    private static boolean isOf(String status, String asked) {
        return status.equals(asked) || status.startsWith(asked + '_');
    }

    /** The texts in a list; empty for null. */
    private static Optional<List<String>> texts(Json json) {
        if (json == Json.Null.NULL) {
            return Optional.empty();
        }
        if (!(json instanceof Json.Items list)) {
            throw new IllegalArgumentException("invalid type, expected a sequence");
        }
        List<String> texts = new ArrayList<>();
        for (Json item : list.values()) {
            if (!(item instanceof Json.Text text)) {
                throw new IllegalArgumentException("invalid type, expected a string");
            }
            texts.add(text.value());
        }
        return Optional.of(texts);
    }

    private static Json numbers(List<UInt64> numbers) {
        return items(numbers.stream().map(number -> text(number.toString())).toList());
    }
}
