package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;

/**
 * Which aggregate of attestations to read. Immutable and thread-safe.
 *
 * @param slot slot of the attestations
 * @param attestationDataRoot root of what they attest
 */
public record AggregateRequest(UInt64 slot, Hash32 attestationDataRoot) {}
