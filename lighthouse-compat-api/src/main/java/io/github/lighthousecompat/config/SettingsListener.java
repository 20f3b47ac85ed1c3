package io.github.lighthousecompat.config;

/**
 * Learns what a {@link SettingsWatch} finds; called on a thread of the watch, which may block, one call after the
 * other.
 */
public interface SettingsListener {
    /** The settings have changed, and are right. */
    void onChange(MigrationSettings before, MigrationSettings now);

    /** The file has changed and can't be used; the settings before go on to hold. */
    default void onProblem(String problem, MigrationSettings kept) {}
}
