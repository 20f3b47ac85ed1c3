package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.EndpointSettings;
import io.github.lighthousecompat.call.Release;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a client of an execution layer, of a Lighthouse node or of both needs to know; {@link
 * io.github.lighthousecompat.LighthouseConfig} is the form that hosts fill in. Immutable and thread-safe.
 */
public interface NodeSettings extends EndpointSettings {
    /**
     * Beacon API of a Lighthouse node, such as {@code http://localhost:5052}; without it beacon calls fail with
     * {@code NotConfigured}.
     */
    Optional<URI> beaconUrl();

    /**
     * Headers of every request to the node, such as {@code Authorization}; asked for each request, so that secrets can
     * be changed while the client runs. They are kept out of every message and log.
     */
    Supplier<Map<String, String>> beaconHeaders();

    /**
     * The release that the node is taken for, whatever it says; one from v4.0.0 to v5.3.0. By default what it says
     * counts, and a node that is none of these, or a candidate, is not spoken to.
     */
    Optional<Release> nodeRelease();

    /**
     * The sizes of the node's chain. Without them they are those of the main network; {@code Lighthouse.connect} asks
     * the node, and compares them if they are there.
     */
    Optional<Preset> preset();

    /**
     * How long a slot of the node's chain is. Without it {@code Lighthouse.connect} takes it from the node, and other
     * clients 12 s, as on the public chains. The limits of what is done for a
     * slot, and how often nodes are asked how they are, go with it.
     */
    Optional<Duration> slotTime();

    /** How blocks travel. */
    BlockEncoding blockEncoding();
}
