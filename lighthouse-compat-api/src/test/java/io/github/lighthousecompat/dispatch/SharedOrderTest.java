package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The order of writes of two clients before one execution layer. */
class SharedOrderTest {
    private static final PayloadStatus VALID = PayloadStatus.valid(Hash32.ZERO);

    private final SharedOrder order = new SharedOrder();
    private final Member one = Scripted.member("one");
    private final Member two = Scripted.member("two");
    private final List<String> sent = new ArrayList<>();

    private record Write(CompletableFuture<PayloadStatus> made, CompletableFuture<PayloadStatus> answer) {}

    private Write send(Member member, String name) {
        CompletableFuture<PayloadStatus> made = new CompletableFuture<>();
        return new Write(made, order.send(EngineOperations.FORKCHOICE_UPDATED, member, () -> {
            sent.add(name);
            return made;
        }));
    }

    @Test
    void writesOfOneClient_areAllSentAtOnce() {
        Write a = send(one, "a");
        Write b = send(one, "b");
        assertThat(sent).containsExactly("a", "b");

        b.made.complete(VALID);
        assertThat(b.answer).isCompletedWithValue(VALID);
        assertThat(a.answer).isNotDone();
    }

    @Test
    void writeOfTheOther_waitsForAllBefore_inWhateverOrderTheyEnd() {
        Write a = send(one, "a");
        Write b = send(one, "b");
        Write c = send(two, "c");

        b.made.complete(VALID);
        assertThat(sent).containsExactly("a", "b");
        a.made.complete(VALID);
        assertThat(sent).containsExactly("a", "b", "c");

        c.made.complete(VALID);
        assertThat(c.answer).isCompletedWithValue(VALID);
    }

    @Test
    void writesThatWait_goOneAfterTheOther() {
        Write a = send(one, "a");
        Write b = send(two, "b");
        Write c = send(two, "c");
        Write d = send(one, "d");

        a.made.complete(VALID);
        assertThat(sent).containsExactly("a", "b");
        b.made.complete(VALID);
        assertThat(sent).containsExactly("a", "b", "c");
        c.made.complete(VALID);
        assertThat(sent).containsExactly("a", "b", "c", "d");
        d.made.complete(VALID);

        send(two, "e");
        assertThat(sent).endsWith("e");
    }

    @Test
    void writeBefore_thatHangs_holdsUpTheOthersUntilItEnds() {
        Write hung = send(one, "hung");
        Write waiting = send(two, "waiting");
        assertThat(sent).containsExactly("hung");

        hung.answer.cancel(true);

        assertThat(hung.made).as("the one before is told").isCancelled();
        assertThat(sent).containsExactly("hung", "waiting");
        waiting.made.complete(VALID);
        assertThat(waiting.answer).isCompletedWithValue(VALID);
    }

    @Test
    void writeBefore_thatFails_letsTheOthersGo() {
        Write failing = send(one, "failing");
        Write waiting = send(two, "waiting");

        failing.made.completeExceptionally(new LighthouseException.Rpc(one.site(), "x", -38002, "Invalid state"));

        assertThatThrownBy(() -> Lighthouse.await(failing.answer)).isInstanceOf(LighthouseException.Rpc.class);
        assertThat(sent).containsExactly("failing", "waiting");
        assertThat(waiting.answer).isNotDone();
    }

    @Test
    void writeThatEndedWhileItWaited_isNotSentAndLetsNobodyOvertake() {
        Write a = send(one, "a");
        Write gone = send(two, "gone");
        gone.answer.cancel(true);
        Write c = send(two, "c");
        assertThat(sent).containsExactly("a");

        a.made.complete(VALID);

        assertThat(sent).containsExactly("a", "c");
        assertThat(c.answer).isNotDone();
    }

    @Test
    void writeThatCannotBeSent_failsAndHoldsUpNobody() {
        CompletableFuture<PayloadStatus> broken = order.send(EngineOperations.FORKCHOICE_UPDATED, one, () -> {
            throw new LinkageError("a class is missing");
        });
        assertThatThrownBy(() -> Lighthouse.await(broken)).hasMessageContaining("a class is missing");

        send(two, "next");

        assertThat(sent).containsExactly("next");
    }

    @Test
    void answer_comesAfterTheNextWriteWasSent() {
        Write a = send(one, "a");
        send(two, "b");
        List<List<String>> seen = new ArrayList<>();
        a.answer.thenAccept(status -> seen.add(List.copyOf(sent)));

        a.made.complete(VALID);

        assertThat(seen).containsExactly(List.of("a", "b"));
    }
}
