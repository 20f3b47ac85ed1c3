package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** A block became the head later than votes for it were due. Only Lighthouse tells. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface LateHeadEvent extends BeaconEvent permits ImmutableLateHeadEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the block. */
    UInt64 slot();

    /** Root of the block. */
    Hash32 block();

    /** Number of its proposer. */
    UInt64 proposerIndex();

    /** The peer that it came from. */
    Optional<String> peerId();

    /** What that peer runs. */
    Optional<String> peerClient();

    /** What the proposer wrote into it. */
    String proposerGraffiti();

    /** Time from the beginning of the slot until it was the head. */
    Duration blockDelay();

    /** Time from the beginning of the slot until it was seen. */
    Optional<Duration> observedDelay();

    /** Time from when it was seen until it was imported. */
    Optional<Duration> importedDelay();

    /** Time from when it was imported until it was the head. */
    Optional<Duration> setAsHeadDelay();

    /** Whether the execution layer had not yet judged the block. */
    boolean isExecutionOptimistic();

    /** Makes a {@link LateHeadEvent}; every attribute that is not optional is required. Not thread-safe. */
    final class Builder extends ImmutableLateHeadEvent.Builder {
        Builder() {}
    }
}
