package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FakeLighthouse} does otherwise than a healthy client: rules by operation. Thread-safe.
 *
 * <p>A call follows the first rule for its operation that still has calls left; without one it is answered from the
 * chain. So two rules in a row are a sequence: {@code on(NEW_PAYLOAD).times(1).answer(a)} and then
 * {@code on(NEW_PAYLOAD).answer(b)}. What a real client refuses before it sends anything, no rule changes.
 */
public final class FakeScript {
    private final List<Rule<?, ?>> rules = new CopyOnWriteArrayList<>();

    FakeScript() {}

    /** Adds a rule for every call of {@code operation} from now on; what it does is said on the rule. */
    public <A, R> Rule<A, R> on(Operation<A, R> operation) {
        Rule<A, R> rule = new Rule<>(operation);
        rules.add(rule);
        return rule;
    }

    /** Removes all rules; calls that one of them holds go on. */
    public void clear() {
        List<Rule<?, ?>> old = List.copyOf(rules);
        rules.removeAll(old);
        old.forEach(Rule::release);
    }

    /** Takes one call from the first rule that has any left for {@code operation}. */
    @SuppressWarnings("unchecked") // a rule for this operation has its types
    <A, R> Optional<Rule<A, R>> take(Operation<A, R> operation) {
        for (Rule<?, ?> rule : rules) {
            if (rule.operation == operation && rule.takeCall()) {
                return Optional.of((Rule<A, R>) rule);
            }
        }
        return Optional.empty();
    }

    /** How an answer is made from the argument, the maker of the call and what the chain would say. */
    interface Source<A, R> {
        R answer(CallSite site, A argument, Chain<R> chain) throws EngineError;
    }

    /** What the chain says, if it is asked. */
    interface Chain<R> {
        R ask() throws EngineError;
    }

    /**
     * What happens to the calls of one operation: an answer or a failure in place of the chain's, later, or never.
     * Thread-safe; the methods return the rule itself.
     *
     * @param <A> the argument
     * @param <R> the answer
     */
    public static final class Rule<A, R> {
        private final Operation<A, R> operation;
        private long left = Long.MAX_VALUE;
        private Source<A, R> source = (site, argument, chain) -> chain.ask();
        private Duration delay = Duration.ZERO;
        private boolean deadly;
        private @Nullable List<Runnable> held;

        private Rule(Operation<A, R> operation) {
            this.operation = operation;
        }

        /** Limits the rule to the next {@code count} calls. */
        public synchronized Rule<A, R> times(int count) {
            left = count;
            return this;
        }

        /** Answers {@code value}; the chain is not asked and does not change. */
        public Rule<A, R> answer(R value) {
            return source((site, argument, chain) -> value);
        }

        /** Answers what {@code answer} makes of the argument; the chain is not asked and does not change. */
        public Rule<A, R> answerWith(Function<? super A, ? extends R> answer) {
            return source((site, argument, chain) -> answer.apply(argument));
        }

        /** Answers what {@code change} makes of the chain's answer. */
        public Rule<A, R> change(UnaryOperator<R> change) {
            return source((site, argument, chain) -> change.apply(chain.ask()));
        }

        /** Fails with {@code failure}; the chain is not asked and does not change. */
        public Rule<A, R> fail(LighthouseException failure) {
            return fail((site, name) -> failure);
        }

        /**
         * Fails with what {@code failure} makes of the call's site and the operation's name, as in
         * {@code (site, operation) -> new LighthouseException.Http(site, operation, 503, "")}.
         */
        public Rule<A, R> fail(BiFunction<CallSite, String, ? extends LighthouseException> failure) {
            return source((site, argument, chain) -> {
                throw failure.apply(site, operation.name());
            });
        }

        /** Gives the answer {@code delay} later; the chain changes at once, so that the order of calls is kept. */
        public synchronized Rule<A, R> delay(Duration delay) {
            this.delay = delay;
            return this;
        }

        /** Keeps every answer back until {@link #release}; without that the calls end at their deadline. */
        public synchronized Rule<A, R> hold() {
            if (held == null) {
                held = new ArrayList<>();
            }
            return this;
        }

        /** Gives the answers that were kept back and keeps back no more. */
        public void release() {
            List<Runnable> waiting;
            synchronized (this) {
                waiting = held == null ? List.of() : held;
                held = null;
            }
            waiting.forEach(Runnable::run);
        }

        /** Kills the fake as soon as it has given the answer. */
        public synchronized Rule<A, R> thenKill() {
            deadly = true;
            return this;
        }

        /** How many answers are kept back now, those of calls that have ended meanwhile included. */
        public synchronized int held() {
            return held == null ? 0 : held.size();
        }

        synchronized Source<A, R> source() {
            return source;
        }

        synchronized Duration delay() {
            return delay;
        }

        /** Whether an answer comes after the call has returned. */
        synchronized boolean isLate() {
            return held != null || !delay.isZero();
        }

        synchronized boolean isDeadly() {
            return deadly;
        }

        /** Whether {@code delivery} is kept back. */
        synchronized boolean keepsBack(Runnable delivery) {
            return held != null && held.add(delivery);
        }

        private synchronized boolean takeCall() {
            return left > 0 && left-- > 0;
        }

        private synchronized Rule<A, R> source(Source<A, R> source) {
            this.source = source;
            return this;
        }
    }
}
