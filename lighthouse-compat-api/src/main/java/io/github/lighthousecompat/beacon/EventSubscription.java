package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.LighthouseException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A stream of events that is open, until it is closed or the client is. Implementations are thread-safe.
 *
 * <p>A connection that breaks, or says nothing for too long, is opened anew by itself, later and later while that
 * fails; the listener hears an {@link EventGap} when it is open again. There is never more than one connection, but for
 * the moment in which a routed client goes from one node to another: then too the listener hears of one alone.
 */
public interface EventSubscription extends AutoCloseable {
    /** What it is about. */
    List<EventTopic> topics();

    /** Whether there is a connection now; if not, one is being opened. */
    boolean isConnected();

    /**
     * Ends when the stream does: with nothing when it was closed, with a {@link LighthouseException} when opening it
     * anew can't help, as where the node lacks a topic since it runs another release. It is a copy: to complete it ends
     * nothing.
     */
    CompletableFuture<Void> ended();

    /**
     * Ends the connection; idempotent.
     *
     * <p>The listener hears nothing after that. One that is at work is waited for, but no longer than half a second,
     * and not if it is the one that closes.
     */
    @Override
    void close();
}
