package io.github.lighthousecompat.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.json.DecodeFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every answer and request is read and written as a node does, whatever later releases add. */
class AnswerExamplesTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    static List<AnswerExamples.Example<?>> examples() {
        return AnswerExamples.ALL;
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void read_asANodeWritesIt_isTheValue(AnswerExamples.Example<T> example) {
        assertThat(JsonTexts.read(example.type(), text(example))).isEqualTo(example.value());
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void write_isWhatANodeWrites(AnswerExamples.Example<T> example) {
        assertThat(JsonTexts.write(example.type(), example.value())).isEqualTo(text(example));
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void read_withMembersThatNobodyKnows_isTheSameValue(AnswerExamples.Example<T> example) {
        // the entries of a spec and the name of a state are no members that could be unknown
        Set<String> free = Set.of("spec", "syncing finalized", "backfill");
        JsonNode tree = MAPPER.readTree(text(example));
        if (!free.contains(example.name())) {
            objects(tree).values().forEach(node -> node.set("later", MAPPER.readTree("[{\"a\":null},1.5e3]")));
        }

        assertThat(JsonTexts.read(example.type(), tree.toString())).isEqualTo(example.value());
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void read_withoutAMember_failsAtItUnlessItIsOptional(AnswerExamples.Example<T> example) {
        Set<String> members = new TreeSet<>();
        Set<String> read = new TreeSet<>();
        objects(MAPPER.readTree(text(example)))
                .forEach((path, node) -> node.propertyNames().stream()
                        .filter(name -> !name.endsWith("Syncing") && !name.startsWith("Syncing"))
                        .forEach(name -> {
                            String member = path + "." + name;
                            members.add(member);
                            try {
                                JsonTexts.read(example.type(), without(example, path, name));
                                read.add(member);
                            } catch (DecodeFailure e) {
                                assertThat(e).hasMessage(member + ": is missing");
                            }
                        }));

        assertThat(members).containsAll(example.optional());
        assertThat(read).isEqualTo(new TreeSet<>(example.optional()));
    }

    private static String without(AnswerExamples.Example<?> example, String path, String name) {
        JsonNode tree = MAPPER.readTree(text(example));
        Objects.requireNonNull(objects(tree).get(path)).remove(name);
        return tree.toString();
    }

    private static String text(AnswerExamples.Example<?> example) {
        return example.json().replace('\'', '"');
    }

    /** All objects in a tree by their paths. */
    private static Map<String, ObjectNode> objects(JsonNode tree) {
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        collect("$", tree, objects);
        return objects;
    }

    private static void collect(String path, JsonNode node, Map<String, ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.put(path, object);
            object.properties().forEach(member -> collect(path + "." + member.getKey(), member.getValue(), objects));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(path + "[" + i + "]", node.get(i), objects);
        }
    }
}
