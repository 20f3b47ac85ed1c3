package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.AttestationDataRequest;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** However calls come and go: of one question the host has the answers of one node. */
class SlotsPropertyTest {
    private static final List<Member> NODES = List.of(Scripted.member("a"), Scripted.member("b"), Scripted.member("c"));
    private static final UInt64 SLOT = UInt64.of(7);

    /** What happens next: a call begins, or one that is under way goes a step further. */
    private enum Step {
        BEGIN,
        ANSWER,
        FAIL,
        FAIL_OVER
    }

    /** One call, as it is made: to whom it is, and whether that is in the place of another. */
    private static final class Call {
        private final Slots.Claim claim;
        private final int question;
        private Member asked;

        Call(Slots.Claim claim, int question) {
            this.claim = claim;
            this.question = question;
            this.asked = claim.owner();
        }
    }

    private final Slots slots = new Slots();

    private Slots.Claim claim(int question, Member chosen) {
        return slots.claim(
                BeaconOperations.ATTESTATION_DATA, new AttestationDataRequest(SLOT, UInt64.of(question)), SLOT, chosen);
    }

    @Property(tries = 2_000)
    void answers_ofOneQuestionComeFromOneNode(
            @ForAll @Size(max = 60) List<Step> steps, @ForAll @Size(60) List<Byte> numbers) {
        Slots fresh = new Slots();
        List<Call> open = new ArrayList<>();
        Map<Integer, Set<Member>> given = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            int number = Math.floorMod(numbers.get(i), 60);
            if (steps.get(i) == Step.BEGIN) {
                int question = number % 2;
                open.add(new Call(
                        fresh.claim(
                                BeaconOperations.ATTESTATION_DATA,
                                new AttestationDataRequest(SLOT, UInt64.of(question)),
                                SLOT,
                                NODES.get(number % 3)),
                        question));
            } else if (!open.isEmpty()) {
                step(steps.get(i), open, given, number);
            }
        }
        assertThat(given.values()).allSatisfy(nodes -> assertThat(nodes).hasSize(1));
        given.forEach((question, nodes) -> assertThat(fresh.claim(
                                BeaconOperations.ATTESTATION_DATA,
                                new AttestationDataRequest(SLOT, UInt64.of(question)),
                                SLOT,
                                NODES.get(0))
                        .owner())
                .as("later calls too")
                .isIn(nodes));
    }

    private static void step(Step step, List<Call> open, Map<Integer, Set<Member>> given, int number) {
        Call call = open.get(number % open.size());
        if (step == Step.FAIL_OVER) {
            Optional<Member> next = call.claim.instead(call.asked, NODES.get(number % 3));
            if (next.isPresent()) {
                call.asked = next.get();
                return;
            }
        }
        if (step == Step.ANSWER && call.claim.give(call.asked, "an answer").isGiven()) {
            given.computeIfAbsent(call.question, any -> new HashSet<>()).add(call.asked);
        }
        call.claim.release();
        open.remove(call);
    }

    @Test
    void claim_isTheChosensWhileNobodyAnsweredAndNobodyIsAsked() {
        Slots.Claim first = claim(1, NODES.get(0));
        Slots.Claim second = claim(1, NODES.get(1));
        assertThat(second.owner()).as("while it is under way").isSameAs(NODES.get(0));
        first.release();
        first.release();
        Slots.Claim third = claim(1, NODES.get(1));
        assertThat(third.owner()).as("one has ended, twice").isSameAs(NODES.get(0));
        second.release();
        third.release();

        assertThat(claim(1, NODES.get(1)).owner()).isSameAs(NODES.get(1));
        assertThat(claim(2, NODES.get(2)).owner()).as("another question").isSameAs(NODES.get(2));
    }

    @Test
    void instead_isNobodyOnceTheHostHasAnAnswer() {
        Slots.Claim claim = claim(1, NODES.get(0));
        assertThat(claim.isGiven()).isFalse();
        assertThat(claim.give(NODES.get(0), "an answer").isGiven()).isTrue();

        assertThat(claim.isGiven()).isTrue();
        assertThat(claim.instead(NODES.get(0), NODES.get(1))).isEmpty();
        assertThat(claim.give(NODES.get(1), "an answer").isGiven()).isFalse();
    }

    @Test
    void instead_isWhomAQuickerCallHasAskedMeanwhile() {
        Slots.Claim one = claim(1, NODES.get(0));
        Slots.Claim other = claim(1, NODES.get(0));
        assertThat(one.instead(NODES.get(0), NODES.get(1))).contains(NODES.get(1));

        assertThat(other.instead(NODES.get(0), NODES.get(2))).contains(NODES.get(1));
    }

    @Test
    void blocks_areOneForASlotWhateverIsWishedForThem() {
        ProductionRequest plain = ProductionRequest.builder().slot(SLOT).build();
        Slots.Claim claim = slots.claim(BeaconOperations.PRODUCE_BLOCK, plain, SLOT, NODES.get(0));
        assertThat(claim.give(NODES.get(0), "an answer").isGiven()).isTrue();
        ProductionRequest fancy = ProductionRequest.builder()
                .slot(SLOT)
                .graffiti(Hash32.ZERO)
                .isBlindedAllowed(true)
                .build();

        assertThat(slots.claim(BeaconOperations.PRODUCE_BLOCK, fancy, SLOT, NODES.get(1))
                        .owner())
                .isSameAs(NODES.get(0));
    }

    @Test
    void producer_isKnownForTheLastSlots() {
        for (int slot = 1; slot <= Slots.SLOTS + 1; slot++) {
            Slots.Claim claim = slots.claim(
                    BeaconOperations.ATTESTATION_DATA,
                    new AttestationDataRequest(UInt64.of(slot), UInt64.ONE),
                    UInt64.of(slot),
                    NODES.get(1));
            assertThat(claim.give(NODES.get(1), "an answer").isGiven()).isTrue();
            claim.release();
        }

        assertThat(slots.producer(BeaconOperations.ATTESTATION_DATA, UInt64.ONE))
                .isEmpty();
        assertThat(slots.producer(BeaconOperations.ATTESTATION_DATA, UInt64.of(2)))
                .contains(NODES.get(1));
        assertThat(slots.producer(BeaconOperations.PRODUCE_BLOCK, UInt64.of(2))).isEmpty();
    }

    @Test
    void questions_areForgottenAfterManyOthersButNotWhileTheyAreAsked() {
        Slots.Claim old = claim(1, NODES.get(0));
        assertThat(old.give(NODES.get(0), "an answer").isGiven()).isTrue();
        old.release();
        Slots.Claim asked = claim(2, NODES.get(0));
        for (int question = 3; question < Slots.REMEMBERED + 10; question++) {
            claim(question, NODES.get(0)).release();
        }

        assertThat(claim(1, NODES.get(1)).owner()).as("forgotten").isSameAs(NODES.get(1));
        assertThat(claim(2, NODES.get(1)).owner()).as("under way").isSameAs(NODES.get(0));
        asked.release();
    }
}
