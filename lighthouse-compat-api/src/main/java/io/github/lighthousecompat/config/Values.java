package io.github.lighthousecompat.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The value and the origin of every setting. Immutable. */
final class Values {
    private static final String PREFIX = "LIGHTHOUSE_";
    private static final int TYPING_ERROR = 2;
    private static final int LETTERS_FOR_ONE_WRONG = 4;
    /** What many programs call a secret that has nothing to do with an execution layer. */
    private static final String OF_OTHERS = "JWT_SECRET";

    private final Map<Setting<?>, Object> values;
    private final Map<Setting<?>, String> origins;

    private Values(Map<Setting<?>, Object> values, Map<Setting<?>, String> origins) {
        this.values = values;
        this.origins = origins;
    }

    /** Reads all sources, the strongest first. */
    static Values read(Map<String, Given> program, Map<String, String> environment, Optional<FileContent> file) {
        Map<String, Given> inFile = file.map(Values::inFile).orElse(Map.of());
        checkVariables(environment);
        Map<Setting<?>, Object> values = new HashMap<>();
        Map<Setting<?>, String> origins = new HashMap<>();
        for (Setting<?> setting : Setting.ALL) {
            Optional.ofNullable(program.get(setting.key()))
                    .or(() -> inEnvironment(setting, environment))
                    .or(() -> Optional.ofNullable(inFile.get(setting.key())))
                    .ifPresent(given -> {
                        values.put(setting, parsed(setting, given));
                        origins.put(setting, given.origin());
                    });
        }
        return new Values(values, origins);
    }

    private static Map<String, Given> inFile(FileContent file) {
        Map<String, Given> given;
        try {
            given = TomlSettings.read(file);
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "the settings file " + file.file()
                            + " needs org.tomlj:tomlj among the host's dependencies; add it, or use"
                            + " the environment",
                    e);
        }
        List<Setting<?>> settings =
                Setting.ALL.stream().filter(Setting::isOfFile).toList();
        given.forEach((key, value) -> requireOneOf(settings, key, value.origin()));
        return given;
    }

    private static Optional<Given> inEnvironment(Setting<?> setting, Map<String, String> environment) {
        List<Given> given = new ArrayList<>();
        for (String name : setting.variables()) {
            String text = environment.get(name);
            if (text != null && !text.isEmpty()) {
                given.add(new Given(text, name + " of the environment"));
            }
        }
        if (given.size() == 2 && !given.get(0).text().equals(given.get(1).text())) {
            throw new IllegalArgumentException(
                    "MigrationSettings: " + given.get(0).origin() + " and "
                            + given.get(1).origin() + " differ; the second is the old name of the first, so drop it");
        }
        return given.stream().findFirst();
    }

    /** Other programs have variables too; but one that is almost one of ours is one of ours, mistyped. */
    private static void checkVariables(Map<String, String> environment) {
        List<String> known = new ArrayList<>();
        Setting.ALL.forEach(setting -> known.addAll(setting.variables()));
        environment.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> meant(name, known).ifPresent(meant -> {
                    throw new IllegalArgumentException("MigrationSettings: " + name
                            + " of the environment is not known; the nearest that is known is " + meant);
                }));
    }

    /**
     * The variable that {@code name} was to be: it goes on where that ends, ends where that goes on, or has wrong
     * letters.
     */
    private static Optional<String> meant(String name, List<String> known) {
        return known.stream()
                .filter(one -> name.startsWith(one) || isBeginning(name, one))
                .findFirst()
                .or(() -> Nearest.to(name, known, TYPING_ERROR).filter(one -> isMistyped(name, one)));
    }

    /** Half of a short word is another word. */
    private static boolean isMistyped(String name, String known) {
        String own = known.startsWith(PREFIX) ? known.substring(PREFIX.length()) : known;
        return Nearest.distance(name, known) <= own.length() / LETTERS_FOR_ONE_WRONG;
    }

    /** One word alone, such as the name of a program, begins too much. */
    private static boolean isBeginning(String name, String known) {
        return name.indexOf('_') >= 0 && !name.equals(OF_OTHERS) && known.startsWith(name + '_');
    }

    /** Checks a key that the program sets: it may be one of the file or a variable. */
    static void requireKnown(String key) {
        requireOneOf(Setting.ALL, key, "set by the program");
    }

    private static void requireOneOf(List<Setting<?>> settings, String key, String origin) {
        List<String> keys = settings.stream().map(Setting::key).toList();
        if (!keys.contains(key)) {
            throw new IllegalArgumentException("MigrationSettings: " + key + " (" + origin
                    + ") is not known; the nearest that is known is "
                    + Nearest.to(key, keys, Integer.MAX_VALUE).orElseThrow());
        }
    }

    private static Object parsed(Setting<?> setting, Given given) {
        try {
            return Objects.requireNonNull(setting.parser().apply(given.text()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "MigrationSettings: " + setting.key() + " (" + given.origin() + ") " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // put there by the parser of the same setting
    <T> T of(Setting<T> setting) {
        return (T) values.getOrDefault(setting, setting.byDefault());
    }

    @SuppressWarnings("unchecked") // put there by the parser of the same setting
    <T> Optional<T> given(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** Where a setting stands, for messages: its key, and its origin if it was set. */
    String where(Setting<?> setting) {
        String origin = origins.get(setting);
        return setting.key() + " = " + shown(of(setting)) + (origin == null ? "" : " (" + origin + ")");
    }

    /** Whether all is the same but for what {@link Roles} are made of. */
    boolean hasSame(Values other) {
        return Setting.ALL.stream()
                .filter(setting -> !setting.isOfRoles())
                .allMatch(setting -> given(setting).equals(other.given(setting)));
    }

    /** A line for every setting that was set or that a file can set. */
    List<String> describe() {
        return Setting.ALL.stream()
                .filter(setting -> values.containsKey(setting) || setting.isOfFile())
                .map(this::line)
                .toList();
    }

    /** The lines of those that are not what they were {@code before}. */
    List<String> changesSince(Values before) {
        return Setting.ALL.stream()
                .filter(setting -> !of(setting).equals(before.of(setting)))
                .map(this::line)
                .toList();
    }

    private String line(Setting<?> setting) {
        return setting.key() + " = " + shown(of(setting)) + " (" + origins.getOrDefault(setting, "by default") + ")";
    }

    /** A secret may stand before the host or after the path, also of a URL that is none to Java. */
    private static String shown(Object value) {
        if (!(value instanceof URI url) || url.getRawAuthority() == null) {
            return value instanceof URI url && url.isOpaque() ? url.getScheme() + ":.." : value.toString();
        }
        String authority = url.getRawAuthority();
        return url.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + url.getRawPath();
    }
}
