package io.github.lighthousecompat.testkit.demo;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a program: {@code --name VALUE}, {@code --name=VALUE}, or a {@code --name} alone. One that is not
 * known is answered with the nearest that is. Immutable.
 */
final class Options {
    /** Always there. */
    static final String HELP = "--help";

    /** A distance beyond which a name was hardly meant. */
    private static final int FAR = 4;

    private final List<Option> known;

    /**
     * One option.
     *
     * @param name with its dashes
     * @param value what the value is, such as {@code FILE}; empty text if there is none
     * @param meaning for the help
     */
    record Option(String name, String value, String meaning) {
        String form() {
            return value.isEmpty() ? name : name + " " + value;
        }
    }

    private Options(List<Option> known) {
        this.known = known;
    }

    /** These options and {@code --help}. */
    static Options of(Option... options) {
        List<Option> all = new ArrayList<>(Arrays.asList(options));
        all.add(new Option(HELP, "", "print this and end"));
        return new Options(List.copyOf(all));
    }

    /** A line for each option. */
    String help() {
        int width = known.stream().mapToInt(o -> o.form().length()).max().orElse(0);
        StringBuilder out = new StringBuilder();
        known.forEach(option -> out.append("  ")
                .append(option.form())
                .append(" ".repeat(width - option.form().length() + 3))
                .append(option.meaning())
                .append('\n'));
        return out.toString();
    }

    /** The values in {@code args}. */
    Values parse(String... args) throws UsageException {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            boolean joined = args[i].startsWith("--") && equals > 0;
            Option option = find(joined ? args[i].substring(0, equals) : args[i]);
            String value = "";
            if (option.value().isEmpty()) {
                require(!joined, option.name() + " takes no value");
            } else if (joined) {
                value = args[i].substring(equals + 1);
            } else {
                require(i + 1 < args.length, option.name() + " needs a value: " + option.form());
                value = args[++i];
            }
            require(given.put(option.name(), value) == null, option.name() + " is given twice");
        }
        return new Values(given);
    }

    private Option find(String name) throws UsageException {
        for (Option option : known) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        String nearest = known.stream()
                .map(Option::name)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= FAR)
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("; " + HELP + " lists them");
        throw new UsageException("there is no option " + name + nearest);
    }

    /** How many letters must be put in, left out or changed to make one of the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static void require(boolean holds, String problem) throws UsageException {
        if (!holds) {
            throw new UsageException(problem);
        }
    }

    /** What a command line gives. */
    static final class Values {
        private final Map<String, String> given;

        private Values(Map<String, String> given) {
            this.given = given;
        }

        boolean has(String name) {
            return given.containsKey(name);
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(given.get(name));
        }

        String required(String name) throws UsageException {
            return text(name).orElseThrow(() -> new UsageException(name + " is missing"));
        }

        Optional<Path> path(String name) throws UsageException {
            try {
                return text(name).map(Path::of);
            } catch (InvalidPathException e) {
                throw new UsageException(name + " is not a path: " + e.getMessage());
            }
        }

        long number(String name, long otherwise, long least, long most) throws UsageException {
            String text = text(name).orElse(Long.toString(otherwise));
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // the message below says what would be right
            }
            throw new UsageException(name + " must be a whole number" + range(least, most) + ", is \"" + text + '"');
        }

        private static String range(long least, long most) {
            return least == Long.MIN_VALUE ? "" : " from " + least + " to " + most;
        }
    }
}
