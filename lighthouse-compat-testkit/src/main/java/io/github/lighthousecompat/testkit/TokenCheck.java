package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.call.JwtSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Judges the token of a request as the Engine API's authentication asks: HS256, and issued within a minute of now. */
final class TokenCheck {
    private static final Duration TOLERANCE = Duration.ofSeconds(60);
    private static final String SCHEME = "Bearer ";
    private static final String ALGORITHM = "HmacSHA256";

    private final JwtSecret secret;

    TokenCheck(JwtSecret secret) {
        this.secret = secret;
    }

    /** What is wrong with the header, in the words of the answer; empty if nothing is. */
    Optional<String> problem(@Nullable String authorization, Instant now) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return Optional.of("missing token");
        }
        String[] parts = authorization.substring(SCHEME.length()).split("\\.", -1);
        if (parts.length != 3) {
            return Optional.of("malformed token");
        }
        try {
            return problem(parts, now);
        } catch (IllegalArgumentException | EngineError e) {
            return Optional.of("malformed token");
        }
    }

    private Optional<String> problem(String[] parts, Instant now) throws EngineError {
        if (!member(parts[0], "alg").equals(Json.text("HS256"))) {
            return Optional.of("signing method is not HS256");
        }
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        if (!MessageDigest.isEqual(signature, sign(parts[0] + '.' + parts[1]))) {
            return Optional.of("signature is invalid");
        }
        if (!(member(parts[1], "iat") instanceof Json.Digits iat)
                || !iat.value().matches("\\d{1,12}")) {
            return Optional.of("missing issued-at");
        }
        Duration age = Duration.ofSeconds(now.getEpochSecond() - Long.parseLong(iat.value()));
        return age.abs().compareTo(TOLERANCE) > 0
                ? Optional.of("stale token: issued " + age + " ago, tolerance " + TOLERANCE)
                : Optional.empty();
    }

    private static Json member(String part, String name) throws EngineError {
        Json json = Json.parse(Base64.getUrlDecoder().decode(part));
        return json instanceof Json.Members members ? members.get(name) : Json.Null.NULL;
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
