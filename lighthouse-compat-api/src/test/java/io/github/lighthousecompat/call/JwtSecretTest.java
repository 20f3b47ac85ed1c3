package io.github.lighthousecompat.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtSecretTest {
    private static final String HEX = "7365637265742d6f662d33322d62797465732d666f722d7468652d746573742e";
    private static final byte[] KEY = HexFormat.of().parseHex(HEX);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {HEX, "0x" + HEX, "  " + HEX + "\n", "\t0x" + HEX + "\r\n"})
    void fromHex_64Digits_isTheKey(String hex) {
        assertThat(JwtSecret.fromHex(hex).key()).isEqualTo(KEY);
    }

    @Test
    void fromFile_64Digits_isTheKey() throws IOException {
        Path file = Files.writeString(directory.resolve("jwt.hex"), "0x" + HEX + "\n");
        JwtSecret secret = JwtSecret.fromFile(file);

        assertThat(secret.key()).isEqualTo(KEY);
        assertThat(secret).hasToString("JwtSecret from file " + file);
    }

    @Test
    void from_supplier_isAskedEveryTime() {
        AtomicInteger calls = new AtomicInteger();
        JwtSecret secret = JwtSecret.from(() -> {
            byte[] key = new byte[32];
            Arrays.fill(key, (byte) calls.incrementAndGet());
            return key;
        });

        assertThat(secret.key()).containsOnly(1);
        assertThat(secret.key()).containsOnly(2);
        assertThat(secret).hasToString("JwtSecret from supplier");
    }

    @Test
    void from_supplierOfAnotherSize_fails() {
        assertThatThrownBy(JwtSecret.from(() -> new byte[31])::key)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the JWT secret has 31 bytes, must have 32");
    }

    @Test
    void key_changedByTheCaller_staysAsItWas() {
        JwtSecret secret = JwtSecret.fromHex(HEX);

        secret.key()[0] = 0;

        assertThat(secret.key()).isEqualTo(KEY);
    }

    @Test
    void fromHex_otherText_saysOnlyHowLongItIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtSecret.fromHex("secret"))
                .withMessage("JWT secret from hex text must be 64 hex digits, has 6 characters");
    }

    @Test
    void fromFile_missing_namesTheFile() {
        Path file = directory.resolve("missing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtSecret.fromFile(file))
                .withMessage("JWT secret file can't be read: " + file);
    }

    @Test
    void anyText_ofASecret_neverShowsIt() throws IOException {
        Path almost = Files.writeString(directory.resolve("almost"), HEX + "ab");
        Path notHex = Files.writeString(directory.resolve("not-hex"), "zz" + HEX.substring(2));
        Path notText = Files.write(directory.resolve("not-text"), concat(KEY, new byte[] {(byte) 0xff}));

        assertThat(JwtSecret.fromHex(HEX).toString()).isEqualTo("JwtSecret from hex text");
        assertShowsNothing(() -> JwtSecret.fromHex(HEX + "ab"));
        assertShowsNothing(() -> JwtSecret.fromHex("zz" + HEX.substring(2)));
        assertShowsNothing(() -> JwtSecret.fromFile(almost));
        assertShowsNothing(() -> JwtSecret.fromFile(notHex));
        assertShowsNothing(() -> JwtSecret.fromFile(notText));
        assertShowsNothing(() -> JwtSecret.from(() -> Arrays.copyOf(KEY, 33)).key());
    }

    private static void assertShowsNothing(ThrowingCallable attempt) {
        Throwable failure = Assertions.catchThrowable(attempt);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain(HEX.substring(2, 20))
                .doesNotContain("secret-of-32")
                .doesNotContain(HEX.substring(40, 60));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
