package io.github.lighthousecompat.testkit;

/**
 * A request as it came over the wire, also one that was refused. Immutable and thread-safe.
 *
 * @param method the JSON-RPC method; empty text if the body names none
 * @param body the body as text
 * @param authorization the header of that name; empty text without one
 */
public record ReceivedRequest(String method, String body, String authorization) {}
