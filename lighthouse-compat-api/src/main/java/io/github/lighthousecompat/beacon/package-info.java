/**
 * The beacon chain: blocks and what else a Lighthouse node and its clients exchange. The way in is {@link
 * io.github.lighthousecompat.beacon.BeaconApi}, which a client hands out: in groups, what a node tells of itself, the
 * chain, validators and their duties, production and publication, and the events. A call is the same whatever release
 * the node is; what a release lacks fails with {@code Unsupported}, and what it does not say is empty.
 *
 * <p>All values are immutable. Blocks are typed by fork: {@link io.github.lighthousecompat.beacon.CapellaBlock} and
 * {@link io.github.lighthousecompat.beacon.DenebBlock} have nothing in common but what they both hold. Slots, epochs
 * and numbers of validators are 64-bit numbers without a sign; amounts are Gwei. A
 * {@link io.github.lighthousecompat.beacon.Preset} holds how long their lists may be.
 *
 * <p>Names and meaning are those of the consensus specifications, Capella and Deneb.
 */
@NullMarked
package io.github.lighthousecompat.beacon;

import org.jspecify.annotations.NullMarked;
