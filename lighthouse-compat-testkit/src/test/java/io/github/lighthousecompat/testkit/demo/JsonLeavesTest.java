package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLeavesTest {
    @Test
    void differences_sameValuesInAnotherOrder_areNone() {
        assertThat(differences("{\"a\":\"1\",\"b\":[true,null]}", "{ \"b\": [ true, null ], \"a\": \"1\" }"))
                .isEmpty();
    }

    @Test
    void differences_deepInside_areNamedByTheirPaths() {
        assertThat(differences(
                        "{\"a\":{\"b\":[{\"c\":\"1\"},{\"c\":\"2\"}]}}",
                        "{\"a\":{\"b\":[{\"c\":\"1\"},{\"c\":\"3\"}]}}"))
                .containsExactly("a.b[1].c: 2 and 3");
    }

    @Test
    void differences_whatOnlyOneHas_isNothingInTheOther() {
        assertThat(differences("{\"a\":[1],\"b\":2}", "{\"a\":[1,5],\"c\":3}"))
                .containsExactly("b: 2 and nothing", "a[1]: nothing and 5", "c: nothing and 3");
    }

    @Test
    void differences_longValues_areShortened() {
        assertThat(differences("\"" + "1".repeat(50) + "\"", "\"2\"")).containsExactly("1".repeat(20) + ".. and 2");
    }

    private static List<String> differences(String one, String other) {
        return JsonLeaves.differences(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
