package io.github.lighthousecompat.testkit.node;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides whether tests with {@link RequiresNode} run, are skipped or fail. */
final class NodeCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean required = "required".equals(System.getProperty("real.node")) || "true".equals(System.getenv("CI"));
        return decide(NodeJs.found().problem(), required);
    }

    static ConditionEvaluationResult decide(Optional<String> problem, boolean required) {
        if (problem.isEmpty()) {
            return ConditionEvaluationResult.enabled("Node.js is there");
        }
        if (required) {
            throw new IllegalStateException("this test must not be skipped here: " + problem.get());
        }
        return ConditionEvaluationResult.disabled("SKIPPED, no real node was tested with: " + problem.get());
    }
}
