package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.Interleavings;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.PayloadHandle;
import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Handles are put and asked for on the threads that calls end on. */
@Tag("lincheck")
@Param(name = "handle", gen = IntGen.class, conf = "0:2")
public class SiblingsInterleavingTest {
    private static final Member MEMBER = Scripted.member("other");
    private static final List<PayloadHandle> HANDLES = IntStream.range(0, 3)
            .mapToObj(id -> PayloadHandle.of("any", UInt64.of(id), Fork.CAPELLA, 0))
            .toList();

    private final Siblings siblings = new Siblings();

    @Operation
    public void put(@Param(name = "handle") int handle, @Param(name = "handle") int sibling) {
        siblings.put(HANDLES.get(handle), MEMBER, HANDLES.get(sibling));
    }

    @Operation
    public int of(@Param(name = "handle") int handle) {
        return siblings.of(HANDLES.get(handle), MEMBER).map(HANDLES::indexOf).orElse(-1);
    }

    @Test
    void siblings_areLinearizable() {
        Interleavings.check(SiblingsInterleavingTest.class);
    }
}
