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

    /** Where the bytes go, as {@code scheme://host:port} and nothing more, for messages. */
    String endpoint();

    /** Ends running exchanges and closes all connections. */
    @Override
    void close();

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
