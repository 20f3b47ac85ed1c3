package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Operation;

/**
 * A call that a fake was asked to do, also one that it refused. Immutable and thread-safe.
 *
 * @param operation what to do
 * @param argument what to do it with
 * @param options what came with it
 */
public record ReceivedCall(Operation<?, ?> operation, Object argument, CallOptions options) {}
