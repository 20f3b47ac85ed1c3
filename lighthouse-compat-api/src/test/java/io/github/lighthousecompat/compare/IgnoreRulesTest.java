package io.github.lighthousecompat.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.engine.EngineOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRulesTest {
    @ParameterizedTest
    @CsvSource({
        "payload.gasUsed, payload.gasUsed, true",
        "payload.gasUsed, payload.gasUsedTwice, false",
        "payload.gasUsed, gasUsed, false",
        "payload.*, payload.gasUsed, true",
        "payload.*, payload.withdrawals[3].amount, true",
        "payload, payload.withdrawals[3].amount, true",
        "payload.withdrawals[*].amount, payload.withdrawals[3].amount, true",
        "payload.withdrawals[*].amount, payload.withdrawals[12].index, false",
        "payload.withdrawals[*], payload.withdrawals, false",
        "payload.withdrawals[3], payload.withdrawals[3].amount, true",
        "payload.withdrawals[3], payload.withdrawals[31].amount, false",
        "[*].transactions, [2].transactions[0], true",
        "*.amount, withdrawals.amount, true",
        "$, $, true",
        "$, payload.gasUsed, true"
    })
    void path_isCoveredByARule(String rule, String path, boolean covered) {
        IgnoreRules rules = IgnoreRules.NONE.plus(IgnoreRule.of(EngineOperations.GET_PAYLOAD, rule, "test"));

        assertThat(rules.covers("getPayload", path)).isEqualTo(covered);
        assertThat(rules.covers("newPayload", path)).isFalse();
    }

    @Test
    void ruleOfAll_coversEveryOperation() {
        IgnoreRules rules = IgnoreRules.NONE.plus(IgnoreRule.ofAll("hash", "test"));

        assertThat(rules.covers("blockByHash", "hash")).isTrue();
        assertThat(rules.covers("blockByNumber", "hash")).isTrue();
    }

    @Test
    void defaults_coverWhatProtocolsLeaveOpenAndNothingThatAParentFixes() {
        IgnoreRules rules = IgnoreRules.DEFAULT;

        assertThat(rules.covers("newPayload", "validationError")).isTrue();
        assertThat(rules.covers("getPayload", "payload.transactions[0]")).isTrue();
        assertThat(rules.covers("forkchoiceBuild", "payloadId")).isTrue();
        assertThat(rules.covers("newPayload", "status")).isFalse();
        assertThat(rules.covers("newPayload", "latestValidHash")).isFalse();
        assertThat(rules.covers("getPayload", "payload.parentHash")).isFalse();
        assertThat(rules.covers("getPayload", "payload.withdrawals[0].amount")).isFalse();
        assertThat(rules.covers("payloadBodiesByHash", "[0].transactions[0]")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "a.", ".a", "a[", "a[b]", "a b", "$.a", "a[*]b", "a*"})
    void pathThatIsNone_isRefused(String path) {
        assertThatThrownBy(() -> IgnoreRule.ofAll(path, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + path + '"');
    }

    @Test
    void operationThatIsNone_isRefused() {
        assertThatThrownBy(() -> new IgnoreRule("new payload", "a", "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("new payload");
    }

    @Test
    void rules_areInTheOrderInWhichTheyWereGiven() {
        IgnoreRule one = IgnoreRule.ofAll("a", "first");
        IgnoreRule two = IgnoreRule.ofAll("b", "second");

        assertThat(IgnoreRules.NONE.plus(one).plus(two).rules()).containsExactly(one, two);
        assertThat(IgnoreRules.NONE.plus(one, two)).hasToString("[* a (first), * b (second)]");
    }
}
