package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Operation;
import java.time.Duration;
import java.util.List;

/**
 * Two answers to one call, and what they are to each other. Immutable and thread-safe.
 *
 * <p>It holds both answers whole, payloads included: take from it what you need and let it go.
 */
public final class Comparison {
    /** Finds where two answers differ; pure. */
    @FunctionalInterface
    public interface Differ {
        /** What {@link Comparison#differences()} hands out for {@code comparison}. */
        List<Difference> differences(Comparison comparison);
    }

    /**
     * One of the two calls that are compared.
     *
     * @param backend who was called
     * @param answer what came back, or the {@code LighthouseException} that the call failed with
     * @param nanos the time from this call's own beginning to its own end
     */
    public record Side(Backend backend, Object answer, long nanos) {}

    private final Operation<?, ?> operation;
    private final Side primary;
    private final Side other;
    private final Verdict verdict;
    private final Differ differ;

    private Comparison(Operation<?, ?> operation, Side primary, Side other, Verdict verdict, Differ differ) {
        this.operation = operation;
        this.primary = primary;
        this.other = other;
        this.verdict = verdict;
        this.differ = differ;
    }

    /** A comparison whose differences {@code differ} finds when they are asked for. */
    public static Comparison of(Operation<?, ?> operation, Side primary, Side other, Verdict verdict, Differ differ) {
        return new Comparison(operation, primary, other, verdict, differ);
    }

    /** What was called. */
    public Operation<?, ?> operation() {
        return operation;
    }

    /** Who answered the caller. */
    public Backend primary() {
        return primary.backend();
    }

    /** The primary's answer, or its {@code LighthouseException}. */
    public Object answer() {
        return primary.answer();
    }

    /** How long the primary took, from the beginning of its own call to its end. */
    public Duration took() {
        return Duration.ofNanos(primary.nanos());
    }

    /** Who else was called. */
    public Backend other() {
        return other.backend();
    }

    /** The other's answer, or its {@code LighthouseException}. */
    public Object otherAnswer() {
        return other.answer();
    }

    /** How long the other took, from the beginning of its own call to its end. */
    public Duration otherTook() {
        return Duration.ofNanos(other.nanos());
    }

    /** What the answers are to each other. */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Where the answers differ: what the verdict rests on, and for {@link Verdict#IGNORED} what is ignored. At most 32
     * places; none for {@link Verdict#MATCH} and {@link Verdict#NOT_COMPARED}. Each call walks through both answers
     * anew.
     */
    public List<Difference> differences() {
        return differ.differences(this);
    }

    @Override
    public String toString() {
        return verdict + " in " + operation + " of " + primary.backend() + " and " + other.backend();
    }
}
