package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.CallSite;

/**
 * Whose call something is done for, so that a failure can say so. Immutable and thread-safe.
 *
 * @param site client and backend
 * @param operation name of the operation or of the method
 */
record CallLabel(CallSite site, String operation) {
    CallLabel of(String method) {
        return new CallLabel(site, method);
    }
}
