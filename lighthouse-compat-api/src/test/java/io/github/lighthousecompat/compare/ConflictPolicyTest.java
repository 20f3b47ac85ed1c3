package io.github.lighthousecompat.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConflictPolicyTest {
    @Test
    void quorumOfOne_isRefused() {
        assertThatThrownBy(() -> ConflictPolicy.quorum(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quorum has at least 2 votes, not 1");
    }

    @Test
    void policies_areValues() {
        assertThat(ConflictPolicy.quorum(2))
                .isEqualTo(ConflictPolicy.quorum(2))
                .hasSameHashCodeAs(ConflictPolicy.quorum(2))
                .isNotEqualTo(ConflictPolicy.quorum(3))
                .hasToString("quorum(2)");
        assertThat(ConflictPolicy.byTrust()).hasToString("byTrust()").isNotEqualTo(ConflictPolicy.failClosed());
        assertThat(ConflictPolicy.quorum(2).votes()).contains(2);
        assertThat(ConflictPolicy.syncing().votes()).isEmpty();
    }
}
