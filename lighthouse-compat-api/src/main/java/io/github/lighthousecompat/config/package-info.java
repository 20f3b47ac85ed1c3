/**
 * What an operator says about a migration, from environment variables and a file, as one validated snapshot.
 *
 * <p>The way in is {@link io.github.lighthousecompat.config.MigrationSettings}; a file that changes while the host runs
 * is followed by {@link io.github.lighthousecompat.config.SettingsWatch}. Nothing here needs to be used: a host that
 * builds its clients and routers itself has all of it without this package.
 */
@NullMarked
package io.github.lighthousecompat.config;

import org.jspecify.annotations.NullMarked;
