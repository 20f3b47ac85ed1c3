package io.github.lighthousecompat.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.json.DecodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that may be left out. */
class JsonObjectTest {
    private record Value(Optional<UInt64> before, UInt64 number, Optional<UInt64> after) {}

    private static final class Parts {
        private Optional<UInt64> before = Optional.empty();
        private UInt64 number = UInt64.ZERO;
        private Optional<UInt64> after = Optional.empty();

        Value build() {
            return new Value(before, number, after);
        }
    }

    private static final JsonObject<Value> TYPE = JsonObject.of(Parts::new, Parts::build)
            .optional("before", Basics.UINT64, Value::before, (parts, value) -> parts.before = Optional.of(value))
            .field("number", Basics.UINT64, Value::number, (parts, value) -> parts.number = value)
            .optional("after", Basics.UINT64, Value::after, (parts, value) -> parts.after = Optional.of(value))
            .end();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'number':'1'}",
                "{'before':'2','number':'1'}",
                "{'number':'1','after':'3'}",
                "{'before':'2','number':'1','after':'3'}"
            })
    void value_hasTheMembersThatAreThere(String json) {
        assertThat(new String(TYPE.toJson(fromJson(json)), StandardCharsets.UTF_8))
                .isEqualTo(json.replace('\'', '"'));
    }

    @Test
    void optionalMember_thatIsNull_isNotThere() {
        assertThat(fromJson("{'after':null,'other':null,'number':'1'}"))
                .isEqualTo(new Value(Optional.empty(), UInt64.ONE, Optional.empty()));
    }

    @Test
    void requiredMember_thatIsMissing_isRefused() {
        assertThatThrownBy(() -> fromJson("{'before':'2','after':'3'}"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessage("$.number: is missing");
    }

    private static Value fromJson(String json) {
        return TYPE.fromJson(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
