package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.compare.IgnoreRules;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What one walk through two answers has found so far, and where it is. Not thread-safe. */
final class Findings {
    /** The most differences that are told one by one. */
    static final int MOST = 32;

    /** From the least to the most serious of those that a walk finds. */
    private static final List<Verdict> SERIOUSNESS = List.of(
            Verdict.MATCH,
            Verdict.IGNORED,
            Verdict.LAG,
            Verdict.MISMATCH,
            Verdict.BOTH_ERROR,
            Verdict.ERRORS_DIFFER,
            Verdict.CONFLICT);

    private final String operation;
    private final IgnoreRules rules;
    private final boolean inWords;
    private final StringBuilder path = new StringBuilder();
    private final List<Difference> ignored = new ArrayList<>(0);
    private final List<Difference> found = new ArrayList<>(0);
    private Verdict verdict = Verdict.MATCH;
    private int differences;

    /** Findings of an operation; {@code inWords} if the differences are wanted, and not the verdict alone. */
    Findings(String operation, IgnoreRules rules, boolean inWords) {
        this.operation = operation;
        this.rules = rules;
        this.inWords = inWords;
    }

    /** The most serious of what was found. */
    Verdict verdict() {
        return verdict;
    }

    /** What the verdict rests on; what is ignored if there is nothing else. */
    List<Difference> differences() {
        return List.copyOf(verdict == Verdict.IGNORED ? ignored : found);
    }

    /** Looks at the whole of two answers that are not equal. */
    <T> void whole(Shape<T> shape, T one, T other) {
        below(shape, one, other);
    }

    /** Looks at a part with a name; whether it found a difference there that counts. */
    <T> boolean member(String name, Shape<T> shape, T one, T other) {
        if (one.equals(other)) {
            return false;
        }
        int here = path.length();
        int before = differences;
        if (here > 0) {
            path.append('.');
        }
        path.append(name);
        below(shape, one, other);
        path.setLength(here);
        return differences > before;
    }

    /** Looks at a part with an index. */
    <T> void element(int index, Shape<T> shape, T one, T other) {
        if (one.equals(other)) {
            return;
        }
        int here = path.length();
        path.append('[').append(index).append(']');
        below(shape, one, other);
        path.setLength(here);
    }

    /** Notes that two values differ here. */
    void differ(Verdict meaning, Object one, Object other) {
        if (meaning != Verdict.MATCH) {
            differences++;
            note(meaning, found, one, other);
        }
    }

    private <T> void below(Shape<T> shape, T one, T other) {
        if (rules.covers(operation, here())) {
            note(Verdict.IGNORED, ignored, one, other);
        } else {
            shape.compare(one, other, this);
        }
    }

    private void note(Verdict meaning, List<Difference> list, Object one, Object other) {
        if (SERIOUSNESS.indexOf(meaning) > SERIOUSNESS.indexOf(verdict)) {
            verdict = meaning;
        }
        if (inWords && list.size() < MOST) {
            list.add(new Difference(here().toString(), ShortText.of(one), ShortText.of(other)));
        }
    }

    private CharSequence here() {
        return path.isEmpty() ? "$" : path;
    }
}
