package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;

/**
 * Carries bytes to one endpoint and brings bytes back.
 *
 * <p>Thread-safe. It blocks the thread that calls it and knows no time: whoever has a deadline cancels the exchange.
 */
interface Transport extends AutoCloseable {
    /**
     * Prepares one exchange; nothing is sent yet.
     *
     * @param label whose call it is, for failures
     */
    Exchange exchange(CallLabel label, HttpRequest request);

    /**
     * Prepares an exchange whose answer has no end: it has a connection of its own, which counts with no others and is
     * not used again.
     *
     * @param label whose call it is, for failures
     * @param receiver takes a successful answer as it comes; the answer that is returned at its end has no body
     */
    Exchange stream(CallLabel label, HttpRequest request, Receiver receiver);

    /** Where the bytes go, as {@code scheme://host:port} and nothing more, for messages. */
    String endpoint();

    /** Ends running exchanges and closes all connections. */
    @Override
    void close();

    /** Takes an answer while it comes, on the thread that executes the exchange; what it throws ends the exchange. */
    interface Receiver {
        /** The status and the headers have come; the body is still empty. */
        void begin(HttpAnswer head);

        /** The next bytes of the body, only valid until this returns; as many as have come, from index 0 on. */
        void take(byte[] bytes, int count);
    }

    /** One request and its answer. */
    interface Exchange {
        /**
         * Sends the request and waits for the answer. To be called once.
         *
         * @return the answer, whatever its status
         * @throws LighthouseException if there is none; {@code Cancelled} if {@link #cancel} came first
         */
        HttpAnswer execute();

        /** Ends the exchange, begun or not, from any thread and without waiting. */
        void cancel();
    }
}
