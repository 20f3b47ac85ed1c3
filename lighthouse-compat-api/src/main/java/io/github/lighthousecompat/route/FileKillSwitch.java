package io.github.lighthousecompat.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A kill switch that an operator turns with a file. Thread-safe; between two looks it costs one reading of the clock.
 */
final class FileKillSwitch implements KillSwitch {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.routing");
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final int LONGEST = 4096;
    private static final Pattern PERCENTAGE = Pattern.compile(
            "^[ \\t]*lighthouse_v5_percentage[ \\t]*=[ \\t]*(\\d{1,3})[ \\t]*(?:#.*)?$", Pattern.MULTILINE);

    private final Path file;
    private final LongSupplier ticker;
    // one thread looks; the others go on with what was known
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long lookedAt;
    private volatile boolean isOn;
    private boolean isUnreadable;

    FileKillSwitch(Path file, LongSupplier ticker) {
        this.file = file;
        this.ticker = ticker;
        this.lookedAt = ticker.getAsLong();
        try {
            isOn = read();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the kill switch " + file + " can't be read: " + e, e);
        }
    }

    @Override
    public boolean isOn() {
        long now = ticker.getAsLong();
        if (now - lookedAt >= PAUSE && looking.compareAndSet(false, true)) {
            try {
                look();
            } finally {
                lookedAt = now;
                looking.set(false);
            }
        }
        return isOn;
    }

    private void look() {
        try {
            boolean found = read();
            if (found != isOn) {
                LOG.warn("the kill switch {} is {} now", file, found ? "on" : "off");
            }
            isOn = found;
            isUnreadable = false;
        } catch (IOException | RuntimeException e) {
            if (!isUnreadable) {
                LOG.warn("the kill switch {} can't be read and stays {}: {}", file, isOn ? "on" : "off", e.toString());
            }
            isUnreadable = true;
        }
    }

    private boolean read() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // a pipe would block whoever opens it
            throw new IOException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            Matcher said = PERCENTAGE.matcher(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8));
            return !said.find() || isKill(Integer.parseInt(said.group(1)));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean isKill(int percentage) {
        return percentage == 0 || percentage > 100;
    }

    /** The file, and {@code on} or {@code off}. */
    @Override
    public String toString() {
        return file + " (" + (isOn ? "on" : "off") + ")";
    }
}
