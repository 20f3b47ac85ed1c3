package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.LighthouseException.Disagreement;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.compare.ConflictPolicy;
import io.github.lighthousecompat.compare.ConflictPolicy.Judgement;
import io.github.lighthousecompat.compare.ConflictPolicy.Outcome;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What each backend said to one call, the most trusted first.
 *
 * @param voices all who were asked; one that has not answered has none
 * @param primary index of who answers the caller
 */
record Judges(List<Voice> voices, int primary) {
    /** What one backend said, if it has. */
    record Voice(Member member, Optional<Object> answer) {}

    /** The primary and the others, who are in the order of trust; {@code above} of them are trusted more than it. */
    static Judges of(Member primary, Object answer, List<Extra> others, int above) {
        List<Voice> voices = new ArrayList<>();
        others.forEach(other -> voices.add(new Voice(other.member(), other.given())));
        voices.add(above, new Voice(primary, Optional.of(answer)));
        return new Judges(voices, above);
    }

    /** The same, where {@code member} answers the caller in the place of the primary. */
    Judges answeredBy(Member member) {
        List<Member> members = voices.stream().map(Voice::member).toList();
        return new Judges(voices, members.indexOf(member));
    }

    /** What the caller is answered by {@code policy}: an answer, or the failure. */
    Object resolve(ConflictPolicy policy, Operation<?, ?> operation) {
        List<Judgement> judgements = voices.stream()
                .map(voice -> voice.answer().map(Comparator::judgement).orElse(Judgement.UNKNOWN))
                .toList();
        Outcome outcome = policy.resolve(judgements, primary);
        Voice voice = voices.get(outcome.backend());
        return switch (outcome.kind()) {
            case ANSWER -> inType(operation, voice.answer().orElseThrow());
            case SYNCING -> inType(operation, PayloadStatus.syncing());
            case DISAGREEMENT -> {
                Voice own = voices.get(primary);
                yield new Disagreement(
                        own.member().site(),
                        operation.name(),
                        own.answer().orElseThrow(),
                        voice.member().toString(),
                        voice.answer().orElseThrow());
            }
        };
    }

    /** One that was told of the head alone answers with less than who was asked to build. */
    private static Object inType(Operation<?, ?> operation, Object answer) {
        return operation == EngineOperations.FORKCHOICE_BUILD && answer instanceof PayloadStatus status
                ? ForkchoiceUpdated.of(status, Optional.empty())
                : answer;
    }
}
