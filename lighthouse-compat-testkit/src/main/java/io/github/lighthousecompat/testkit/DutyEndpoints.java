package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.Duties;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorLiveness;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.schema.DutySchemas;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.ValidatorSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What validators have to do and whether they were seen, and what they announce to the node. */
final class DutyEndpoints {
    private final BeaconNodeState node;

    DutyEndpoints(BeaconNodeState node) {
        this.node = node;
    }

    void addTo(BeaconRoutes routes) {
        routes.get("/eth/v1/validator/duties/proposer/{}", this::proposers)
                .post("/eth/v1/validator/duties/attester/{}", this::attesters)
                .post("/eth/v1/validator/duties/sync/{}", this::syncCommittee)
                .post("/eth/v1/validator/liveness/{}", ReleaseRange.since("v4.4.1"), this::liveness)
                .post("/eth/v1/validator/prepare_beacon_proposer", call -> {
                    node.requireSynced(call);
                    return announced(call, DutySchemas.PREPARATIONS);
                })
                .post("/eth/v1/validator/register_validator", call -> announced(call, DutySchemas.REGISTRATIONS))
                .post(
                        "/eth/v1/validator/beacon_committee_subscriptions",
                        call -> announced(call, DutySchemas.COMMITTEES))
                .post(
                        "/eth/v1/validator/sync_committee_subscriptions",
                        call -> announced(call, DutySchemas.SYNC_COMMITTEES));
    }

    private HttpAnswer proposers(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        UInt64 epoch = epoch(call, 1);
        UInt64 first = first(epoch);
        List<ProposerDuty> duties = new ArrayList<>();
        for (int i = 0; i < node.chain().spec().preset().slotsPerEpoch(); i++) {
            UInt64 slot = first.plus(i);
            UInt64 proposer = node.chain().committees().proposer(slot);
            duties.add(ProposerDuty.builder()
                    .pubkey(key(proposer))
                    .validatorIndex(proposer)
                    .slot(slot)
                    .build());
        }
        return Answers.json(Envelopes.duties(DutySchemas.PROPOSER), duties(Optional.of(dependentRoot(epoch)), duties));
    }

    private HttpAnswer attesters(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        UInt64 epoch = epoch(call, 1);
        List<AttesterDuty> duties = new ArrayList<>();
        for (UInt64 index : indices(call, true)) {
            if (isKnown(index)) {
                UInt64 slot = node.chain().committees().slotOf(index, epoch);
                List<UInt64> members = node.chain().committees().members(slot, UInt64.ZERO);
                duties.add(AttesterDuty.builder()
                        .pubkey(key(index))
                        .validatorIndex(index)
                        .committeeIndex(UInt64.ZERO)
                        .committeeLength(UInt64.of(members.size()))
                        .committeesAtSlot(Committees.PER_SLOT)
                        .validatorCommitteeIndex(UInt64.of(members.indexOf(index)))
                        .slot(slot)
                        .build());
            }
        }
        UInt64 before = epoch.isZero() ? epoch : epoch.minus(UInt64.ONE);
        return Answers.json(Envelopes.duties(DutySchemas.ATTESTER), duties(Optional.of(dependentRoot(before)), duties));
    }

    private HttpAnswer syncCommittee(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        epoch(call, 256);
        List<SyncDuty> duties = new ArrayList<>();
        for (UInt64 index : indices(call, true)) {
            if (!isKnown(index)) {
                if (call.has(LighthouseQuirk.SYNC_DUTIES_OF_KNOWN)) {
                    throw BeaconError.badRequest("invalid validator index");
                }
                continue;
            }
            List<UInt64> places = node.chain().committees().syncPlaces(index);
            if (!places.isEmpty()) {
                duties.add(SyncDuty.builder()
                        .pubkey(key(index))
                        .validatorIndex(index)
                        .validatorSyncCommitteeIndices(places)
                        .build());
            }
        }
        return Answers.json(Envelopes.duties(DutySchemas.SYNC), duties(Optional.empty(), duties));
    }

    private HttpAnswer liveness(BeaconCall call) throws BeaconError {
        epoch(call, 1);
        List<ValidatorLiveness> seen = new ArrayList<>();
        for (UInt64 index : indices(call, call.has(LighthouseQuirk.LIVENESS_OF_TEXT))) {
            boolean isLive = node.chain().validators().stream()
                    .anyMatch(validator -> validator.index().equals(index)
                            && validator.status().isActive());
            seen.add(ValidatorLiveness.of(index, isLive));
        }
        return Answers.json(Envelopes.data(ValidatorSchemas.LIVENESS), seen);
    }

    private static <T> HttpAnswer announced(BeaconCall call, JsonType<T> type) throws BeaconError {
        Answers.read(call, type);
        return Answers.done();
    }

    private <D> Duties<D> duties(Optional<Hash32> dependentRoot, List<D> duties) {
        return new Duties<>(dependentRoot, Optional.of(node.condition().isOptimistic()), duties);
    }

    /** The epoch in the path, which is not more than {@code ahead} in the future. */
    private UInt64 epoch(BeaconCall call, long ahead) throws BeaconError {
        UInt64 epoch = BeaconNodeState.number(call.parameter(0), "Invalid epoch: " + call.parameter(0));
        UInt64 current = node.chain().spec().epoch(node.currentSlot());
        if (current.plus(ahead).isLessThan(epoch)) {
            throw BeaconError.badRequest("request epoch " + epoch + " is too far past the current epoch " + current);
        }
        return epoch;
    }

    /** The block before an epoch, on which its duties depend. */
    private Hash32 dependentRoot(UInt64 epoch) {
        UInt64 first = first(epoch);
        UInt64 last = first.isZero() ? first : first.minus(UInt64.ONE);
        return node.chain().upTo(last).orElseGet(() -> node.chain().head()).root();
    }

    private UInt64 first(UInt64 epoch) {
        return UInt64.of(epoch.toLong() * node.chain().spec().preset().slotsPerEpoch());
    }

    private boolean isKnown(UInt64 index) {
        return index.isLessThan(UInt64.of(node.chain().validators().size()));
    }

    private Bytes48 key(UInt64 index) {
        List<ValidatorInfo> all = node.chain().validators();
        return index.isLessThan(UInt64.of(all.size()))
                ? all.get((int) index.toLong()).validator().pubkey()
                : Bytes48.ZERO;
    }

    /** The numbers of validators in the body. */
    private static List<UInt64> indices(BeaconCall call, boolean takesText) throws BeaconError {
        if (!(call.json() instanceof Json.Items items)) {
            throw BeaconError.invalidBody("invalid type, expected a sequence");
        }
        List<UInt64> indices = new ArrayList<>();
        for (Json item : items.values()) {
            if (item instanceof Json.Digits digits) {
                indices.add(index(digits.value()));
            } else if (takesText && item instanceof Json.Text text) {
                indices.add(index(text.value()));
            } else {
                throw BeaconError.invalidBody("invalid type, expected u64");
            }
        }
        return indices;
    }

    private static UInt64 index(String digits) throws BeaconError {
        try {
            return UInt64.parse(digits);
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidBody("invalid digit found in string");
        }
    }
}
