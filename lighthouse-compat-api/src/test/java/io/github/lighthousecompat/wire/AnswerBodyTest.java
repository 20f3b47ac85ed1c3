package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerBodyTest {
    private static final int LIMIT = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16384, 16385, 99_999, 100_000})
    void read_upToTheLimit_isTheWholeBody(int size) throws IOException {
        byte[] body = bytes(size);

        assertThat(AnswerBody.read(new ByteArrayInputStream(body), size, LIMIT)).contains(body);
        assertThat(AnswerBody.read(new ByteArrayInputStream(body), -1, LIMIT)).contains(body);
    }

    @Test
    void read_announcedAboveTheLimit_readsNothing() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes(10));

        assertThat(AnswerBody.read(in, LIMIT + 1L, LIMIT)).isEmpty();
        assertThat(in.available()).isEqualTo(10);
    }

    @Test
    void read_notAnnouncedAboveTheLimit_stopsOneByteAfterIt() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes(LIMIT + 10));

        assertThat(AnswerBody.read(in, -1, LIMIT)).isEmpty();
        assertThat(in.available()).isEqualTo(9);
    }

    @Test
    void read_brokenStream_fails() {
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(bytes(10)), new BrokenStream());

        assertThatThrownBy(() -> AnswerBody.read(in, 20, LIMIT)).isInstanceOf(IOException.class);
    }

    @Test
    void excerpt_longTextWithToken_isOneShortLineWithoutIt() {
        String text = "first\r\n\tsecond\u0000 abc.def.ghi " + "x".repeat(1000);

        String excerpt = AnswerBody.excerpt(text.getBytes(UTF_8), body -> body.replace("abc.def.ghi", "(token)"));

        assertThat(excerpt)
                .startsWith("first second (token) xxx")
                .endsWith("x...")
                .hasSize(256);
    }

    @Test
    void excerpt_secretAtTheCut_showsNoPartOfIt() {
        String text = "x".repeat(245) + "abc.def.ghi" + "x".repeat(1000);

        assertThat(AnswerBody.excerpt(text.getBytes(UTF_8), body -> BeaconHttp.redacted(body, List.of("abc.def.ghi"))))
                .doesNotContain("abc");
    }

    @Test
    void excerpt_nothingToHide_isTheText() {
        assertThat(AnswerBody.excerpt("<p>no</p>".getBytes(UTF_8), body -> BeaconHttp.redacted(body, List.of())))
                .isEqualTo("<p>no</p>");
    }

    @Test
    void beginning_brokenStream_isWhatCame() {
        InputStream in = new SequenceInputStream(new ByteArrayInputStream("half".getBytes(UTF_8)), new BrokenStream());

        assertThat(AnswerBody.beginning(in)).asString(UTF_8).isEqualTo("half");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("broken");
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            throw new IOException("broken");
        }
    }
}
