package io.github.lighthousecompat.beacon;

import java.util.Optional;

/**
 * An event of a topic that this library does not know, or in a form that it can't read. Immutable and thread-safe.
 *
 * @param topic what the node calls it; {@code message} if it gives it no name
 * @param data what it says: JSON, as a rule
 * @param problem why it could not be read, with the path in the data; empty for a topic that is not known
 */
public record UnknownEvent(String topic, String data, Optional<String> problem) implements BeaconEvent {}
