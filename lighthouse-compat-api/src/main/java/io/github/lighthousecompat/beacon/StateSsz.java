package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes;
import java.util.Optional;

/**
 * A state as SSZ, which this library does not read. Immutable and thread-safe.
 *
 * @param fork name of its fork in lower case, as the node says; empty if the release does not say
 * @param ssz the bytes
 */
public record StateSsz(Optional<String> fork, Bytes ssz) {}
