package io.github.lighthousecompat.config;

import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Weight;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot of everything that an operator can say about a migration: checked as a whole, and with the origin of each
 * value. Immutable and thread-safe.
 *
 * <p>What the program sets goes before the environment, the environment before the file, the file before the defaults.
 * {@code docs/operations.md} lists all keys.
 */
public final class MigrationSettings {
    /** The salt of the canary, so that all processes of a host take the same blocks. */
    private static final String SALT = "lighthouse-v5";

    private final Values values;
    private final MigrationMode mode;
    private final Weight weight;

    MigrationSettings(Values values, MigrationMode mode, Weight weight) {
        this.values = values;
        this.mode = mode;
        this.weight = weight;
    }

    /** Starts with nothing set; the environment is not read unless it is given. The builder is not thread-safe. */
    public static Builder builder() {
        return new Builder();
    }

    /** Who answers. */
    public MigrationMode mode() {
        return mode;
    }

    /** The share of the blocks that v5 answers in a canary; nothing in another mode. */
    public Weight weight() {
        return weight;
    }

    /** Whether a controller may raise the weight in steps, rather than the operator. */
    public boolean isGradual() {
        return values.of(Setting.GRADUAL);
    }

    /** Whether a controller goes back by itself when v5 does harm. */
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

    /** The name of the A/B run that is to be made. */
    public Optional<String> abTest() {
        return values.given(Setting.AB_TEST).filter(name -> !name.isEmpty());
    }

    /** Where divergences are written. */
    public Optional<Path> comparisonLog() {
        return values.given(Setting.COMPARISON_LOG);
    }

    /** What these settings say as a router over two backends. */
    public Router router(Backend v4, Backend v5) {
        Router router = routerOfMode(v4, v5);
        if (values.of(Setting.NEW_PAYLOAD_V5)) {
            router = router.overriding(EngineOperations.NEW_PAYLOAD, Router.only(v5));
        }
        if (values.of(Setting.FORKCHOICE_V5)) {
            router = router.overriding(EngineOperations.FORKCHOICE_UPDATED, Router.only(v5))
                    .overriding(EngineOperations.FORKCHOICE_BUILD, Router.only(v5));
        }
        return router;
    }

    private Router routerOfMode(Backend v4, Backend v5) {
        return switch (mode) {
            case V4_ONLY -> Router.only(v4);
            case V5_ONLY -> Router.only(v5);
            case PARALLEL -> isV5Primary() ? Router.parallel(v5, v4) : Router.parallel(v4, v5);
            case V4_PRIMARY -> Router.shadow(v4, v5);
            case V5_PRIMARY -> Router.primaryWithFallback(v5, v4);
            case CANARY -> Router.canary(v4, v5, () -> weight, Assignment.hash(SALT));
        };
    }

    private boolean isV5Primary() {
        return values.of(Setting.V5_IS_PRIMARY);
    }

    private Optional<URI> endpoint(Setting<URI> own) {
        return values.given(own).or(() -> values.given(Setting.EXECUTION));
    }

    /** The same with another weight. */
    MigrationSettings withWeight(Weight held) {
        return new MigrationSettings(values, mode, held);
    }

    /**
     * A line for every setting, with where it was set; to be printed when a host starts. Holds no secret: credentials in
     * a URL are left out.
     */
    public List<String> describe() {
        return values.describe("mode = " + mode + (mode == MigrationMode.CANARY ? ", " + weight : ""));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MigrationSettings that
                && mode == that.mode
                && weight.equals(that.weight)
                && values.hasSame(that.values);
    }

    @Override
    public int hashCode() {
        return mode.hashCode() * 31 + weight.hashCode();
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
         * Reads everything once.
         *
         * @throws IllegalArgumentException if something can't be read, is not known or contradicts something else; the
         *     message says where it stands and what would be right
         */
        public MigrationSettings build() {
            return Checks.settings(Values.read(program, environment, file));
        }

        /** Reads everything once, and again whenever the file has changed. */
        public SettingsWatch watch(TimeSource time, SettingsListener listener) {
            if (file.isEmpty()) {
                throw new IllegalArgumentException("MigrationSettings: there is no file to watch; give file(path)");
            }
            return new SettingsWatch(this::build, file.get(), time, listener);
        }
    }
}
