package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.DenebPayload;
import java.util.List;
import org.immutables.value.Value;

/** The content of a block of Deneb. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
@SuppressWarnings("immutables:from") // of another fork a builder takes what both share, and no more
public sealed interface DenebBlockBody extends BlockBody permits ImmutableDenebBlockBody {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    DenebPayload executionPayload();

    /** KZG commitment of each blob, at most {@link Preset#maxBlobCommitmentsPerBlock()}. */
    List<Bytes48> blobKzgCommitments();

    @Override
    default Fork fork() {
        return Fork.DENEB;
    }

    /** Makes a {@link DenebBlockBody}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableDenebBlockBody.Builder {
        Builder() {}
    }
}
