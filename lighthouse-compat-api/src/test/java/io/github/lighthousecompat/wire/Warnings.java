package io.github.lighthousecompat.wire;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What anybody logs as a warning, or as worse, until this is closed; the first line shows that it listens. */
final class Warnings implements AutoCloseable {
    static final String LISTENING = "WARN listening";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    Warnings() {
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        LoggerFactory.getLogger("io.github.lighthousecompat").warn("listening");
    }

    /** Level and message of each event, in order. */
    List<String> lines() {
        return List.copyOf(appender.list).stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        root.setLevel(before);
    }
}
