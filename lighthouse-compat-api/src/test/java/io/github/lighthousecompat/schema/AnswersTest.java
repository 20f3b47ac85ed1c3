package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.JsonTexts.read;
import static io.github.lighthousecompat.schema.JsonTexts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.SyncState;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.json.DecodeFailure;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is lenient in answers, and what is not. */
class AnswersTest {
    @Test
    void syncing_ofAnOldRelease_leavesOpenWhatItDoesNotSay() {
        NodeSyncing syncing =
                read(NodeSchemas.SYNCING, "{\"head_slot\":\"1\",\"sync_distance\":\"0\",\"is_syncing\":false}");

        assertThat(syncing.isOptimistic()).isEmpty();
        assertThat(syncing.isExecutionOffline()).isEmpty();
    }

    @Test
    void status_thatNobodyKnows_isAValue() {
        String text = AnswerExamples.ALL.stream()
                .filter(example -> example.name().equals("validators"))
                .findFirst()
                .orElseThrow()
                .json()
                .replace('\'', '"')
                .replace("active_ongoing", "active_consolidating");

        ValidatorInfo validator = read(ValidatorSchemas.VALIDATORS, text).get(0);

        assertThat(validator.status().text()).isEqualTo("active_consolidating");
        assertThat(validator.status().isKnown()).isFalse();
        assertThat(validator.status().isActive()).isTrue();
    }

    @Test
    @Tag("ask-14")
    void spec_withEntriesOfAnyKind_keepsThem() {
        BeaconSpec spec = read(
                ChainSchemas.SPEC,
                "{\"A\":\"1\",\"B\":2,\"C\":true,\"D\":null,\"E\":{\"f\":[]},\"G\":[1, 2],\"H\":\"\\n\"}");

        assertThat(spec.texts()).containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "2", "C", "true", "H", "\n"));
        assertThat(spec.structures()).containsExactlyInAnyOrderEntriesOf(Map.of("E", "{\"f\":[]}", "G", "[1, 2]"));
        assertThat(read(ChainSchemas.SPEC, write(ChainSchemas.SPEC, spec))).isEqualTo(spec);
    }

    @Test
    void spec_thatIsNoObject_fails() {
        assertFails(() -> read(ChainSchemas.SPEC, "[]"), "$: expected an object, found an array");
        assertFails(() -> read(ChainSchemas.SPEC, "{\"A\":\"1\" \"B\":\"2\"}"), "$: expected a comma or }, found text");
        assertFails(() -> read(ChainSchemas.SPEC, "{1:2}"), "$: expected the name of a member, found a number");
    }

    @Test
    void syncState_withNumbersInQuotesAndWithout_isTheSame() {
        SyncState state = SyncState.headChain(UInt64.of(7), UInt64.of(9));

        assertThat(read(LighthouseSchemas.SYNC_STATE, "{\"SyncingHead\":{\"start_slot\":7,\"target_slot\":\"9\"}}"))
                .isEqualTo(state);
        assertThat(state.isSynced()).isFalse();
    }

    @Test
    void syncState_thatNobodyKnows_isAValue() {
        assertThat(read(LighthouseSchemas.SYNC_STATE, "\"Dreaming\"")).isEqualTo(SyncState.of("Dreaming"));
        assertThat(read(LighthouseSchemas.SYNC_STATE, "{\"Dreaming\":[1]}")).isEqualTo(SyncState.of("Dreaming"));
    }

    @Test
    void syncState_withNoneOrTwo_fails() {
        assertFails(() -> read(LighthouseSchemas.SYNC_STATE, "{}"), "$: has no state");
        assertFails(() -> read(LighthouseSchemas.SYNC_STATE, "{\"A\":{},\"B\":{}}"), "$: has more than one state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "1e3", "18446744073709551616", "true", "{}", "\"x\"", "\"-1\"", "\"01\""})
    void bareNumber_thatIsNone_fails(String number) {
        assertThatThrownBy(() -> read(DutySchemas.BARE_INDICES, "[7," + number + "]"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessageStartingWith("$[1]: ");
    }

    @Test
    void number_withoutQuotes_failsWhereTheSpecificationHasQuotes() {
        assertFails(
                () -> read(NodeSchemas.PEER_COUNT, "{\"disconnected\":1}"),
                "$.disconnected: expected a decimal number of 64 bits in quotes, found a number");
    }

    @Test
    void validatorsQuery_withEmptyIds_isNone() {
        assertFails(
                () -> read(ValidatorSchemas.query(StateId.HEAD), "{\"ids\":[]}"),
                "$: ids has nothing in it; leave it out to ask for all");
    }

    @Test
    void validatorsQuery_withAnIdThatIsNone_fails() {
        assertThatThrownBy(() -> read(ValidatorSchemas.IDS, "[\"1\",\"0x12\"]"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessageStartingWith("$[1]: ");
    }

    @Test
    void error_ofAnotherShape_hasWhatItHas() {
        NodeError error = read(NodeError.TYPE, "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"no block\"}");

        assertThat(error.message()).contains("no block");
        assertThat(error.code()).contains(UInt64.of(404));
        assertThat(error.failures()).isEmpty();
        assertThat(write(NodeError.TYPE, error)).isEqualTo("{\"code\":404,\"message\":\"no block\"}");
    }

    private static void assertFails(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(DecodeFailure.class).hasMessage(message);
    }
}
