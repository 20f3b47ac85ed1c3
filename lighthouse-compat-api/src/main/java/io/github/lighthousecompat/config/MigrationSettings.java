package io.github.lighthousecompat.config;

import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One snapshot of everything that an operator can say about a migration: checked as a whole, and with the origin of
 * each value. Immutable and thread-safe.
 *
 * <p>What the program sets goes before the environment, the environment before the file, the file before the defaults.
 * {@code docs/operations.md} lists all keys.
 */
public final class MigrationSettings {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.config");

    private final Values values;
    private final Roles said;
    private final Roles roles;

    MigrationSettings(Values values, Roles said) {
        this(values, said, said);
    }

    /** Settings that say {@code said} and of which {@code roles} hold. */
    private MigrationSettings(Values values, Roles said, Roles roles) {
        this.values = values;
        this.said = said;
        this.roles = roles;
    }

    /** Starts with nothing set; the environment is not read unless it is given. The builder is not thread-safe. */
    public static Builder builder() {
        return new Builder();
    }

    /** Who answers. */
    public MigrationMode mode() {
        return roles.mode();
    }

    /** The share of the blocks that v5 answers in a canary; nothing in another mode. */
    public Weight weight() {
        return roles.weight();
    }

    /** Whether a controller of the host may raise the weight in steps; nothing in this library acts on it. */
    public boolean isGradual() {
        return values.of(Setting.GRADUAL);
    }

    /** Whether a controller of the host goes back by itself when v5 does harm; nothing in this library acts on it. */
    public boolean isRolledBackOnError() {
        return values.of(Setting.ROLLBACK);
    }

    /** Where v4's execution layer answers. */
    public Optional<URI> v4Engine() {
        return endpoint(Setting.V4_ENGINE);
    }

    /** Where v5's execution layer answers. */
    public Optional<URI> v5Engine() {
        return endpoint(Setting.V5_ENGINE);
    }

    /**
     * {@link Topology#SHARED} if both versions have one engine endpoint, else {@link Topology#SEPARATE}. Two names of
     * one server can't be told from two servers: a host with such names declares the topology itself.
     */
    public Topology topology() {
        return v4Engine()
                .flatMap(one -> v5Engine().map(other -> Topology.between(one, other)))
                .orElse(Topology.SEPARATE);
    }

    /** Where the Lighthouse v4 node answers. */
    public Optional<URI> v4Beacon() {
        return values.given(Setting.V4_BEACON);
    }

    /** Where the Lighthouse v5 node answers. */
    public Optional<URI> v5Beacon() {
        return values.given(Setting.V5_BEACON);
    }

    /** The file with the secret of the Engine API. */
    public Optional<Path> jwtSecretFile() {
        return values.given(Setting.JWT_SECRET);
    }

    /** The name of the A/B run that the host is to begin. */
    public Optional<String> abTest() {
        return values.given(Setting.AB_TEST).filter(name -> !name.isEmpty());
    }

    /** The file that the host is to give to its routed client as comparison log. */
    public Optional<Path> comparisonLog() {
        return values.given(Setting.COMPARISON_LOG);
    }

    /** What these settings say as a router over two backends. */
    public Router router(Backend v4, Backend v5) {
        return roles.router(v4, v5);
    }

    private Optional<URI> endpoint(Setting<URI> own) {
        return values.given(own).or(() -> values.given(Setting.EXECUTION));
    }

    /** The same as far as v5 answers no more than it does by {@code before}. */
    MigrationSettings withoutRaise(MigrationSettings before) {
        return new MigrationSettings(values, said, said.withoutRaise(before.roles));
    }

    /** Tells the log of them; for those that a host starts with. */
    MigrationSettings announced() {
        LOG.info("the settings: {}", this);
        return this;
    }

    /** The same with nothing held back. */
    MigrationSettings whole() {
        return new MigrationSettings(values, said);
    }

    /** Whether something that is said does not hold. */
    boolean isHeldBack() {
        return !said.equals(roles);
    }

    /** Who answers, by what is said; it holds unless something is held back. */
    String said() {
        return said.toString();
    }

    /**
     * A line for every setting, with where it was set. Holds no secret: of a URL only scheme, host, port and path are
     * shown.
     */
    public List<String> describe() {
        return lines(true, values.describe());
    }

    /** Of {@link #describe} what is not as it was {@code before}. */
    List<String> changesSince(MigrationSettings before) {
        return lines(!roles.equals(before.roles), values.changesSince(before.values));
    }

    private List<String> lines(boolean hasMode, List<String> rest) {
        String mode = "mode = " + roles + (isHeldBack() ? " (held back while a controller runs: " + said + ")" : "");
        return Stream.concat(hasMode ? Stream.of(mode) : Stream.empty(), rest.stream())
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MigrationSettings that && roles.equals(that.roles) && values.hasSame(that.values);
    }

    @Override
    public int hashCode() {
        return roles.hashCode();
    }

    /** As {@link #describe()}, on one line. */
    @Override
    public String toString() {
        return String.join(", ", describe());
    }

    /** Makes {@link MigrationSettings}. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Given> program = new LinkedHashMap<>();
        private Map<String, String> environment = Map.of();
        private Optional<Path> file = Optional.empty();

        private Builder() {}

        /** Reads what these variables say; usually {@code System.getenv()}. */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /** Reads a TOML file; needs {@code org.tomlj:tomlj}, which is an optional dependency. */
        public Builder file(Path path) {
            file = Optional.of(path);
            return this;
        }

        /**
         * Sets one key as the file would, such as {@code rollout.canary_percentage}, or one variable.
         *
         * @throws IllegalArgumentException if there is no such key
         */
        public Builder set(String key, String value) {
            Values.requireKnown(key);
            program.put(key, new Given(value, "set by the program"));
            return this;
        }

        /**
         * Reads everything once, and logs what it came to, with the origin of each value, at INFO.
         *
         * @throws IllegalArgumentException if something can't be read, is not known or contradicts something else; the
         *     message says where it stands and what would be right
         */
        public MigrationSettings build() {
            return read(file.map(FileContent::of)).announced();
        }

        private MigrationSettings read(Optional<FileContent> content) {
            return Checks.settings(Values.read(program, environment, content));
        }

        /**
         * Reads everything once, as {@link #build} does, and again whenever the file has changed.
         *
         * @throws IllegalArgumentException if there is no file, or as of {@link #build}
         */
        public SettingsWatch watch(TimeSource time, SettingsListener listener) {
            if (file.isEmpty()) {
                throw new IllegalArgumentException("MigrationSettings: there is no file to watch; give file(path)");
            }
            return new SettingsWatch(content -> read(Optional.of(content)), file.get(), time, listener);
        }
    }
}
