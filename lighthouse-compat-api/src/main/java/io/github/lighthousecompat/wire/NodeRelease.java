package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which release a node is, as its answers say, and whether that still is one of the dialect. Thread-safe.
 *
 * <p>Every answer of Lighthouse names it in its {@code Server} header. A node behind a proxy that replaces the header is
 * taken for what it was when it was asked.
 */
final class NodeRelease {
    /** A node that speaks another dialect is asked again after this. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** For so long, an epoch of mainnet, a node lacks an endpoint: a proxy may have said so, or a state been gone. */
    private static final Duration LACK = Duration.ofSeconds(384);

    private final LighthouseVersion dialect;
    private final Release reference;
    private final Optional<Release> given;
    private final TimeSource time;
    private volatile @Nullable Release found;
    /** What the node said last, also where that does not count. */
    private volatile @Nullable Release named;
    /** What the node was found to lack although its release has it, and when; true of that release alone. */
    private volatile Map<Endpoint, Long> lacking = Map.of();
    /** What the node is, while that is not of the dialect. */
    private volatile @Nullable Foreign foreign;

    /**
     * What a node is that is none of the dialect's.
     *
     * @param seenAt when it said so
     */
    private record Foreign(String text, long seenAt) {}

    /** A node that is taken for {@code given}, or else for the dialect's reference until it says what it is. */
    NodeRelease(Dialect dialect, Optional<Release> given, TimeSource time) {
        this.dialect = dialect.version();
        this.reference = dialect.reference();
        this.given = given;
        this.time = time;
    }

    /** The release, as far as it is known. */
    Release current() {
        Release known = found;
        return given.orElse(known == null ? reference : known);
    }

    /**
     * The release, which the node is asked for if it has not said it yet, or was of another dialect.
     *
     * @param ask fetches what the node says that it is
     * @throws LighthouseException.VersionChanged if the node is none of the dialect's
     */
    Release require(CallLabel label, Supplier<String> ask) {
        if (given.isPresent()) {
            return given.get();
        }
        Foreign other = foreign;
        if (other != null && time.nanoTime() - other.seenAt() < PAUSE.toNanos()) {
            throw changed(label, other.text());
        }
        Release known = found;
        return known != null && other == null ? known : renew(label, ask);
    }

    /** The release, which the node is asked for also if it has said it before; else as {@link #require}. */
    Release renew(CallLabel label, Supplier<String> ask) {
        if (given.isPresent()) {
            return given.get();
        }
        String text = ask.get();
        if (Release.parse(text).isPresent()) {
            see(text);
        } else {
            foreign = new Foreign(text, time.nanoTime());
        }
        requireOwn(label);
        return current();
    }

    /** Takes what an answer says of its node; what is no Lighthouse says nothing. */
    void see(String server) {
        Optional<Release> release = Release.parse(server);
        if (release.isEmpty()) {
            return;
        }
        if (!release.get().equals(named)) {
            change(release.get());
        }
        if (given.isPresent()) {
            return;
        }
        if (release.get().dialect().filter(dialect::equals).isPresent()) {
            if (!release.get().equals(found)) {
                found = release.get();
            }
            foreign = null;
        } else {
            foreign = new Foreign(server, time.nanoTime());
        }
    }

    /** Whatever the release before lacked says nothing of this one. */
    private synchronized void change(Release next) {
        if (!next.equals(named)) {
            named = next;
            lacking = Map.of();
        }
    }

    /** Whether the node was found to lack an endpoint that its release has. */
    boolean lacks(Endpoint endpoint) {
        Long foundAt = lacking.get(endpoint);
        return foundAt != null && time.nanoTime() - foundAt < LACK.toNanos();
    }

    /** Remembers that the node lacks an endpoint, for a while, or until it says that it is another release. */
    synchronized void lack(Endpoint endpoint) {
        Map<Endpoint, Long> all = new HashMap<>(lacking);
        all.put(endpoint, time.nanoTime());
        lacking = Map.copyOf(all);
    }

    /** Fails if the last answer was that of a node of another dialect. */
    void requireOwn(CallLabel label) {
        Foreign other = foreign;
        if (other != null) {
            throw changed(label, other.text());
        }
    }

    private LighthouseException changed(CallLabel label, String text) {
        return new LighthouseException.VersionChanged(label.site(), label.operation(), dialect, text);
    }
}
