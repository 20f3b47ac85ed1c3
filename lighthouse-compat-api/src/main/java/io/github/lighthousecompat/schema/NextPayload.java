package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.ADDRESS;
import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.JsonBasics.listOf;

import io.github.lighthousecompat.beacon.PayloadAttributesEvent;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.Members;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code payload_attributes}, in which attributes stand otherwise than in the Engine API, by the fork that it
 * names.
 */
final class NextPayload {
    private static final int VERSION = 0;
    private static final Members EVENT = Members.required("version", "data");

    private static final JsonType<List<Withdrawal>> WITHDRAWALS = listOf(PayloadSchemas.WITHDRAWAL);

    private static final JsonType<CapellaAttributes> CAPELLA = JsonObject.of(
                    CapellaAttributes::builder, CapellaAttributes.Builder::build)
            .field("timestamp", UINT64, CapellaAttributes::timestamp, CapellaAttributes.Builder::timestamp)
            .field("prev_randao", BYTES32, CapellaAttributes::prevRandao, CapellaAttributes.Builder::prevRandao)
            .field(
                    "suggested_fee_recipient",
                    ADDRESS,
                    CapellaAttributes::suggestedFeeRecipient,
                    CapellaAttributes.Builder::suggestedFeeRecipient)
            .field("withdrawals", WITHDRAWALS, CapellaAttributes::withdrawals, (to, part) -> to.withdrawals(part))
            .end();

    private static final JsonType<DenebAttributes> DENEB = JsonObject.of(
                    DenebAttributes::builder, DenebAttributes.Builder::build)
            .field("timestamp", UINT64, DenebAttributes::timestamp, DenebAttributes.Builder::timestamp)
            .field("prev_randao", BYTES32, DenebAttributes::prevRandao, DenebAttributes.Builder::prevRandao)
            .field(
                    "suggested_fee_recipient",
                    ADDRESS,
                    DenebAttributes::suggestedFeeRecipient,
                    DenebAttributes.Builder::suggestedFeeRecipient)
            .field("withdrawals", WITHDRAWALS, DenebAttributes::withdrawals, (to, part) -> to.withdrawals(part))
            .field(
                    "parent_beacon_block_root",
                    BYTES32,
                    DenebAttributes::parentBeaconBlockRoot,
                    DenebAttributes.Builder::parentBeaconBlockRoot)
            .end();

    private static final JsonType<PayloadAttributesEvent> OF_CAPELLA = data(CAPELLA, CapellaAttributes.class);
    private static final JsonType<PayloadAttributesEvent> OF_DENEB = data(DENEB, DenebAttributes.class);

    private NextPayload() {}

    static PayloadAttributesEvent read(JsonCursor json) {
        // the fork may come after what depends on it: one pass for it, and one for the rest
        json.peek();
        int from = json.position();
        int level = json.depth();
        Optional<Fork> fork = Optional.empty();
        json.beginObject();
        while (json.nextMember(EVENT)) {
            if (json.member() == VERSION) {
                fork = Optional.of(ForkNames.read(json, Optional.empty()));
            } else {
                json.skip();
            }
        }
        json.rewind(from, level);
        return Envelopes.data(of(fork.orElseThrow(), json)).read(json);
    }

    private static JsonType<PayloadAttributesEvent> of(Fork fork, JsonCursor json) {
        return switch (fork) {
            case CAPELLA -> OF_CAPELLA;
            case DENEB -> OF_DENEB;
            case BELLATRIX, ELECTRA ->
                throw json.fail(json.position(), "is of " + fork + ", whose attributes this library does not know");
        };
    }

    private static <A extends PayloadAttributes> JsonType<PayloadAttributesEvent> data(
            JsonType<A> attributes, Class<A> type) {
        return JsonObject.of(PayloadAttributesEvent::builder, PayloadAttributesEvent.Builder::build)
                .field(
                        "proposal_slot",
                        UINT64,
                        PayloadAttributesEvent::proposalSlot,
                        PayloadAttributesEvent.Builder::proposalSlot)
                .field(
                        "proposer_index",
                        UINT64,
                        PayloadAttributesEvent::proposerIndex,
                        PayloadAttributesEvent.Builder::proposerIndex)
                .field(
                        "parent_block_root",
                        BYTES32,
                        PayloadAttributesEvent::parentBlockRoot,
                        PayloadAttributesEvent.Builder::parentBlockRoot)
                .field(
                        "parent_block_number",
                        UINT64,
                        PayloadAttributesEvent::parentBlockNumber,
                        PayloadAttributesEvent.Builder::parentBlockNumber)
                .field(
                        "parent_block_hash",
                        BYTES32,
                        PayloadAttributesEvent::parentBlockHash,
                        PayloadAttributesEvent.Builder::parentBlockHash)
                .field(
                        "payload_attributes",
                        attributes,
                        event -> type.cast(event.payloadAttributes()),
                        PayloadAttributesEvent.Builder::payloadAttributes)
                .end();
    }
}
