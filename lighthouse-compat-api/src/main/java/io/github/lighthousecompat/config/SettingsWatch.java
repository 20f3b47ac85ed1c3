package io.github.lighthousecompat.config;

import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of now: reads their file again when its content has changed, and keeps what it had when the new content
 * can't be used. Thread-safe.
 *
 * <p>Looks once a second, by content and not by time stamp, so that a file that is replaced as a whole is seen as well.
 */
public final class SettingsWatch implements WeightSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.config");
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Supplier<MigrationSettings> source;
    private final Path file;
    private final TimeSource time;
    private final SettingsListener listener;
    private byte[] seen;
    private volatile MigrationSettings current;
    private volatile BooleanSupplier weightIsHeld = () -> false;
    private volatile boolean closed;
    private volatile TimeSource.Scheduled next;

    SettingsWatch(Supplier<MigrationSettings> source, Path file, TimeSource time, SettingsListener listener) {
        this.source = source;
        this.file = file;
        this.time = time;
        this.listener = listener;
        this.seen = content();
        this.current = source.get();
        this.next = time.schedule(EVERY, this::look);
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

    /** While {@code held} says so, such as while a controller runs, the file may lower the weight and not raise it. */
    public void neverRaiseWhile(BooleanSupplier held) {
        weightIsHeld = held;
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            byte[] now = content();
            if (!Arrays.equals(now, seen)) {
                seen = now;
                reload();
            }
        } finally {
            next = time.schedule(EVERY, this::look);
            if (closed) {
                next.cancel();
            }
        }
    }

    private void reload() {
        MigrationSettings before = current;
        MigrationSettings read;
        try {
            read = source.get();
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            LOG.warn("the settings before go on to hold: {}", problem);
            tell(() -> listener.onProblem(problem, before));
            return;
        }
        boolean isRaised = read.weight().compareTo(before.weight()) > 0;
        MigrationSettings now = isRaised && weightIsHeld.getAsBoolean() ? read.withWeight(before.weight()) : read;
        if (!now.equals(before)) {
            current = now;
            tell(() -> listener.onChange(before, now));
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

    /** What the file holds; nothing if it can't be read, which the settings then say better. */
    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Looks no more; what held last goes on to hold. */
    @Override
    public void close() {
        closed = true;
        next.cancel();
    }
}
