package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.PayloadHandle;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiblingsTest {
    private final Siblings siblings = new Siblings();
    private final Member member = Scripted.member("other");

    private static PayloadHandle handle(String owner, int id) {
        return PayloadHandle.of(owner, UInt64.of(id), Fork.CAPELLA, 0);
    }

    private void put(int id) {
        siblings.put(handle("mine", id), member, handle("other", id));
    }

    @Test
    void of_aHandle_isWhatTheMemberBuilds() {
        put(1);

        assertThat(siblings.of(handle("mine", 1), member)).contains(handle("other", 1));
        assertThat(siblings.of(handle("mine", 1).withRevision(9), member))
                .as("the revision is the client's, not the backend's")
                .contains(handle("other", 1));
        assertThat(siblings.of(handle("mine", 2), member)).isEmpty();
        assertThat(siblings.of(handle("other", 1), member)).isEmpty();
    }

    @Test
    void of_anotherMember_isEmpty() {
        put(1);

        assertThat(siblings.of(handle("mine", 1), Scripted.member("other")))
                .as("one that has the alias of one that was detached has not built this")
                .isEmpty();
    }

    @Test
    void of_aHandleWhoseSiblingComesLate_isEmptyUntilThen() {
        assertThat(siblings.of(handle("mine", 1), member)).isEmpty();

        put(1);

        assertThat(siblings.of(handle("mine", 1), member)).contains(handle("other", 1));
    }

    @Test
    void put_forgetsTheOldestOfMoreThanSixteen() {
        IntStream.rangeClosed(1, 17).forEach(this::put);

        assertThat(siblings.of(handle("mine", 1), member)).isEmpty();
        assertThat(siblings.of(handle("mine", 2), member)).isPresent();
    }

    @Test
    void put_ofTheSameAgain_isTheYoungest() {
        IntStream.rangeClosed(1, 16).forEach(this::put);

        siblings.put(handle("mine", 1), member, handle("other", 99));
        put(17);

        assertThat(siblings.of(handle("mine", 1), member)).contains(handle("other", 99));
        assertThat(siblings.of(handle("mine", 2), member)).isEmpty();
    }
}
