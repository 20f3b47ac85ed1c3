package io.github.lighthousecompat;

import io.github.lighthousecompat.beacon.BlockEncoding;
import io.github.lighthousecompat.beacon.NodeSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.immutables.value.Value;

/**
 * What a client of one Lighthouse version is made from. Immutable and thread-safe.
 *
 * <ul>
 *   <li>A URL for each facet that is used: {@link #engineUrl()} for the engine facet, {@link #beaconUrl()} for the
 *       beacon facet. Neither is required; the calls of a facet without one fail with {@code NotConfigured}.
 *   <li>With an {@link #engineUrl()}: its {@link #jwtSecret()}, and {@link #forks()} unless {@link Lighthouse#connect}
 *       asks a node for them.
 *   <li>By default the name is {@code default}, the preset that of the main network or, with
 *       {@link Lighthouse#connect}, the node's, blocks travel as JSON, the timeout multiplier is 1, hashes are
 *       verified, there are up to 16 worker threads, 256 calls may wait, and an answer has at most 64 MiB.
 *   <li>By default continuations run on threads of the client, and time is the system's.
 *   <li>By default a slot is 12 s.
 * </ul>
 *
 * <p>Mistakes fail in {@code build()} with {@link IllegalArgumentException}, which says what would be right.
 */
@Value.Immutable
@Value.Style(
        jdkOnly = true,
        jdk9Collections = true,
        overshadowImplementation = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        throwForInvalidImmutableState = IllegalArgumentException.class,
        allowedClasspathAnnotations = {Override.class})
public interface LighthouseConfig extends NodeSettings {
    /** Starts with the defaults. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    @Value.Default
    default String name() {
        return "default";
    }

    @Override
    @Value.Default
    @Value.Redacted
    default Supplier<Map<String, String>> beaconHeaders() {
        return Map::of;
    }

    @Override
    @Value.Default
    default BlockEncoding blockEncoding() {
        return BlockEncoding.JSON;
    }

    @Override
    @Value.Default
    default int timeoutMultiplier() {
        return 1;
    }

    @Override
    @Value.Default
    default boolean verifyBlockHash() {
        return true;
    }

    @Override
    @Value.Default
    default int workers() {
        return 16;
    }

    @Override
    @Value.Default
    default int queueCapacity() {
        return 256;
    }

    @Override
    @Value.Default
    default int maxAnswerSize() {
        return 64 << 20;
    }

    /** What can be wrong is found here. */
    @Value.Check
    default void check() {
        require(
                name().matches("[A-Za-z0-9._-]{1,64}"),
                "name must be 1 to 64 letters, digits, dots, dashes or" + " underscores, is \"" + name() + '"');
        engineUrl().ifPresent(url -> checkUrl(url, "engineUrl", 8551, "the Engine API uses jwtSecret"));
        beaconUrl().ifPresent(url -> checkUrl(url, "beaconUrl", 5052, "put them into beaconHeaders"));
        require(
                engineUrl().isPresent() == jwtSecret().isPresent(),
                "engineUrl and jwtSecret belong together: " + (engineUrl().isPresent() ? "jwtSecret" : "engineUrl")
                        + " is missing");
        require(engineUrl().isEmpty() || forks().isPresent() || beaconUrl().isPresent(), Lighthouse.NO_FORKS);
        nodeRelease()
                .ifPresent(release -> require(
                        release.dialect().isPresent(),
                        "nodeRelease must be a release from v4.0.0 to v5.3.0, is " + release));
        require(timeoutMultiplier() >= 1, "timeoutMultiplier must be 1 or more, is " + timeoutMultiplier());
        slotTime()
                .ifPresent(slot -> require(
                        slot.compareTo(Duration.ofMillis(100)) >= 0, "slotTime must be 100 ms or more, is " + slot));
        require(workers() >= 1, "workers must be 1 or more, is " + workers());
        require(queueCapacity() >= 1, "queueCapacity must be 1 or more, is " + queueCapacity());
        require(maxAnswerSize() >= 1024, "maxAnswerSize must be 1024 bytes or more, is " + maxAnswerSize());
    }

    private static void checkUrl(URI url, String setting, int port, String credentials) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        require(
                scheme.equals("http") || scheme.equals("https"),
                setting + " must be like http://localhost:" + port + ", has the scheme \"" + scheme + '"');
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        require(
                url.getHost() != null,
                setting + " must be like http://localhost:" + port + ", has no host in \""
                        + authority.substring(authority.lastIndexOf('@') + 1)
                        + "\"; a host is made of letters, digits, dots and dashes");
        require(url.getUserInfo() == null, setting + " must not hold credentials; " + credentials);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("LighthouseConfig: " + problem);
        }
    }

    /** Makes a {@link LighthouseConfig}. Not thread-safe. */
    final class Builder extends ImmutableLighthouseConfig.Builder {
        Builder() {}
    }
}
