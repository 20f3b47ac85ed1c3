package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException.Refused;

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

    /** Refuses a handle that another backend gave out. */
    void requireOwn(String owner, String problem) {
        if (!owner.equals(site.backend())) {
            throw new Refused(site, operation, Refused.Fault.FOREIGN_HANDLE, problem);
        }
    }
}
