package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;

/** A call that is under way. Thread-safe. */
interface OpenCall {
    /** The future of the caller. */
    CallFuture<?> result();

    /** Ends the call because the client is closed. */
    void abort();
}
