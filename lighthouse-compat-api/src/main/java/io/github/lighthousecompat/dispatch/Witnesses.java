package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Those who answer a write beside a primary that judges nothing: two of them that contradict each other are not both
 * believed. Thread-safe.
 */
final class Witnesses {
    private final Lessons lessons;
    private final Operation<?, ?> operation;
    private final Map<Member, Object> answers = new LinkedHashMap<>();
    private volatile boolean isContradiction;

    Witnesses(Lessons lessons, Operation<?, ?> operation) {
        this.lessons = lessons;
        this.operation = operation;
    }

    /** Takes the answer of one of them; when this returns, whoever is out because of it is out. */
    void hear(Member member, Object answer) {
        for (Member other : contrary(member, answer)) {
            isContradiction = true;
            lessons.contradicted(other, member, operation);
        }
    }

    /** Those heard before who contradict {@code member}, which is heard once. */
    private synchronized List<Member> contrary(Member member, Object answer) {
        return answers.putIfAbsent(member, answer) == null
                ? answers.entrySet().stream()
                        .filter(other -> Comparator.contradict(other.getValue(), answer))
                        .map(Map.Entry::getKey)
                        .toList()
                : List.of();
    }

    /** Whether two of those heard so far contradict each other. */
    boolean isContradiction() {
        return isContradiction;
    }
}
