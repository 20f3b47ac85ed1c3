package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * What happens to some requests of a fake server: another answer, a late one, a broken one or none. Thread-safe; the
 * methods return the rule itself.
 *
 * <p>What {@link #answer}, {@link #hold} and the like say stands beside each other: a rule may answer otherwise, late
 * and only half.
 *
 * @param <R> the rule itself
 */
public abstract sealed class ScriptRule<R extends ScriptRule<R>> permits NodeScript.Rule, BeaconScript.Rule {
    private long left = Long.MAX_VALUE;
    private Optional<HttpAnswer> answer = Optional.empty();
    private UnaryOperator<HttpAnswer> change = UnaryOperator.identity();
    private Duration delay = Duration.ZERO;
    private Duration perByte = Duration.ZERO;
    private Cut cut = Cut.WHOLE;
    private CountDownLatch gate = new CountDownLatch(0);

    ScriptRule() {}

    /** How much of an answer is sent. */
    enum Cut {
        /** All of it. */
        WHOLE,
        /** No byte: the connection is closed. */
        NOTHING,
        /** Half of it, then the connection is closed. */
        HALF,
        /** Half of it, and then nothing more until the rule is released. */
        STALLED
    }

    /** Limits the rule to the next {@code count} requests. */
    public final synchronized R times(int count) {
        left = count;
        return self();
    }

    /** Answers with this HTTP status and body, as JSON if the body begins like that; the chain is not asked. */
    public final R answer(int status, String body) {
        return answer(HttpAnswer.guess(status, body));
    }

    /** Answers with this HTTP status, content type and body; the chain is not asked. */
    public final R answer(int status, String contentType, Bytes body) {
        return answer(HttpAnswer.of(status, contentType, body));
    }

    /** Sends the client elsewhere, with status 302; the chain is not asked. */
    public final R redirect(URI location) {
        return answer(HttpAnswer.empty(302).with("Location", location.toString()));
    }

    /** Sends the answer with this header, in place of another one of that name. */
    public final R header(String name, String value) {
        return change(sent -> sent.with(name, value));
    }

    /** Sends the answer without the header of this name. */
    public final R withoutHeader(String name) {
        return change(sent -> sent.without(name));
    }

    /** Packs the body with gzip and says so, whether or not the client takes that. */
    public final R gzip() {
        return change(sent -> sent.withBody(packed(sent.body())).with("Content-Encoding", "gzip"));
    }

    /** Sends {@code bytes} blanks after the body, which make it long and leave JSON what it is. */
    public final R padding(long bytes) {
        return change(sent -> sent.padded(bytes));
    }

    /** Sends the answer {@code delay} later; the chain changes at once. */
    public final synchronized R delay(Duration delay) {
        this.delay = delay;
        return self();
    }

    /** Sends the status and headers at once and then one byte of the body after each {@code perByte}. */
    public final synchronized R trickle(Duration perByte) {
        this.perByte = perByte;
        return self();
    }

    /** Sends nothing before {@link #release}; the chain changes at once. */
    public final synchronized R hold() {
        gate = new CountDownLatch(1);
        return self();
    }

    /** Sends half of the answer and the rest never; the connection stays open until {@link #release}. */
    public final synchronized R stall() {
        gate = new CountDownLatch(1);
        cut = Cut.STALLED;
        return self();
    }

    /** Sends half of the answer and closes the connection. */
    public final synchronized R truncate() {
        cut = Cut.HALF;
        return self();
    }

    /** Closes the connection without an answer; the chain changes all the same. */
    public final synchronized R disconnect() {
        cut = Cut.NOTHING;
        return self();
    }

    /** Lets go of all requests that are held or stalled, and holds no more. */
    public final synchronized void release() {
        gate.countDown();
    }

    final synchronized R answer(HttpAnswer answer) {
        this.answer = Optional.of(answer);
        return self();
    }

    /** Lets {@code more} have the answer after what was said before. */
    final synchronized R change(UnaryOperator<HttpAnswer> more) {
        UnaryOperator<HttpAnswer> before = change;
        change = sent -> more.apply(before.apply(sent));
        return self();
    }

    /** The answer in place of the server's own, if there is one. */
    final synchronized Optional<HttpAnswer> answer() {
        return answer;
    }

    /** What is sent where the answer would be {@code sent}. */
    final HttpAnswer changed(HttpAnswer sent) {
        UnaryOperator<HttpAnswer> all;
        synchronized (this) {
            all = change;
        }
        return all.apply(sent);
    }

    final synchronized Duration delay() {
        return delay;
    }

    final synchronized Duration perByte() {
        return perByte;
    }

    final synchronized Cut cut() {
        return cut;
    }

    final synchronized CountDownLatch gate() {
        return gate;
    }

    final synchronized boolean takeCall() {
        return left > 0 && left-- > 0;
    }

    @SuppressWarnings("unchecked") // each of the two subclasses names itself
    private R self() {
        return (R) this;
    }

    private static byte[] packed(Bytes body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes everything", e);
        }
        return packed.toByteArray();
    }
}
