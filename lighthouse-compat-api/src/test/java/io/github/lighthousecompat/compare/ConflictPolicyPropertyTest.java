package io.github.lighthousecompat.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.compare.ConflictPolicy.Judgement;
import io.github.lighthousecompat.compare.ConflictPolicy.Kind;
import io.github.lighthousecompat.compare.ConflictPolicy.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Over random judgements of up to six backends, against a model that is written from the words of the Javadoc. */
class ConflictPolicyPropertyTest {
    record Case(List<Judgement> judgements, int primary) {
        Judgement own() {
            return judgements.get(primary);
        }

        List<Integer> with(Judgement wanted) {
            return IntStream.range(0, judgements.size())
                    .filter(i -> judgements.get(i) == wanted)
                    .boxed()
                    .toList();
        }

        /** Who contradicts the primary, the most trusted first. */
        List<Integer> against() {
            return switch (own()) {
                case VALID -> with(Judgement.INVALID);
                case INVALID -> with(Judgement.VALID);
                case UNKNOWN -> List.of();
            };
        }

        int mostTrusted() {
            return IntStream.range(0, judgements.size())
                    .filter(i -> judgements.get(i) != Judgement.UNKNOWN)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(Judgement.class)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .flatMap(judgements -> Arbitraries.integers()
                        .between(0, judgements.size() - 1)
                        .map(primary -> new Case(judgements, primary)));
    }

    @Provide
    Arbitrary<ConflictPolicy> policies() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        ConflictPolicy.byTrust(),
                        ConflictPolicy.returnTrusted(),
                        ConflictPolicy.failClosed(),
                        ConflictPolicy.syncing()),
                Arbitraries.integers().between(2, 4).map(ConflictPolicy::quorum));
    }

    private static Outcome answer(int backend) {
        return new Outcome(Kind.ANSWER, backend);
    }

    @Property(tries = 2000)
    void withoutAContradiction_thePrimaryAnswers(
            @ForAll("cases") Case calls, @ForAll("policies") ConflictPolicy policy) {
        Statistics.collect(calls.against().isEmpty());
        if (calls.against().isEmpty()) {
            assertThat(policy.resolve(calls.judgements(), calls.primary())).isEqualTo(answer(calls.primary()));
        }
    }

    @Property(tries = 2000)
    void valid_isNeverAnsweredAgainstAMoreTrustedInvalid(
            @ForAll("cases") Case calls, @ForAll("policies") ConflictPolicy policy) {
        Outcome outcome = policy.resolve(calls.judgements(), calls.primary());

        if (!calls.against().isEmpty()
                && outcome.kind() == Kind.ANSWER
                && calls.judgements().get(outcome.backend()) == Judgement.VALID) {
            assertThat(calls.judgements().get(calls.mostTrusted())).isEqualTo(Judgement.VALID);
        }
    }

    @Property(tries = 2000)
    void disagreement_namesTheMostTrustedWhoContradicts(
            @ForAll("cases") Case calls, @ForAll("policies") ConflictPolicy policy) {
        Outcome outcome = policy.resolve(calls.judgements(), calls.primary());

        Statistics.collect(outcome.kind());
        if (outcome.kind() != Kind.ANSWER) {
            assertThat(outcome.backend()).isEqualTo(calls.against().get(0));
        }
    }

    @Property(tries = 2000)
    void contradictions_areResolvedAsThePolicySays(@ForAll("contradictions") Case calls, @ForAll("votes") int votes) {
        Outcome disagreement = new Outcome(Kind.DISAGREEMENT, calls.against().get(0));
        boolean trustedPrimary = calls.mostTrusted() == calls.primary()
                || calls.against().stream().allMatch(other -> other > calls.primary());

        assertThat(ConflictPolicy.byTrust().resolve(calls.judgements(), calls.primary()))
                .isEqualTo(trustedPrimary ? answer(calls.primary()) : disagreement);
        assertThat(ConflictPolicy.returnTrusted().resolve(calls.judgements(), calls.primary()))
                .isEqualTo(answer(calls.mostTrusted()));
        assertThat(ConflictPolicy.failClosed().resolve(calls.judgements(), calls.primary()))
                .isEqualTo(disagreement);
        assertThat(ConflictPolicy.syncing().resolve(calls.judgements(), calls.primary()))
                .extracting(Outcome::kind)
                .isEqualTo(Kind.SYNCING);
        Optional<Integer> won = quorum(calls, votes);
        Statistics.label("quorum").collect(won.isPresent());
        assertThat(ConflictPolicy.quorum(votes).resolve(calls.judgements(), calls.primary()))
                .isEqualTo(won.map(ConflictPolicyPropertyTest::answer).orElse(disagreement));
    }

    /** Whose answer a quorum gives. */
    private static Optional<Integer> quorum(Case calls, int votes) {
        List<Integer> valid = calls.with(Judgement.VALID);
        List<Integer> invalid = calls.with(Judgement.INVALID);
        if (valid.size() >= votes && invalid.size() < votes && valid.get(0) < invalid.get(0)) {
            return Optional.of(valid.get(0));
        }
        return invalid.size() >= votes && valid.size() < votes ? Optional.of(invalid.get(0)) : Optional.empty();
    }

    @Provide
    Arbitrary<Case> contradictions() {
        return Combinators.combine(
                        cases(),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 5))
                .as(ConflictPolicyPropertyTest::contradicted);
    }

    /** The same with one more backend, who says the opposite of the primary. */
    private static Case contradicted(Case calls, boolean primaryIsValid, int place) {
        List<Judgement> judgements = new ArrayList<>(calls.judgements());
        judgements.set(calls.primary(), primaryIsValid ? Judgement.VALID : Judgement.INVALID);
        int at = Math.min(place, judgements.size());
        judgements.add(at, primaryIsValid ? Judgement.INVALID : Judgement.VALID);
        return new Case(judgements, at <= calls.primary() ? calls.primary() + 1 : calls.primary());
    }

    @Provide
    Arbitrary<Integer> votes() {
        return Arbitraries.integers().between(2, 4);
    }
}
