package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Operation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who says what is signed in each slot. Of all answers to one question only those of one node are handed out, whatever
 * the router says meanwhile: two blocks of one slot get a validator slashed. So do two votes of which one surrounds the
 * other, and nodes justify at different times: no two such votes are handed out, whatever they are asked for.
 *
 * <p>Questions are remembered until {@value #REMEMBERED} others were asked; one that is under way is not forgotten.
 * Thread-safe. A signer must keep its own record all the same: this one does not survive a restart.
 */
final class Slots {
    /** As many as a host with validators in all committees asks in several epochs. */
    static final int REMEMBERED = 8_192;

    /** The slots whose producers are known. */
    static final int SLOTS = 128;

    /** What is asked: the block of a slot, whatever is wished for it; for anything else the very same argument. */
    private record Question(Operation<?, ?> operation, Object what) {
        static Question of(Operation<?, ?> operation, Object argument) {
            return new Question(operation, argument instanceof ProductionRequest request ? request.slot() : argument);
        }
    }

    private record Slot(Operation<?, ?> operation, UInt64 slot) {}

    /** Who is asked, how many calls for it are under way, and whether the host has an answer. */
    private static final class State {
        private Member owner;
        private int underWay;
        private boolean isGiven;

        State(Member owner) {
            this.owner = owner;
        }
    }

    /**
     * What became of an answer.
     *
     * @param isGiven whether the host has it
     * @param problem why nobody may sign it; empty if it was given, or somebody else was quicker
     */
    record Gift(boolean isGiven, Optional<String> problem) {
        static final Gift GIVEN = new Gift(true, Optional.empty());
        static final Gift OVERTAKEN = new Gift(false, Optional.empty());
    }

    /** One call's part in a question; to be released when the call has ended. */
    final class Claim {
        private final Slot slot;
        private final State state;
        private boolean isReleased;

        private Claim(Slot slot, State state) {
            this.slot = slot;
            this.state = state;
        }

        /** Who is to be asked. */
        Member owner() {
            synchronized (Slots.this) {
                return state.owner;
            }
        }

        /** Whether the host has an answer, so that nobody else may be asked any more. */
        boolean isGiven() {
            synchronized (Slots.this) {
                return state.isGiven;
            }
        }

        /**
         * Hands out an answer of {@code member}, unless somebody else is the one to ask by now, or it may not be
         * signed.
         */
        Gift give(Member member, Object answer) {
            synchronized (Slots.this) {
                if (state.owner != member) {
                    return Gift.OVERTAKEN;
                }
                Optional<String> problem = answer instanceof AttestationData vote ? votes.take(vote) : Optional.empty();
                if (problem.isPresent()) {
                    return new Gift(false, problem);
                }
                state.isGiven = true;
                producers.put(slot, member);
                forgetEldest(producers, SLOTS);
                return Gift.GIVEN;
            }
        }

        /**
         * Who is to be asked in the place of {@code failed}: {@code other}, but for another call for the same that was
         * quicker; empty if the host has an answer of {@code failed} already.
         */
        Optional<Member> instead(Member failed, Member other) {
            synchronized (Slots.this) {
                if (state.owner == failed && !state.isGiven) {
                    state.owner = other;
                }
                return state.owner == failed ? Optional.empty() : Optional.of(state.owner);
            }
        }

        /** The call has ended; later calls do nothing. */
        void release() {
            synchronized (Slots.this) {
                if (!isReleased) {
                    isReleased = true;
                    state.underWay--;
                }
            }
        }
    }

    private final Map<Question, State> questions = new LinkedHashMap<>();
    private final Map<Slot, Member> producers = new LinkedHashMap<>();
    private final Votes votes = new Votes();

    /** Takes part in a question; {@code chosen} is asked, but for somebody who has answered it or is under way. */
    synchronized Claim claim(Operation<?, ?> operation, Object argument, UInt64 slot, Member chosen) {
        State state = questions.computeIfAbsent(Question.of(operation, argument), any -> new State(chosen));
        if (!state.isGiven && state.underWay == 0) {
            state.owner = chosen;
        }
        state.underWay++;
        forgetQuestions();
        return new Claim(new Slot(operation, slot), state);
    }

    /** Whose answer to {@code operation} for {@code slot} was handed out last. */
    synchronized Optional<Member> producer(Operation<?, ?> operation, UInt64 slot) {
        return Optional.ofNullable(producers.get(new Slot(operation, slot)));
    }

    private void forgetQuestions() {
        Iterator<State> eldest = questions.values().iterator();
        for (int more = questions.size() - REMEMBERED; more > 0 && eldest.hasNext(); more--) {
            if (eldest.next().underWay == 0) {
                eldest.remove();
            }
        }
    }

    private static void forgetEldest(Map<?, ?> map, int most) {
        if (map.size() > most) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
