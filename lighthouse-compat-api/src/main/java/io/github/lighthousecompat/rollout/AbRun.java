package io.github.lighthousecompat.rollout;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Registration;
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
 * An A/B run: a canary with a name and an end on a client that is running, and a report of how both sides did
 * meanwhile.
 *
 * <p>It counts from its beginning on; units are divided once {@link #router()} is the client's router, or part of it.
 * When its time is over everything goes to the control, it says {@link State#EXPIRED}, and it tells whoever was to be
 * told. Thread-safe; counting takes no lock.
 */
public final class AbRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.rollout");

    /** Whether a run goes on. */
    public enum State {
        /** Units are divided between both. */
        RUNNING,
        /** Its time is over; the control has all units. */
        EXPIRED,
        /** It, or its client, was closed before its time; the control has all units. */
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
    private final Duration duration;
    private final RoutedLighthouse client;
    private final Consumer<AbReport> atEnd;
    private final Router router;
    private final long begun;
    private final Registration counting;
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();
    private volatile Phase phase = Phase.RUNNING;
    // a client that is closed ends the run before there is anything to cancel
    private volatile TimeSource.Scheduled expiry = () -> {};

    private AbRun(Builder builder, Backend control, Backend treatment, Duration duration, RoutedLighthouse client) {
        this.name = builder.name;
        this.control = control;
        this.treatment = treatment;
        this.weight = builder.weight;
        this.duration = duration;
        this.client = client;
        this.atEnd = builder.atEnd;
        this.router = Router.canary(control, treatment, this::weight, Assignment.hash(name));
        this.begun = client.nanoTime();
        this.counting = client.listen(new Counting());
        this.expiry = client.after(duration, this::close);
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

    /**
     * A canary of the treatment while the run goes on, and the control alone after it: to be given to the client, as it
     * is or as the stage of a composed router.
     */
    public Router router() {
        return router;
    }

    private boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    private Weight weight() {
        return isRunning() ? weight : Weight.NONE;
    }

    /** Hears the client. */
    private final class Counting implements VerdictListener {
        @Override
        public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
            // what feeds or compares says nothing of how callers were served; a stand-in had another task
            if (role == Role.PRIMARY && isRunning() && isOfTheRun(backend)) {
                Counts seen = of(operation);
                (backend == treatment ? seen.treatment : seen.control).count(outcome.equals(OK), took);
            }
        }

        @Override
        public void onVerdict(Operation<?, ?> operation, Backend primary, Backend other, Verdict verdict) {
            if (isRunning() && isOfTheRun(primary) && isOfTheRun(other)) {
                if (verdict == Verdict.MISMATCH) {
                    of(operation).mismatches.increment();
                } else if (verdict == Verdict.CONFLICT) {
                    of(operation).conflicts.increment();
                }
            }
        }
    }

    private boolean isOfTheRun(Backend backend) {
        return backend == control || backend == treatment;
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
        long until = now.state() == State.RUNNING ? client.nanoTime() : now.nanos();
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
        long now = client.nanoTime();
        synchronized (this) {
            if (!isRunning()) {
                return;
            }
            boolean isOver = Duration.ofNanos(now - begun).compareTo(duration) >= 0;
            phase = isOver ? new Phase(State.EXPIRED, begun + duration.toNanos()) : new Phase(State.STOPPED, now);
        }
        counting.close();
        expiry.cancel();
        AbReport report = report();
        LOG.info(
                "A/B run {} is over ({}) after {}; {} answers everything",
                name,
                report.state(),
                report.elapsed(),
                control);
        try {
            atEnd.accept(report);
        } catch (RuntimeException | Error e) {
            LOG.warn("the host failed at the end of A/B run {}", name, e);
        }
    }

    /** Makes an {@link AbRun}. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private @Nullable Backend control;
        private @Nullable Backend treatment;
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

        /**
         * Who is told of the end, with the report, once: on a thread of the client where it may block, or on that of
         * who ends the run before its time.
         */
        public Builder atEnd(Consumer<AbReport> listener) {
            atEnd = listener;
            return this;
        }

        /**
         * Begins the run on {@code client}, which may have been running for long; its calls of both backends count from
         * now on. The client lives longer than the run, or ends it.
         *
         * @throws IllegalArgumentException if something is missing, or one of the two is not a backend of the client;
         *     the message says what
         */
        public AbRun begin(RoutedLighthouse client) {
            if (control == null || treatment == null || duration == null) {
                throw new IllegalArgumentException("AbRun " + name + ": give control, treatment and duration");
            }
            require(!duration.isNegative() && !duration.isZero(), "a run must last, not " + duration);
            require(control != treatment, "control and treatment are one backend: " + control);
            for (Backend backend : List.of(control, treatment)) {
                require(
                        client.backends().stream().anyMatch(attached -> attached == backend),
                        backend + " is not a backend of client " + client.name()
                                + "; attach it first, or give the very one that is attached");
            }
            return new AbRun(this, control, treatment, duration, client);
        }

        private static void require(boolean holds, String problem) {
            if (!holds) {
                throw new IllegalArgumentException("AbRun: " + problem);
            }
        }
    }
}
