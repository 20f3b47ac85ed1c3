package io.github.lighthousecompat.compare;

import io.github.lighthousecompat.call.Operation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the answers of one operation, or of all, where two backends may differ. Immutable.
 *
 * <p>A path is made of names, dots and indexes, as in {@code payload.withdrawals[3].amount}. In a rule {@code *} stands
 * for any name and {@code [*]} for any index; a rule also covers all that is below its path. {@code $} is the whole
 * answer.
 *
 * @param operation name of the operation, or {@code *} for all
 * @param path where
 * @param reason why a difference there says nothing, for people
 */
public record IgnoreRule(String operation, String path, String reason) {
    private static final String ANY = "*";
    private static final String WHOLE = "$";
    private static final String STEP = "(?:\\*|[A-Za-z][A-Za-z0-9]*)";
    private static final String INDEX = "(?:\\[(?:\\*|\\d+)])";
    private static final Pattern PATH =
            Pattern.compile("\\$|(?:" + STEP + "|" + INDEX + ")" + INDEX + "*(?:\\." + STEP + INDEX + "*)*");

    /**
     * Checks operation and path.
     *
     * @throws IllegalArgumentException if the operation is no name and not {@code *}, or the path is none
     */
    public IgnoreRule {
        if (!operation.matches("\\*|[A-Za-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException(
                    "the operation of a rule is a name such as newPayload, or * for all, not \"" + operation + '"');
        }
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "the path of a rule is one such as payload.withdrawals[*].amount, * or $, not \"" + path + '"');
        }
    }

    /**
     * A rule for one operation.
     *
     * @throws IllegalArgumentException if the path is none
     */
    public static IgnoreRule of(Operation<?, ?> operation, String path, String reason) {
        return new IgnoreRule(operation.name(), path, reason);
    }

    /**
     * A rule for all operations.
     *
     * @throws IllegalArgumentException if the path is none
     */
    public static IgnoreRule ofAll(String path, String reason) {
        return new IgnoreRule(ANY, path, reason);
    }

    boolean isFor(String name) {
        return operation.equals(ANY) || operation.equals(name);
    }

    /** What paths that the rule covers begin with. */
    Pattern pattern() {
        if (path.equals(WHOLE)) {
            return Pattern.compile("");
        }
        Matcher parts = Pattern.compile("\\[\\*]|\\*|[^*\\[]+|\\[").matcher(path);
        StringBuilder regex = new StringBuilder();
        while (parts.find()) {
            regex.append(
                    switch (parts.group()) {
                        case "[*]" -> "\\[\\d+]";
                        case "*" -> "[A-Za-z0-9]+";
                        default -> Pattern.quote(parts.group());
                    });
        }
        // the whole of the last name, and not the beginning of a longer one
        return Pattern.compile(regex.append("(?![A-Za-z0-9])").toString());
    }

    @Override
    public String toString() {
        return operation + " " + path + " (" + reason + ")";
    }
}
