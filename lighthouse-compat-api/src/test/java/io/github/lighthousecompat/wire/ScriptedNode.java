package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.schema.EventSchemas;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A node whose streams say what a test makes them say, step by step. */
final class ScriptedNode implements EventNode {
    private static final EventSchemas SCHEMAS = EventSchemas.of(BlockSchemas.of(Preset.MAINNET));

    private final BlockingQueue<Line> arrived = new LinkedBlockingQueue<>();
    private Optional<Line> accepted = Optional.empty();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile Release release = Release.of(5, 3, 0);

    void become(Release next) {
        release = next;
    }

    /** The connection that was accepted last. */
    Line line() {
        return accepted.orElseThrow();
    }

    /** Waits for the next connection. */
    Line accept() {
        try {
            Line line = arrived.poll(20, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no connection came");
            }
            accepted = Optional.of(line);
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    boolean hasArrivals() {
        return !arrived.isEmpty();
    }

    /** How many connections there were at once at most. */
    int mostOpen() {
        return mostOpen.get();
    }

    @Override
    public Release release(Attempt attempt) {
        return release;
    }

    @Override
    public Release renewedRelease(Attempt attempt) {
        return release;
    }

    @Override
    public EventSchemas schemas() {
        return SCHEMAS;
    }

    @Override
    public String endpoint() {
        return "http://node";
    }

    @Override
    public void stream(Attempt attempt, String query, Transport.Receiver receiver) {
        Line line = new Line(attempt.label(), query);
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try {
            attempt.interruptibly(line::cancel, () -> {
                // only now can it be cancelled
                arrived.add(line);
                return line.serve(receiver);
            });
        } finally {
            open.decrementAndGet();
        }
    }

    /** One connection. */
    static final class Line {
        private final CallLabel label;
        private final String query;
        /** Steps that tell whether the connection goes on. */
        private final BlockingQueue<Predicate<Transport.Receiver>> steps = new LinkedBlockingQueue<>();

        private final Semaphore done = new Semaphore(0);
        private final Semaphore cancelled = new Semaphore(0);

        private Line(CallLabel label, String query) {
            this.label = label;
            this.query = query;
        }

        String query() {
            return query;
        }

        Line open() {
            return open("text/event-stream");
        }

        Line open(String contentType) {
            return step(receiver -> {
                receiver.begin(new HttpAnswer(
                        200,
                        name -> name.equalsIgnoreCase("Content-Type") ? Optional.of(contentType) : Optional.empty(),
                        new byte[0]));
                return true;
            });
        }

        /** The bytes have been taken when this returns. */
        Line send(String text) {
            return step(receiver -> {
                byte[] bytes = text.getBytes(UTF_8);
                receiver.take(bytes, bytes.length);
                return true;
            });
        }

        /** The node ends its answer. */
        void end() {
            step(receiver -> false);
        }

        void fail(LighthouseException failure) {
            step(receiver -> {
                throw failure;
            });
        }

        void refuse(int status) {
            fail(new LighthouseException.Http(label.site(), label.operation(), status, "no"));
        }

        void breakOff() {
            fail(new LighthouseException.Unreachable(
                    label.site(), label.operation(), "http://node", true, new IOException("broken")));
        }

        void awaitCancel() {
            Threads.acquire(cancelled, 1);
        }

        private Line step(Predicate<Transport.Receiver> step) {
            steps.add(step);
            Threads.acquire(done, 1);
            return this;
        }

        private void cancel() {
            cancelled.release();
            steps.add(receiver -> {
                throw new LighthouseException.Cancelled(label.site(), label.operation(), "the call was ended");
            });
        }

        private Boolean serve(Transport.Receiver receiver) {
            boolean goesOn = true;
            while (goesOn) {
                try {
                    goesOn = steps.take().test(receiver);
                } catch (InterruptedException e) {
                    throw new AssertionError("interrupted", e);
                } finally {
                    done.release();
                }
            }
            return true;
        }
    }
}
