package io.github.lighthousecompat.telemetry;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.route.Backend;
import java.util.Optional;
import java.util.function.Supplier;

/** Follows single calls from their beginning to their end, as traces do. Thread-safe; nothing here throws. */
public interface CallObserver {
    /**
     * A call of the host begins, on the host's thread.
     *
     * @param group what the operation counts as, where few names are wanted
     * @param operation name of the operation, or of the call of several steps
     */
    Call begin(String group, String operation);

    /** One call on its way. Thread-safe. */
    interface Call {
        /** Runs what sends the call, so that whoever asks on this thread finds the call under way. */
        <T> T during(Supplier<T> sending);

        /** This backend is asked; each step of a composite call tells it anew. */
        void asked(Backend backend, String reason);

        /** The answer of this backend counts in the place of the one that was asked. */
        void stoodIn(Backend backend);

        /**
         * The caller is about to be answered; told once, as the last.
         *
         * @param outcome {@code ok}, or a short word for the kind of failure
         * @param failure what the caller is given in the place of an answer
         */
        void ended(String outcome, Optional<LighthouseException> failure);
    }
}
