package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.LighthouseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwtTest {
    private static final CallLabel LABEL = new CallLabel(CallSite.of("c"), "engine_newPayloadV2");
    private static final String HEX = "0x" + "c0ffee11".repeat(8);

    private final ManualTime time = new ManualTime();

    @Test
    void token_anyMoment_isWhatNimbusVerifies() throws Exception {
        SignedJWT token = SignedJWT.parse(new Jwt(JwtSecret.fromHex(HEX), time).token(LABEL));

        assertThat(token.verify(new MACVerifier(JwtSecret.fromHex(HEX).key()))).isTrue();
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
        assertThat(token.getJWTClaimsSet().getClaims()).containsOnlyKeys("iat");
        assertThat(token.getJWTClaimsSet().getIssueTime()).isEqualTo(Date.from(time.now()));
        assertThat(token.verify(new MACVerifier(new byte[32]))).isFalse();
    }

    @Test
    @Tag("ask-25")
    void token_afterSomeTime_isIssuedThen() throws Exception {
        Jwt jwt = new Jwt(JwtSecret.fromHex(HEX), time);
        String first = jwt.token(LABEL);
        time.advance(Duration.ofSeconds(61));

        assertThat(jwt.token(LABEL)).isNotEqualTo(first);
        assertThat(SignedJWT.parse(jwt.token(LABEL)).getJWTClaimsSet().getIssueTime())
                .isEqualTo(Date.from(time.now()));
    }

    @Test
    void token_afterRotation_isSignedWithTheNewSecret() throws Exception {
        AtomicReference<byte[]> secret = new AtomicReference<>(new byte[32]);
        Jwt jwt = new Jwt(JwtSecret.from(secret::get), time);
        jwt.token(LABEL);
        byte[] next = new byte[32];
        Arrays.fill(next, (byte) 9);
        secret.set(next);

        assertThat(SignedJWT.parse(jwt.token(LABEL)).verify(new MACVerifier(next)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("badSuppliers")
    void token_badSecret_isAuthenticationThatShowsNothing(Supplier<byte[]> supplier) {
        Jwt jwt = new Jwt(JwtSecret.from(supplier), time);

        LighthouseException.Authentication failure =
                catchThrowableOfType(LighthouseException.Authentication.class, () -> jwt.token(LABEL));

        assertThat(failure.operation()).isEqualTo("engine_newPayloadV2");
        assertThat(failure).hasNoCause().hasMessageContaining("32 bytes").hasMessageNotContaining("c0ffee");
    }

    static List<Supplier<byte[]>> badSuppliers() {
        return List.of(() -> new byte[31], () -> new byte[0], () -> {
            throw new IllegalArgumentException("no secret, but " + HEX);
        });
    }
}
