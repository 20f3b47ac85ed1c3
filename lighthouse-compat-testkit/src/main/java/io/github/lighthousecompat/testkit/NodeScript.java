package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * What a {@link FakeExecutionNode} does otherwise than a healthy server: rules by JSON-RPC method. Thread-safe.
 *
 * <p>A request follows the first rule for its method that still has calls left; without one it is answered from the
 * chain. A rule that answers or cuts comes before the check of the token.
 */
public final class NodeScript {
    private static final String ANY = "";

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    NodeScript() {}

    /** Adds a rule for every request of {@code method} from now on, such as {@code engine_newPayloadV3}. */
    public Rule on(String method) {
        Rule rule = new Rule(method);
        rules.add(rule);
        return rule;
    }

    /** Adds a rule for every request from now on, whatever its method, also if it names none. */
    public Rule onAny() {
        return on(ANY);
    }

    /** Removes all rules; requests that one of them holds go on. */
    public void clear() {
        List<Rule> old = List.copyOf(rules);
        rules.removeAll(old);
        old.forEach(Rule::release);
    }

    Optional<Rule> take(String method) {
        return rules.stream()
                .filter(rule -> rule.method.equals(ANY) || rule.method.equals(method))
                .filter(Rule::takeCall)
                .findFirst();
    }

    /** How much of an answer is sent. */
    enum Cut {
        /** All of it. */
        WHOLE,
        /** No byte: the connection is closed. */
        NOTHING,
        /** Half of it, then the connection is closed. */
        HALF,
        /** Half of it, and then nothing more until the rule is released. */
        STALLED
    }

    /** An answer in place of the server's own. */
    record Answer(int status, String contentType, Bytes body) {
        static Answer json(byte[] body) {
            return new Answer(200, "application/json", Bytes.of(body));
        }

        static Answer text(int status, String body) {
            return new Answer(status, "text/plain; charset=utf-8", utf8(body));
        }

        static Bytes utf8(String text) {
            return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What happens to the requests of one method: another answer, a late one, a broken one or none. Thread-safe; the
     * methods return the rule itself.
     */
    public static final class Rule {
        private final String method;
        private long left = Long.MAX_VALUE;
        private Optional<Answer> answer = Optional.empty();
        private Optional<Json> rpc = Optional.empty();
        private boolean failing;
        private Duration delay = Duration.ZERO;
        private Cut cut = Cut.WHOLE;
        private boolean wrongId;
        private CountDownLatch gate = new CountDownLatch(0);

        private Rule(String method) {
            this.method = method;
        }

        /** Limits the rule to the next {@code count} requests. */
        public synchronized Rule times(int count) {
            left = count;
            return this;
        }

        /** Answers with this HTTP status and body, as JSON if the body begins like that; the chain is not asked. */
        public synchronized Rule answer(int status, String body) {
            String type = body.startsWith("{") || body.startsWith("[") ? "application/json" : "text/html";
            answer = Optional.of(new Answer(status, type, Answer.utf8(body)));
            return this;
        }

        /** Answers with this JSON text as the result, under the id of the request; the chain is not asked. */
        public Rule result(String json) {
            try {
                return rpc(Json.parse(json.getBytes(StandardCharsets.UTF_8)), false);
            } catch (EngineError e) {
                throw new IllegalArgumentException("the result must be JSON: " + json, e);
            }
        }

        /** Answers with this JSON-RPC error, under the id of the request; the chain is not asked. */
        public Rule error(int code, String message) {
            return rpc(
                    Json.members("code", new Json.Digits(String.valueOf(code)), "message", Json.text(message)), true);
        }

        /** Answers under another id than the request's. */
        public synchronized Rule wrongId() {
            wrongId = true;
            return this;
        }

        /** Sends the answer {@code delay} later; the chain changes at once. */
        public synchronized Rule delay(Duration delay) {
            this.delay = delay;
            return this;
        }

        /** Sends nothing before {@link #release}; the chain changes at once. */
        public synchronized Rule hold() {
            gate = new CountDownLatch(1);
            return this;
        }

        /** Sends half of the answer and the rest never; the connection stays open until {@link #release}. */
        public synchronized Rule stall() {
            gate = new CountDownLatch(1);
            cut = Cut.STALLED;
            return this;
        }

        /** Sends half of the answer and closes the connection. */
        public synchronized Rule truncate() {
            cut = Cut.HALF;
            return this;
        }

        /** Closes the connection without an answer; the chain changes all the same. */
        public synchronized Rule disconnect() {
            cut = Cut.NOTHING;
            return this;
        }

        /** Lets go of all requests that are held or stalled, and holds no more. */
        public synchronized void release() {
            gate.countDown();
        }

        private synchronized Rule rpc(Json value, boolean failing) {
            this.rpc = Optional.of(value);
            this.failing = failing;
            return this;
        }

        synchronized Optional<Answer> answer() {
            return answer;
        }

        /** The members of the answer to a request with {@code id}, if this rule has them. */
        synchronized Optional<Json> rpcAnswer(Json id) {
            return rpc.map(value -> failing ? RpcAnswer.failed(id, value) : RpcAnswer.of(id, value));
        }

        synchronized boolean hasWrongId() {
            return wrongId;
        }

        synchronized Duration delay() {
            return delay;
        }

        synchronized Cut cut() {
            return cut;
        }

        synchronized CountDownLatch gate() {
            return gate;
        }

        private synchronized boolean takeCall() {
            return left > 0 && left-- > 0;
        }
    }
}
