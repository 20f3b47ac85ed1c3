package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.PayloadStatus;
import java.util.Optional;

/**
 * The answer to {@code engine_forkchoiceUpdated} as it is on the wire. Immutable and thread-safe.
 *
 * @param payloadStatus what the execution layer says of the head
 * @param payloadId the 8 bytes, big endian, that name the payload being built; empty if none is
 */
record ForkchoiceAnswer(PayloadStatus payloadStatus, Optional<UInt64> payloadId) {}
