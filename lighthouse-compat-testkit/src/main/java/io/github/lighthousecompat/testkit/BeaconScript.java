package io.github.lighthousecompat.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a {@link FakeBeaconNode} does otherwise than a healthy node: rules by HTTP method and path. Thread-safe.
 *
 * <p>A request follows the first rule for it that still has calls left; without one it is answered from the chain. A
 * stream of events follows rules too, as far as status, headers, delays and holding go.
 */
public final class BeaconScript {
    private static final String ANY = "*";

    private final RuleList<Rule> rules = new RuleList<>();

    BeaconScript() {}

    /**
     * Adds a rule for every request of {@code method} to {@code path} from now on.
     *
     * @param method {@code GET}, {@code POST}, or {@code *} for both
     * @param path such as {@code /eth/v2/beacon/blocks/*}; {@code *} stands for one segment
     */
    public Rule on(String method, String path) {
        return rules.add(new Rule(method, Optional.of(path)));
    }

    /** Adds a rule for every request from now on. */
    public Rule onAny() {
        return rules.add(new Rule(ANY, Optional.empty()));
    }

    /** Removes all rules; requests that one of them holds go on. */
    public void clear() {
        rules.clear();
    }

    Optional<Rule> take(BeaconRequest request) {
        return rules.take(rule -> rule.isFor(request));
    }

    /** What happens to the requests of one endpoint. Thread-safe; the methods return the rule itself. */
    public static final class Rule extends ScriptRule<Rule> {
        private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,77}");

        private final String method;
        private final Optional<List<String>> path;

        private Rule(String method, Optional<String> path) {
            this.method = method;
            this.path = path.map(Rule::segments);
        }

        /** Answers with this status and the envelope that Lighthouse puts around an error. */
        public Rule error(int status, String message) {
            return answer(HttpAnswer.json(
                    status,
                    Json.members(
                                    "code", new Json.Digits(String.valueOf(status)),
                                    "message", Json.text(message),
                                    "stacktraces", Json.items(List.of()))
                            .toBytes()));
        }

        /** Says that the answer is of the fork of this name, in the header and in the body. */
        public Rule fork(String name) {
            header(BeaconHeaders.VERSION, name);
            return changeJson(document -> {
                if (!(document instanceof Json.Members members)) {
                    return document;
                }
                Map<String, Json> changed = new LinkedHashMap<>(members.values());
                changed.computeIfPresent("version", (member, before) -> Json.text(name));
                return new Json.Members(changed);
            });
        }

        /** Sends what are decimal numbers in quotes as numbers without quotes. */
        public Rule bareNumbers() {
            return changeJson(Rule::bare);
        }

        /** Sends objects without this member, as in {@code data.root}. */
        Rule without(String member) {
            List<String> names = List.of(member.split("\\.", -1));
            return changeJson(document -> without(document, names));
        }

        private static Json without(Json json, List<String> names) {
            if (!(json instanceof Json.Members members)) {
                return json;
            }
            Map<String, Json> changed = new LinkedHashMap<>(members.values());
            List<String> inner = names.subList(1, names.size());
            changed.computeIfPresent(names.get(0), (name, value) -> inner.isEmpty() ? null : without(value, inner));
            return new Json.Members(changed);
        }

        private Rule changeJson(UnaryOperator<Json> change) {
            return change(sent -> {
                if (!sent.isJson() || sent.body().isEmpty()) {
                    return sent;
                }
                try {
                    return sent.withBody(
                            change.apply(Json.parse(sent.body().toArray())).toBytes());
                } catch (EngineError e) {
                    throw new IllegalStateException("what is sent as JSON must be JSON", e);
                }
            });
        }

        private static Json bare(Json json) {
            if (json instanceof Json.Text text && NUMBER.matcher(text.value()).matches()) {
                return new Json.Digits(text.value());
            }
            if (json instanceof Json.Items items) {
                return Json.items(items.values().stream().map(Rule::bare).toList());
            }
            if (json instanceof Json.Members members) {
                Map<String, Json> changed = new LinkedHashMap<>(members.values());
                changed.replaceAll((name, value) -> bare(value));
                return new Json.Members(changed);
            }
            return json;
        }

        private boolean isFor(BeaconRequest request) {
            return (method.equals(ANY) || method.equals(request.method()))
                    && path.map(pattern -> matches(pattern, segments(request.path())))
                            .orElse(true);
        }

        private static boolean matches(List<String> pattern, List<String> path) {
            if (pattern.size() != path.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!pattern.get(i).equals(ANY) && !pattern.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static List<String> segments(String path) {
            return List.of(path.split("/", -1));
        }
    }
}
