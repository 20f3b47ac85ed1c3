package io.github.lighthousecompat.config;

import io.github.lighthousecompat.route.Weight;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Everything that can be set: its name in a file, its names in the environment, and how its text is read.
 *
 * @param <T> what it is
 */
record Setting<T>(String key, List<String> variables, T byDefault, Function<String, T> parser) {
    private static final URI NO_URL = URI.create("");
    private static final Path NO_FILE = Path.of("");

    static final Setting<Boolean> V4 = flag("features.lighthouse_v4", true);
    static final Setting<Boolean> V5 = flag("features.lighthouse_v5", false);
    static final Setting<Boolean> V5_IS_PRIMARY = flag("features.lighthouse_v5_primary", false);
    static final Setting<Boolean> PARALLEL = flag("features.lighthouse_parallel_mode", false);
    static final Setting<Boolean> VALIDATION = flag("features.parallel_validation", false);
    static final Setting<Boolean> NEW_PAYLOAD_V5 = flag("features.new_payload_v5_only", false);
    static final Setting<Boolean> FORKCHOICE_V5 = flag("features.forkchoice_v5_only", false);
    static final Setting<Weight> CANARY = new Setting<>(
            "rollout.canary_percentage", List.of("LIGHTHOUSE_CANARY_PERCENT"), Weight.NONE, Setting::weight);
    static final Setting<Boolean> GRADUAL = flag("rollout.gradual_rollout", true);
    static final Setting<Boolean> ROLLBACK = flag("rollout.rollback_on_error", true);
    /** What the features come to, unless it is said. */
    static final Setting<String> MODE = variable("LIGHTHOUSE_MODE", "", Function.identity());

    static final Setting<URI> V4_ENGINE =
            variable(List.of("LIGHTHOUSE_V4_ENGINE_URL", "LIGHTHOUSE_V4_ENDPOINT"), NO_URL, Setting::url);
    static final Setting<URI> V5_ENGINE =
            variable(List.of("LIGHTHOUSE_V5_ENGINE_URL", "LIGHTHOUSE_V5_ENDPOINT"), NO_URL, Setting::url);
    static final Setting<URI> V4_BEACON = variable("LIGHTHOUSE_V4_BEACON_URL", NO_URL, Setting::url);
    static final Setting<URI> V5_BEACON = variable("LIGHTHOUSE_V5_BEACON_URL", NO_URL, Setting::url);
    /** Stands for both engine endpoints. */
    static final Setting<URI> EXECUTION = variable("EXECUTION_ENDPOINT", NO_URL, Setting::url);

    static final Setting<Path> JWT_SECRET = variable("JWT_SECRET_PATH", NO_FILE, Setting::file);
    static final Setting<String> AB_TEST = variable("LIGHTHOUSE_AB_TEST", "", Setting::nameOrFlag);
    static final Setting<Path> COMPARISON_LOG = variable("COMPARISON_LOG_PATH", NO_FILE, Setting::file);

    static final List<Setting<?>> ALL = List.of(
            V4,
            V5,
            V5_IS_PRIMARY,
            PARALLEL,
            VALIDATION,
            NEW_PAYLOAD_V5,
            FORKCHOICE_V5,
            CANARY,
            GRADUAL,
            ROLLBACK,
            MODE,
            V4_ENGINE,
            V5_ENGINE,
            V4_BEACON,
            V5_BEACON,
            EXECUTION,
            JWT_SECRET,
            AB_TEST,
            COMPARISON_LOG);

    private static final List<Setting<?>> OF_ROLES =
            List.of(V5_IS_PRIMARY, PARALLEL, VALIDATION, NEW_PAYLOAD_V5, FORKCHOICE_V5, CANARY, MODE);

    /** Whether a file can set it; else only the environment can. */
    boolean isOfFile() {
        return key.indexOf('.') >= 0;
    }

    /** Whether it says who answers; what is there to answer is another matter. */
    boolean isOfRoles() {
        return OF_ROLES.contains(this);
    }

    private static Setting<Boolean> flag(String key, boolean byDefault) {
        return new Setting<>(key, List.of(), byDefault, Setting::flag);
    }

    private static <T> Setting<T> variable(String name, T byDefault, Function<String, T> parser) {
        return variable(List.of(name), byDefault, parser);
    }

    private static <T> Setting<T> variable(List<String> names, T byDefault, Function<String, T> parser) {
        return new Setting<>(names.get(0), names, byDefault, parser);
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false, is \"" + text + '"');
        };
    }

    private static Weight weight(String text) {
        try {
            return Weight.basisPoints(new BigDecimal(text).movePointRight(2).intValueExact());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be a percentage from 0 to 100 in steps of 0.01, is \"" + text + '"');
        }
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            // the text may hold a password
            throw new IllegalArgumentException("must be a URL such as http://localhost:8551");
        }
    }

    private static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be the path of a file, is \"" + text + '"');
        }
    }

    private static String nameOrFlag(String text) {
        return switch (text) {
            case "true" -> "default";
            case "false" -> "";
            default -> text;
        };
    }
}
