package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Asks for more validators than one path has room for, part by part, and joins the answers to what one would have been.
 *
 * <p>All parts are of one state: the root that the state has at the beginning stands for it, as the head may move
 * meanwhile.
 */
final class ValidatorParts {
    /** Servers and what stands before them take lines of 8 KiB, of which the rest of the path needs some. */
    private static final int MOST_TEXT = 7_000;

    private ValidatorParts() {}

    /**
     * One answer, or several joined.
     *
     * @param ids the validators; empty for all
     * @param index the number of a validator, by which nodes order their answers
     * @param ask for these of the state under this name
     */
    static <T> Optional<ChainAnswer<List<T>>> read(
            StateId state,
            Optional<List<ValidatorId>> ids,
            NodeCall call,
            Function<T, UInt64> index,
            BiFunction<String, List<ValidatorId>, Optional<ChainAnswer<List<T>>>> ask) {
        List<List<ValidatorId>> parts = parts(ids.orElse(List.of()));
        if (parts.size() == 1) {
            return ask.apply(state.text(), parts.get(0));
        }
        return call.to(BeaconPaths.STATE_ROOT, state.text()).sendOrMissing().flatMap(answer -> {
            String root = answer.json(ChainCalls.ROOT).data().toString();
            List<ChainAnswer<List<T>>> answers = new ArrayList<>();
            for (List<ValidatorId> part : parts) {
                Optional<ChainAnswer<List<T>>> found = ask.apply(root, part);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                answers.add(found.get());
            }
            return Optional.of(joined(answers, index));
        });
    }

    private static List<List<ValidatorId>> parts(List<ValidatorId> ids) {
        List<List<ValidatorId>> parts = new ArrayList<>();
        int from = 0;
        int size = 0;
        for (int at = 0; at < ids.size(); at++) {
            int more = ids.get(at).toString().length() + 1;
            if (size + more > MOST_TEXT) {
                parts.add(ids.subList(from, at));
                from = at;
                size = 0;
            }
            size += more;
        }
        parts.add(ids.subList(from, ids.size()));
        return parts;
    }

    private static <T> ChainAnswer<List<T>> joined(List<ChainAnswer<List<T>>> answers, Function<T, UInt64> index) {
        // who is named twice is in an answer once
        TreeMap<UInt64, T> all = new TreeMap<>();
        answers.forEach(answer -> answer.data().forEach(one -> all.put(index.apply(one), one)));
        return new ChainAnswer<>(
                List.copyOf(all.values()),
                joined(answers, ChainAnswer::executionOptimistic, Boolean::logicalOr),
                joined(answers, ChainAnswer::finalized, Boolean::logicalAnd));
    }

    private static <T> Optional<Boolean> joined(
            List<ChainAnswer<T>> answers,
            Function<ChainAnswer<T>, Optional<Boolean>> part,
            BinaryOperator<Boolean> join) {
        return answers.stream().flatMap(answer -> part.apply(answer).stream()).reduce(join);
    }
}
