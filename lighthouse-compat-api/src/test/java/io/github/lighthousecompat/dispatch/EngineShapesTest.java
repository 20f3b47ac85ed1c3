package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.Withdrawal;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EngineShapesTest {
    /** Of each structure the description, the type with the most accessors, and those that follow from others. */
    static Stream<Arguments> structures() {
        return Stream.of(
                Arguments.of(EngineShapes.WITHDRAWAL, Withdrawal.class, Set.of()),
                Arguments.of(EngineShapes.PAYLOAD, DenebPayload.class, Set.of()),
                Arguments.of(EngineShapes.BLOBS, BlobsBundle.class, Set.of()),
                Arguments.of(EngineShapes.BUILT, DenebBuiltPayload.class, Set.of("fork")),
                Arguments.of(EngineShapes.BODY, PayloadBody.class, Set.of()),
                Arguments.of(EngineShapes.BLOCK, ExecutionBlock.class, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("structures")
    void description_forgetsNoPart(Shape<?> shape, Class<?> type, Set<String> implied) {
        List<String> accessors = Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0)
                .filter(method -> method.getReturnType() != void.class)
                .map(Method::getName)
                .distinct()
                .filter(name -> !implied.contains(name))
                .toList();

        assertThat(((Shape.Structure<?>) shape).fields())
                .extracting(Shape.Field::name)
                .containsExactlyInAnyOrderElementsOf(accessors);
    }
}
