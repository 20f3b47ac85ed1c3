package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException.Authentication;
import io.github.lighthousecompat.call.LighthouseException.Decode;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.TooLarge;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.Release;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which fork a slot is of, by the specification that the node has: for answers that name no fork. The node is asked for
 * it once, and again when it runs another release. Thread-safe.
 */
final class NodeForks {
    private record Known(Release release, BeaconSpec spec) {}

    private final int slotsPerEpoch;
    private volatile @Nullable Known known;

    /** Forks of a chain with so many slots to an epoch. */
    NodeForks(int slotsPerEpoch) {
        this.slotsPerEpoch = slotsPerEpoch;
    }

    /** The epoch that {@code slot} is of. */
    UInt64 epoch(UInt64 slot) {
        return UInt64.fromLongBits(Long.divideUnsigned(slot.longBits(), slotsPerEpoch));
    }

    /** The fork of {@code slot}; empty if the node does not say when forks begin. */
    Optional<Fork> at(UInt64 slot, NodeCall call) {
        return spec(call).flatMap(spec -> at(epoch(slot), spec));
    }

    private static Optional<Fork> at(UInt64 epoch, BeaconSpec spec) {
        Optional<Fork> latest = Optional.empty();
        for (Fork fork : Fork.values()) {
            if (spec.forkEpoch(fork)
                    .filter(first -> first.compareTo(epoch) <= 0)
                    .isPresent()) {
                latest = Optional.of(fork);
            }
        }
        return latest;
    }

    private Optional<BeaconSpec> spec(NodeCall call) {
        Known last = known;
        if (last != null && last.release().equals(call.release())) {
            return Optional.of(last.spec());
        }
        try {
            NodeAnswer answer = call.to(BeaconPaths.SPEC).send();
            // also on the way of a call that is no read: the forks of another node are not those of this one
            call.requireOwn(answer);
            BeaconSpec spec = answer.json(ChainCalls.SPEC);
            known = new Known(answer.release(), spec);
            return Optional.of(spec);
        } catch (Authentication | Http | Decode | TooLarge | Unsupported e) {
            // what was answered first is what can't be read: that says more
            return Optional.empty();
        }
    }
}
