/**
 * One description for each structure of the beacon chain, from which its JSON, its SSZ form and its root follow. Not
 * for hosts.
 *
 * <p>{@link io.github.lighthousecompat.schema.Container} is the way in.
 */
@NullMarked
package io.github.lighthousecompat.schema;

import org.jspecify.annotations.NullMarked;
