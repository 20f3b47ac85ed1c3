package io.github.lighthousecompat.rollout;

import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.VerdictListener;
import io.github.lighthousecompat.route.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An A/B run: a canary with a name and an end, and a report of how both sides did meanwhile.
 *
 * <p>Give it to a routed client as a listener, and {@link #router()} as its router. When its time is over everything goes to
 * the control, it says {@link State#EXPIRED}, and it tells whoever was to be told. Thread-safe; counting takes no lock.
 */
public final class AbRun implements VerdictListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.rollout");

    /** Whether a run goes on. */
    public enum State {
        /** Units are divided between both. */
        RUNNING,
        /** Its time is over; the control has all units. */
        EXPIRED,
        /** It was ended before its time; the control has all units. */
        STOPPED
    }

    /**
     * A state and, for one that ends a run, when it began.
     *
     * @param nanos on the time source
     */
    private record Phase(State state, long nanos) {
        static final Phase RUNNING = new Phase(State.RUNNING, 0);
    }

    /** What one operation is counted in. */
    private static final class Counts {
        private final Answers control = new Answers();
        private final Answers treatment = new Answers();
        private final LongAdder mismatches = new LongAdder();
        private final LongAdder conflicts = new LongAdder();
    }

    private final String name;
    private final Backend control;
    private final Backend treatment;
    private final Weight weight;
    private final TimeSource time;
    private final Consumer<AbReport> atEnd;
    private final Router router;
    private final long begun;
    private final TimeSource.Scheduled expiry;
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();
    private volatile Phase phase = Phase.RUNNING;

    private AbRun(
            Builder builder, String name, Backend control, Backend treatment, TimeSource time, Duration duration) {
        this.name = name;
        this.control = control;
        this.treatment = treatment;
        this.weight = builder.weight;
        this.time = time;
        this.atEnd = builder.atEnd;
        this.router = Router.canary(control, treatment, this::weight, Assignment.hash(name));
        this.begun = time.nanoTime();
        this.expiry = time.schedule(duration, () -> end(State.EXPIRED));
    }

    /**
     * Starts with a name, which is also the salt: two runs with two names divide the units differently.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** Whether it goes on. */
    public State state() {
        return phase.state();
    }

    /** A canary of the treatment while the run goes on, and the control alone after it. */
    public Router router() {
        return router;
    }

    private boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    private Weight weight() {
        return isRunning() ? weight : Weight.NONE;
    }

    @Override
    public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
        // what feeds or compares says nothing of how callers were served; a stand-in had another task
        if (role == Role.PRIMARY && isRunning()) {
            if (backend == treatment) {
                of(operation).treatment.count(outcome.equals(OK), took);
            } else if (backend == control) {
                of(operation).control.count(outcome.equals(OK), took);
            }
        }
    }

    @Override
    public void onVerdict(Operation<?, ?> operation, Backend primary, Backend other, Verdict verdict) {
        if (isRunning()) {
            if (verdict == Verdict.MISMATCH) {
                of(operation).mismatches.increment();
            } else if (verdict == Verdict.CONFLICT) {
                of(operation).conflicts.increment();
            }
        }
    }

    private Counts of(Operation<?, ?> operation) {
        Counts known = counts.get(operation.name());
        return known != null ? known : counts.computeIfAbsent(operation.name(), any -> new Counts());
    }

    /** What was seen so far. */
    public AbReport report() {
        List<AbReport.Row> rows = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> rows.add(row(entry.getKey(), entry.getValue())));
        Phase now = phase;
        long until = now.state() == State.RUNNING ? time.nanoTime() : now.nanos();
        return new AbReport(name, now.state(), weight, Duration.ofNanos(until - begun), rows);
    }

    private AbReport.Row row(String operation, Counts seen) {
        AbReport.Side one = seen.control.side(control.alias());
        AbReport.Side two = seen.treatment.side(treatment.alias());
        return new AbReport.Row(
                operation,
                one,
                two,
                seen.mismatches.sum() + seen.conflicts.sum(),
                Judgement.of(one, two, seen.conflicts.sum()));
    }

    /** Ends the run before its time; does nothing if it is over. */
    @Override
    public void close() {
        end(State.STOPPED);
    }

    private void end(State how) {
        synchronized (this) {
            if (!isRunning()) {
                return;
            }
            phase = new Phase(how, time.nanoTime());
        }
        expiry.cancel();
        AbReport report = report();
        LOG.info("A/B run {} is over ({}) after {}; {} answers everything", name, how, report.elapsed(), control);
        try {
            atEnd.accept(report);
        } catch (RuntimeException e) {
            LOG.warn("the host failed at the end of A/B run {}", name, e);
        }
    }

    /** Makes an {@link AbRun}. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private @Nullable Backend control;
        private @Nullable Backend treatment;
        private @Nullable TimeSource time;
        private @Nullable Duration duration;
        private Weight weight = Weight.percent(50);
        private Consumer<AbReport> atEnd = report -> {};

        private Builder(String name) {
            require(!name.isBlank(), "give the run a name");
            this.name = name;
        }

        /** Who answers all that the treatment is not given. Required. */
        public Builder control(Backend backend) {
            control = backend;
            return this;
        }

        /** Who is tried. Required. */
        public Builder treatment(Backend backend) {
            treatment = backend;
            return this;
        }

        /** The share of the units that the treatment is given; half of them by default. */
        public Builder weight(Weight share) {
            weight = share;
            return this;
        }

        /** How long it goes on. Required. */
        public Builder duration(Duration longest) {
            duration = longest;
            return this;
        }

        /** The time to live by. Required. */
        public Builder time(TimeSource source) {
            time = source;
            return this;
        }

        /** Who is told of the end, with the report; once, on the thread of the time source or of who ends it. */
        public Builder atEnd(Consumer<AbReport> listener) {
            atEnd = listener;
            return this;
        }

        /**
         * Begins the run.
         *
         * @throws IllegalArgumentException if something is missing; the message says what
         */
        public AbRun begin() {
            if (control == null || treatment == null || time == null || duration == null) {
                throw new IllegalArgumentException("AbRun " + name + ": give control, treatment, duration and time");
            }
            require(!duration.isNegative() && !duration.isZero(), "a run must last, not " + duration);
            return new AbRun(this, name, control, treatment, time, duration);
        }

        private static void require(boolean holds, String problem) {
            if (!holds) {
                throw new IllegalArgumentException("AbRun: " + problem);
            }
        }
    }
}
