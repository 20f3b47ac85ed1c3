package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;

/**
 * Whose duties, or whose signs of life, to read. Immutable and thread-safe.
 *
 * @param epoch the epoch
 * @param validators numbers of the validators
 */
public record DutiesQuery(UInt64 epoch, List<UInt64> validators) {
    /** Copies the list. */
    public DutiesQuery {
        validators = List.copyOf(validators);
    }
}
