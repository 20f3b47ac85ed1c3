/**
 * JSON as bytes: {@link io.github.lighthousecompat.json.JsonCursor} reads a body where it stands, {@link
 * io.github.lighthousecompat.json.JsonWriter} writes one of exactly its size. Not for hosts.
 */
@NullMarked
package io.github.lighthousecompat.json;

import org.jspecify.annotations.NullMarked;
