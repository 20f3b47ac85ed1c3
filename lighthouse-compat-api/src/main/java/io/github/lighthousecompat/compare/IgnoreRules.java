package io.github.lighthousecompat.compare;

import io.github.lighthousecompat.engine.EngineOperations;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where two answers may differ and still be as good as each other. Immutable and thread-safe.
 *
 * <p>No rule hides that two backends judge a block differently: VALID, INVALID and not known are always told apart.
 */
public final class IgnoreRules {
    /** Nothing may differ, not even texts and ids. */
    public static final IgnoreRules NONE = new IgnoreRules(List.of());

    /** What no two execution layers have in common, and need not. */
    public static final IgnoreRules DEFAULT = NONE.plus(
            IgnoreRule.ofAll("validationError", "free text of each server"),
            IgnoreRule.ofAll("latestValidAncestor", "how far back an INVALID reaches is known to some servers only"),
            built("payloadStatus.validationError", "free text of each server"),
            built("payloadStatus.latestValidAncestor", "how far back an INVALID reaches is known to some servers only"),
            built("payloadId", "each server makes its own"),
            fetched("blockValue", "follows from the transactions"),
            fetched("blobsBundle", "follows from the transactions"),
            fetched("shouldOverrideBuilder", "advice of each server"),
            fetched("payload.transactions", "each server has its own pool"),
            fetched("payload.feeRecipient", "a server may pay its own"),
            fetched("payload.extraData", "words of each server"),
            fetched("payload.gasLimit", "each server moves towards its own target"),
            fetched("payload.gasUsed", "follows from the transactions"),
            fetched("payload.stateRoot", "follows from the transactions"),
            fetched("payload.receiptsRoot", "follows from the transactions"),
            fetched("payload.logsBloom", "follows from the transactions"),
            fetched("payload.blobGasUsed", "follows from the transactions"),
            fetched("payload.blockHash", "follows from all of these"));

    private record Compiled(IgnoreRule rule, Pattern pattern) {}

    private final List<Compiled> rules;

    private IgnoreRules(List<Compiled> rules) {
        this.rules = rules;
    }

    /** These and more. */
    public IgnoreRules plus(IgnoreRule... more) {
        return plus(List.of(more));
    }

    /** These and more. */
    public IgnoreRules plus(List<IgnoreRule> more) {
        return new IgnoreRules(Stream.concat(
                        rules.stream(), more.stream().map(rule -> new Compiled(rule, rule.pattern())))
                .toList());
    }

    /** The rules, in the order in which they were given. */
    public List<IgnoreRule> rules() {
        return rules.stream().map(Compiled::rule).toList();
    }

    /** Whether answers of {@code operation} may differ at {@code path}. */
    public boolean covers(String operation, CharSequence path) {
        for (Compiled compiled : rules) {
            if (compiled.rule().isFor(operation)
                    && compiled.pattern().matcher(path).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    /** The rules, one after the other. */
    @Override
    public String toString() {
        return rules().toString();
    }

    private static IgnoreRule built(String path, String reason) {
        return IgnoreRule.of(EngineOperations.FORKCHOICE_BUILD, path, reason);
    }

    private static IgnoreRule fetched(String path, String reason) {
        return IgnoreRule.of(EngineOperations.GET_PAYLOAD, path, reason);
    }
}
