package io.github.lighthousecompat.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.UnknownEvent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No data of a node ends a stream: what can't be read is a value. */
class EventSchemasPropertyTest {
    private static final EventSchemas SCHEMAS = EventSchemas.of(BlockSchemas.of(Preset.MAINNET));

    private record Told(EventTopic topic, String data) {}

    @Property(tries = 3000)
    void read_tamperedData_neverThrows(@ForAll("tampered") Told told) {
        BeaconEvent event = SCHEMAS.read(told.topic().name(), told.data().getBytes(UTF_8));

        if (event instanceof UnknownEvent unknown) {
            assertThat(unknown.data()).isEqualTo(told.data());
            assertThat(unknown.problem()).isPresent();
        }
    }

    @Property(tries = 1000)
    void read_anyBytes_neverThrows(@ForAll("topics") EventTopic topic, @ForAll byte[] data) {
        assertThat(SCHEMAS.read(topic.name(), data)).isInstanceOf(UnknownEvent.class);
    }

    @Provide
    Arbitrary<EventTopic> topics() {
        return Arbitraries.of(EventTopic.KNOWN);
    }

    /** What a node tells, with a part of it replaced. */
    @Provide
    Arbitrary<Told> tampered() {
        Arbitrary<EventSchemasTest.Told> told =
                Arbitraries.of(EventSchemasTest.told().toList());
        Arbitrary<String> pieces = Arbitraries.of(
                "", "null", "0", "-1", "18446744073709551616", "\"\"", "{}", "[]", "true", ",", "1e9", "0x");
        return Combinators.combine(
                        told,
                        Arbitraries.integers().between(0, 600),
                        Arbitraries.integers().between(0, 40),
                        pieces)
                .as((whole, at, length, piece) -> {
                    String data = whole.data().replace('\'', '"');
                    int from = Math.min(at, data.length());
                    int to = Math.min(from + length, data.length());
                    return new Told(whole.topic(), data.substring(0, from) + piece + data.substring(to));
                });
    }
}
