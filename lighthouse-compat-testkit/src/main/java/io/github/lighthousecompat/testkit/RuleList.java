package io.github.lighthousecompat.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The rules of a script in the order in which they were made. Thread-safe.
 *
 * @param <R> the rules
 */
final class RuleList<R extends ScriptRule<R>> {
    private final List<R> rules = new CopyOnWriteArrayList<>();

    R add(R rule) {
        rules.add(rule);
        return rule;
    }

    /** Removes all rules; requests that one of them holds go on. */
    void clear() {
        List<R> old = List.copyOf(rules);
        rules.removeAll(old);
        old.forEach(ScriptRule::release);
    }

    /** Takes one request from the first rule that is for it and has any left. */
    Optional<R> take(Predicate<R> isFor) {
        return rules.stream().filter(isFor).filter(ScriptRule::takeCall).findFirst();
    }
}
