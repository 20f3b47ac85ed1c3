package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.schema.EventSchemas;
import java.util.Optional;

/** The node that tells of events, as far as a stream of them needs to know it. Thread-safe; its methods may wait. */
interface EventNode {
    /**
     * Which release the node is; empty if that is not known: then it decides itself what it has.
     *
     * @throws LighthouseException if it is one that is not to be asked
     */
    Optional<Release> release(Attempt attempt);

    /**
     * How its events are read.
     *
     * @throws LighthouseException if that can't be told
     */
    EventSchemas schemas(Attempt attempt);

    /**
     * Sends a request and hands a successful answer to {@code receiver} until it ends.
     *
     * @throws LighthouseException if there is no answer, or its status is not that of success
     */
    void stream(Attempt attempt, HttpRequest request, Transport.Receiver receiver);

    /** Where it is, as {@code scheme://host:port}, for messages. */
    String endpoint();
}
