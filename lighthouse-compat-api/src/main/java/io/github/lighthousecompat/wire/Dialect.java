package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.ClientVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one version of Lighthouse does otherwise than another, and nothing else.
 *
 * <p>Implementations are stateless and thread-safe. What follows from the fork of a block stands in
 * {@link EngineMethods}, as both versions obey it.
 */
public interface Dialect {
    /** The version, which also says which forks it speaks. */
    LighthouseVersion version();

    /** The release that a node is taken for until it says which one it is. */
    Release reference();

    /** The methods that it says it has when capabilities are exchanged, in its order. */
    List<String> methods();

    /** The method for a forkchoice without attributes, given what the execution layer offers. */
    String headMethod(Capabilities offered);

    /** As whom it asks for the version of the execution layer; empty if it never asks. */
    Optional<ClientVersion> identity();

    /**
     * The methods that it takes for granted where the execution layer can't exchange capabilities (-32601); empty if
     * that is an error to it.
     */
    Optional<Set<String>> methodsWithoutExchange();
}
