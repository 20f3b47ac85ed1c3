package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;

/**
 * What a committee attests. Immutable and thread-safe.
 *
 * @param slot its slot
 * @param committeeIndex its number in the slot
 */
public record AttestationDataRequest(UInt64 slot, UInt64 committeeIndex) {}
