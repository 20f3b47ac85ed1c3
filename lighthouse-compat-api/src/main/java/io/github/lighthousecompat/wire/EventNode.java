package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.schema.EventSchemas;

/**
 * The node that tells of events, as far as a stream of them needs to know it. Thread-safe; what takes an attempt may
 * wait.
 */
interface EventNode {
    /**
     * Which release the node is.
     *
     * @throws LighthouseException if it does not say, or is one that is not to be asked
     */
    Release release(Attempt attempt);

    /** As {@link #release}, but the node is asked also if it has said it before. */
    Release renewedRelease(Attempt attempt);

    /** How its events are read. */
    EventSchemas schemas();

    /**
     * Asks for events and hands a successful answer to {@code receiver} until it ends.
     *
     * @param query the topics, as they stand after the path
     * @throws LighthouseException if there is no answer, or its status is not that of success
     */
    void stream(Attempt attempt, String query, Transport.Receiver receiver);

    /** Where it is, as {@code scheme://host:port}, for messages. */
    String endpoint();
}
