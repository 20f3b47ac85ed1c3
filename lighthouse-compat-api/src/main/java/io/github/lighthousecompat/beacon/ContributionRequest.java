package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;

/**
 * Which contribution of a part of the sync committee to read. Immutable and thread-safe.
 *
 * @param slot slot of the contribution
 * @param subcommitteeIndex number of the part
 * @param beaconBlockRoot root of the block that was signed
 */
public record ContributionRequest(UInt64 slot, UInt64 subcommitteeIndex, Hash32 beaconBlockRoot) {}
