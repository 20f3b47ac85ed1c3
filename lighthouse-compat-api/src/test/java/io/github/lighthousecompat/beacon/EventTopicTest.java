package io.github.lighthousecompat.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.call.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTopicTest {
    @ParameterizedTest
    @CsvSource({
        "head,4.0.1,true",
        "late_head,4.0.1,true",
        "blob_sidecar,4.5.0,false",
        "blob_sidecar,4.6.0,true",
        "light_client_finality_update,4.5.0,false",
        "light_client_optimistic_update,5.0.0,true",
        "attester_slashing,5.1.3,false",
        "proposer_slashing,5.2.0,true",
        "bls_to_execution_change,5.1.3,false",
        "block_gossip,5.2.1,false",
        "block_gossip,5.3.0,true",
        "from_the_future,4.0.1,true",
    })
    void isIn_release_isAsTheTableOfTopicsSays(String name, String release, boolean expected) {
        assertThat(EventTopic.of(name).isIn(Release.parse("v" + release).orElseThrow()))
                .isEqualTo(expected);
    }

    @Test
    void of_knownName_isTheConstant() {
        assertThat(EventTopic.KNOWN).hasSize(17).allSatisfy(topic -> {
            assertThat(EventTopic.of(topic.name())).isSameAs(topic);
            assertThat(topic.isKnown()).isTrue();
        });
    }

    @Test
    void of_otherName_isAValue() {
        EventTopic topic = EventTopic.of("data_column_sidecar");

        assertThat(topic).isEqualTo(EventTopic.of("data_column_sidecar")).isNotEqualTo(EventTopic.HEAD);
        assertThat(topic)
                .hasSameHashCodeAs(EventTopic.of("data_column_sidecar"))
                .hasToString("data_column_sidecar");
        assertThat(topic.isKnown()).isFalse();
        assertThat(topic.firstRelease()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "head,block", "head&topics=block", "a b", "\u00e9"})
    void of_whatCannotBeSent_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> EventTopic.of(name));
    }
}
