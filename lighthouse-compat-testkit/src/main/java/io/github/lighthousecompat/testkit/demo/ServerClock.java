package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.call.TimeSource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The clock of a server, from the Date of an answer to a request without a token, which is refused. */
final class ServerClock {
    /** A token issued further from the server's clock than this is refused. */
    static final Duration WINDOW = Duration.ofSeconds(60);

    private static final int LIMIT = 5_000;
    /** The header has whole seconds, rounded down. */
    private static final Duration ROUNDING = Duration.ofMillis(500);

    private ServerClock() {}

    /** How far it is ahead of ours, to a second; empty if the server does not say. */
    static Optional<Duration> ahead(URI url, TimeSource time) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(LIMIT);
            connection.setReadTimeout(LIMIT);
            try {
                connection.getResponseCode();
                long date = connection.getDate();
                return date == 0
                        ? Optional.empty()
                        : Optional.of(Duration.between(
                                time.now(), Instant.ofEpochMilli(date).plus(ROUNDING)));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether tokens of a clock that is so far from the server's are taken. */
    static boolean isWithinWindow(Duration ahead) {
        return ahead.abs().compareTo(WINDOW) <= 0;
    }

    /** In words. */
    static String describe(Duration ahead) {
        long seconds = Math.round(ahead.toMillis() / 1000.0);
        return seconds == 0 ? "with ours" : Math.abs(seconds) + " s " + (seconds < 0 ? "behind ours" : "ahead of ours");
    }
}
