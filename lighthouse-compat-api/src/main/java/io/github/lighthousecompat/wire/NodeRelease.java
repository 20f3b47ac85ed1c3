package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which release a node is, as its answers say, and whether that still is one of the dialect. Thread-safe.
 *
 * <p>Every answer of Lighthouse names it in its {@code Server} header. A node behind a proxy that replaces the header
 * is taken for what it was when it was asked.
 *
 * <p>Answers overtake each other: one that was on its way while the node was replaced may be looked at when the next
 * node has answered long since. So requests are numbered as they begin, and what an answer says counts until the
 * answer to a later request says otherwise.
 */
final class NodeRelease {
    /** A node that speaks another dialect is asked again after this. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * How long an endpoint that was found missing is not asked again: an epoch of mainnet. Not for ever, as it may have
     * been a proxy that answered, or a state that was gone.
     */
    private static final Duration LACK = Duration.ofSeconds(384);

    private final LighthouseVersion dialect;
    private final Release reference;
    private final Optional<Release> given;
    private final TimeSource time;
    private final AtomicLong requests = new AtomicLong();
    private volatile Named last = new Named("", Optional.empty());
    private volatile @Nullable Release found;
    /** What the node said last, also where that does not count. */
    private @Nullable Release named;
    /** The latest request whose answer counted. */
    private long heard;
    /** The request whose answer was the first to say so. */
    private long since;
    /** What the node was found to lack although its release has it, and when; true of that release alone. */
    private volatile Map<Endpoint, Long> lacking = Map.of();
    /** What the node is, while that is not of the dialect. */
    private volatile @Nullable Foreign foreign;

    /** A text in which a node names itself, and the release that it means. */
    private record Named(String text, Optional<Release> release) {}

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
     * @param ask asks the node what it is, and hands what it says to {@link #seeVersion}
     * @throws LighthouseException.VersionChanged if the node is none of the dialect's
     */
    Release require(CallLabel label, Runnable ask) {
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
    Release renew(CallLabel label, Runnable ask) {
        if (given.isPresent()) {
            return given.get();
        }
        ask.run();
        // not by what it said to this one alone: a later one may have found another node since
        requireOwn(label, Optional.empty());
        return current();
    }

    /** The number of a request that begins. */
    long ask() {
        return requests.incrementAndGet();
    }

    /**
     * Takes what the answer to the request {@code asked} says of its node. What is no Lighthouse says nothing, and
     * neither does what a later request has overtaken.
     */
    void see(String server, long asked) {
        parsed(server).ifPresent(release -> see(server, release, asked));
    }

    /** As {@link #see}, but of what a node says that is asked what it is: whoever names no Lighthouse is none. */
    void seeVersion(String text, long asked) {
        parsed(text).ifPresentOrElse(release -> see(text, release, asked), () -> seeOther(text, asked));
    }

    private synchronized void see(String text, Release release, long asked) {
        if (asked < heard) {
            return;
        }
        heard = asked;
        if (!release.equals(named)) {
            named = release;
            since = asked;
            // whatever the release before lacked says nothing of this one
            lacking = Map.of();
        }
        if (!isOwn(release)) {
            foreign = new Foreign(text, time.nanoTime());
            return;
        }
        found = release;
        foreign = null;
    }

    private synchronized void seeOther(String text, long asked) {
        if (asked >= heard) {
            heard = asked;
            foreign = new Foreign(text, time.nanoTime());
        }
    }

    /** Nearly every answer has the text of the one before, and each is looked at more than once. */
    private Optional<Release> parsed(String text) {
        Named known = last;
        if (!known.text().equals(text)) {
            known = new Named(text, Release.parse(text));
            last = known;
        }
        return known.release();
    }

    private boolean isOwn(Release release) {
        return release.dialect().filter(dialect::equals).isPresent();
    }

    /** Whether the node was found to lack an endpoint that its release has. */
    boolean lacks(Endpoint endpoint) {
        Long foundAt = lacking.get(endpoint);
        return foundAt != null && time.nanoTime() - foundAt < LACK.toNanos();
    }

    /**
     * Remembers that the node lacks an endpoint, as it answered to the request {@code asked}: for a while, or until it
     * says that it is another release.
     */
    synchronized void lack(Endpoint endpoint, long asked) {
        if (asked < since) {
            return;
        }
        Map<Endpoint, Long> all = new HashMap<>(lacking);
        all.put(endpoint, time.nanoTime());
        lacking = Map.copyOf(all);
    }

    /** The release that an answer is of: as it says itself, if that is of the dialect, or else as far as it is known. */
    Release of(Optional<String> server) {
        return given.or(() -> server.flatMap(this::parsed).filter(this::isOwn)).orElseGet(this::current);
    }

    /**
     * Fails if an answer is that of a node of another dialect: as it says itself or, where it says nothing, as the node
     * said last.
     */
    void requireOwn(CallLabel label, Optional<String> server) {
        Optional<Release> answered = server.flatMap(this::parsed);
        Foreign other = foreign;
        if (given.isPresent() || answered.filter(this::isOwn).isPresent()) {
            return;
        }
        if (answered.isPresent()) {
            throw changed(label, server.get());
        }
        if (other != null) {
            throw changed(label, other.text());
        }
    }

    private LighthouseException changed(CallLabel label, String text) {
        return new LighthouseException.VersionChanged(label.site(), label.operation(), dialect, text);
    }
}
