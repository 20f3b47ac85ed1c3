package io.github.lighthousecompat.testkit.node;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks JUnit tests that start an {@link EthereumJsNode}, a {@link LodestarNode} or a {@link LodestarDenebNode}, or use
 * their packages. Without Node.js 20 and npm they are skipped and say why; they fail instead where the system property
 * {@code real.node} is {@code required} or the environment variable {@code CI} is {@code true}. They have the tag {@code
 * real-node}, so that a build can leave them out or run nothing else.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Tag("real-node")
@ExtendWith(NodeCondition.class)
public @interface RequiresNode {}
