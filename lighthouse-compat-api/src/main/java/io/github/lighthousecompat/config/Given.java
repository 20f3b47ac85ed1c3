package io.github.lighthousecompat.config;

/**
 * The text of one setting and where it stands, for messages.
 *
 * @param text as written
 * @param origin such as {@code line 3 of features.toml}
 */
record Given(String text, String origin) {}
