package io.github.lighthousecompat.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a {@link FakeExecutionNode} does otherwise than a healthy server: rules by JSON-RPC method. Thread-safe.
 *
 * <p>A request follows the first rule for its method that still has calls left; without one it is answered from the
 * chain. A rule that answers or cuts comes before the check of the token.
 */
public final class NodeScript {
    private static final String ANY = "";

    private final RuleList<Rule> rules = new RuleList<>();

    NodeScript() {}

    /** Adds a rule for every request of {@code method} from now on, such as {@code engine_newPayloadV3}. */
    public Rule on(String method) {
        return rules.add(new Rule(method));
    }

    /** Adds a rule for every request from now on, whatever its method, also if it names none. */
    public Rule onAny() {
        return on(ANY);
    }

    /** Removes all rules; requests that one of them holds go on. */
    public void clear() {
        rules.clear();
    }

    Optional<Rule> take(String method) {
        return rules.take(rule -> rule.method.equals(ANY) || rule.method.equals(method));
    }

    /** What happens to the requests of one method. Thread-safe; the methods return the rule itself. */
    public static final class Rule extends ScriptRule<Rule> {
        private final String method;
        private volatile Optional<Json> result = Optional.empty();
        private volatile Optional<Json> error = Optional.empty();
        private volatile boolean wrongId;

        private Rule(String method) {
            this.method = method;
        }

        /** Answers with this JSON text as the result, under the id of the request; the chain is not asked. */
        public Rule result(String json) {
            try {
                result = Optional.of(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
                error = Optional.empty();
                return this;
            } catch (EngineError e) {
                throw new IllegalArgumentException("the result must be JSON: " + json, e);
            }
        }

        /** Answers with this JSON-RPC error, under the id of the request; the chain is not asked. */
        public Rule error(int code, String message) {
            error = Optional.of(
                    Json.members("code", new Json.Digits(String.valueOf(code)), "message", Json.text(message)));
            return this;
        }

        /** Answers under another id than the request's. */
        public Rule wrongId() {
            wrongId = true;
            return this;
        }

        /** The members of the answer to a request with {@code id}, if this rule has them. */
        Optional<Json> rpcAnswer(Json id) {
            return error.map(failure -> RpcAnswer.failed(id, failure))
                    .or(() -> result.map(value -> RpcAnswer.of(id, value)));
        }

        boolean hasWrongId() {
            return wrongId;
        }
    }
}
