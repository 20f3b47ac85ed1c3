package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.TimeSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the token of each engine request: HS256 with the one claim {@code iat}. Thread-safe.
 *
 * <p>A server takes a token for 60 s around its own clock, so every request gets a fresh one.
 */
final class Jwt {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + ".";

    private final JwtSecret secret;
    private final TimeSource time;

    Jwt(JwtSecret secret, TimeSource time) {
        this.secret = secret;
        this.time = time;
    }

    /**
     * A token issued now.
     *
     * @throws LighthouseException.Authentication if the secret can't be had
     */
    String token(CallLabel label) {
        String content = HEADER + encode("{\"iat\":" + time.now().getEpochSecond() + "}");
        return content + "." + BASE64.encodeToString(sign(content.getBytes(US_ASCII), label));
    }

    private byte[] sign(byte[] content, CallLabel label) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return mac.doFinal(content);
        } catch (Exception e) {
            // neither the text nor the cause is passed on: a supplier may have put the secret into its message
            throw new LighthouseException.Authentication(
                    label.site(),
                    label.operation(),
                    "the " + secret + " gives no 32 bytes (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(US_ASCII));
    }
}
