package io.github.lighthousecompat.beacon;

import java.util.List;
import org.immutables.value.Value;

/** Who a node is on its network: {@code /eth/v1/node/identity}. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface NodeIdentity permits ImmutableNodeIdentity {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Its peer id, base 58. */
    String peerId();

    /** Its node record, as text that begins with {@code enr:}. */
    String enr();

    /** Multiaddresses that its peers reach it by. */
    List<String> p2pAddresses();

    /** Multiaddresses for discovery. */
    List<String> discoveryAddresses();

    /** What it tells its peers of itself. */
    NodeMetadata metadata();

    /** Makes {@link NodeIdentity}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableNodeIdentity.Builder {
        Builder() {}
    }
}
