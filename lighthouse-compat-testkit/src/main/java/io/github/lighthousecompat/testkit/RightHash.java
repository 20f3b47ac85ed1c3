package io.github.lighthousecompat.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks jqwik for blocks whose stated hash is that of their content, and whose versioned hashes are those of their blob
 * transactions; without it hashes are any bytes.
 *
 * <p>It goes with {@code CapellaPayload} and with the types of {@code NewPayloadRequest}. A {@code DenebPayload} alone
 * does not say its hash, as the parent beacon block root is part of it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface RightHash {}
