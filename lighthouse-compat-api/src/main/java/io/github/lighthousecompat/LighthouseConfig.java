package io.github.lighthousecompat;

import io.github.lighthousecompat.call.EndpointSettings;
import io.github.lighthousecompat.call.ForkSchedule;
import java.net.URI;
import java.util.Locale;
import org.immutables.value.Value;

/**
 * What a client of one Lighthouse version is made from. Immutable and thread-safe.
 *
 * <ul>
 *   <li>Required: {@link #forks()}, and with an {@link #engineUrl()} its {@link #jwtSecret()}.
 *   <li>By default the name is {@code default}, the timeout multiplier 1, hashes are verified, there are up to 16 worker
 *       threads, 256 calls may wait, and an answer has at most 64 MiB.
 *   <li>By default continuations run on threads of the client, and time is the system's.
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
public interface LighthouseConfig extends EndpointSettings {
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
    default ForkSchedule forks() {
        // the one setting that nobody can guess; a default that throws says more than the builder's own message
        throw new IllegalArgumentException("LighthouseConfig: forks is missing; give the chain's fork times, such as"
                + " ForkSchedule.of(shanghai, cancun), ForkSchedule.fromGenesis(path) or ForkSchedule.of(network)");
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
        engineUrl().ifPresent(LighthouseConfig::checkUrl);
        require(
                engineUrl().isPresent() == jwtSecret().isPresent(),
                "engineUrl and jwtSecret belong together: " + (engineUrl().isPresent() ? "jwtSecret" : "engineUrl")
                        + " is missing");
        require(timeoutMultiplier() >= 1, "timeoutMultiplier must be 1 or more, is " + timeoutMultiplier());
        require(workers() >= 1, "workers must be 1 or more, is " + workers());
        require(queueCapacity() >= 1, "queueCapacity must be 1 or more, is " + queueCapacity());
        require(maxAnswerSize() >= 1024, "maxAnswerSize must be 1024 bytes or more, is " + maxAnswerSize());
    }

    private static void checkUrl(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        require(
                scheme.equals("http") || scheme.equals("https"),
                "engineUrl must be like http://localhost:8551, has the scheme \"" + scheme + '"');
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        require(
                url.getHost() != null,
                "engineUrl must be like http://localhost:8551, has no host in \""
                        + authority.substring(authority.lastIndexOf('@') + 1)
                        + "\"; a host is made of letters, digits, dots and dashes");
        require(url.getUserInfo() == null, "engineUrl must not hold credentials; the Engine API uses jwtSecret");
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
