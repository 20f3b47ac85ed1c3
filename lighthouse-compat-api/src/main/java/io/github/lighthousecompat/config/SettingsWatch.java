package io.github.lighthousecompat.config;

import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.threads.CallbackThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of now: reads their file again when its content has changed, and keeps what it had when the new content
 * can't be used. Thread-safe.
 *
 * <p>Looks once a second, by content and not by time stamp, so that a file that is replaced as a whole is seen as well.
 * A content holds at the look after the one that first found it, if it is still the same, so that nothing half-written
 * holds: up to two looks after it was written.
 *
 * <p>The time source only says when to look. What looks, and calls the listener, is a thread {@code
 * lighthouse-settings-watch-<n>}: neither a slow disk nor a host that blocks delays what else waits for its time.
 */
public final class SettingsWatch implements WeightSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.config");
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Function<FileContent, MigrationSettings> source;
    private final Path file;
    private final TimeSource time;
    private final SettingsListener listener;
    private final CallbackThreads threads = new CallbackThreads("settings", "watch");
    private FileContent seen;
    /** What the last look found, unless that was {@link #seen}. */
    private @Nullable FileContent found;

    /** Nothing is raised for the sake of a content that was replaced by one that can't be used. */
    private boolean isUsable = true;

    private volatile MigrationSettings current;
    private volatile BooleanSupplier controller = () -> false;
    private volatile boolean closed;
    private volatile TimeSource.Scheduled next;

    SettingsWatch(
            Function<FileContent, MigrationSettings> source, Path file, TimeSource time, SettingsListener listener) {
        this.source = source;
        this.file = file;
        this.time = time;
        this.listener = listener;
        this.seen = FileContent.of(file);
        this.current = source.apply(seen).announced();
        this.next = lookLater();
    }

    /** The settings that hold now. */
    public MigrationSettings settings() {
        return current;
    }

    /** The weight that holds now. */
    @Override
    public Weight weight() {
        return current.weight();
    }

    /**
     * While {@code running} says so, the file may give v5 less and not more: neither a higher weight, nor a mode or a
     * flag with which v5 answers more than before. What is held back so holds at the first look that finds the
     * controller not running any more, unless the file has taken it back.
     *
     * <p>A controller is what a host may have that moves the weight by itself, by what it sees in the meters. This
     * library has none.
     *
     * @param running whether the host's controller runs; asked on a thread of the watch, and one that throws is taken
     *     to run
     */
    public void neverRaiseWhile(BooleanSupplier running) {
        controller = running;
    }

    private TimeSource.Scheduled lookLater() {
        return time.schedule(EVERY, () -> threads.execute(this::look));
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            FileContent now = FileContent.of(file);
            FileContent before = found;
            found = now.isSame(seen) ? null : now;
            if (found != null) {
                if (before != null && before.isSame(now)) {
                    seen = now;
                    found = null;
                    reload();
                }
            } else if (isUsable && current.isHeldBack() && !isControlled()) {
                LOG.info("no controller runs any more, so what was held back holds: {}", current.said());
                hold(current, current.whole());
            }
        } finally {
            next = lookLater();
            if (closed) {
                next.cancel();
            }
        }
    }

    private void reload() {
        MigrationSettings before = current;
        MigrationSettings read;
        try {
            read = source.apply(seen);
            isUsable = true;
        } catch (IllegalArgumentException e) {
            isUsable = false;
            String problem = String.valueOf(e.getMessage());
            LOG.warn("the settings before go on to hold: {}", problem);
            tell(() -> listener.onProblem(problem, before));
            return;
        }
        MigrationSettings lowered = read.withoutRaise(before);
        if (!lowered.isHeldBack() || !isControlled()) {
            hold(before, read);
            return;
        }
        LOG.info("held back while a controller runs: {}", read.said());
        hold(before, lowered);
    }

    private void hold(MigrationSettings before, MigrationSettings now) {
        current = now;
        if (!now.equals(before)) {
            LOG.info("the settings changed: {}", String.join(", ", now.changesSince(before)));
            tell(() -> listener.onChange(before, now));
        }
    }

    /** A controller that can't say whether it runs may be running. */
    private boolean isControlled() {
        try {
            return controller.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.warn("whether a controller runs can't be told, so nothing is raised", e);
            return true;
        }
    }

    /** A listener of the host that throws must not end the watch. */
    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener of the settings failed", e);
        }
    }

    /**
     * Looks no more; what held last goes on to hold. A look that is under way may end, but is not waited for for long.
     */
    @Override
    public void close() {
        closed = true;
        next.cancel();
        threads.close();
    }
}
