package io.github.lighthousecompat.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Keccak256Test {
    @ParameterizedTest
    @CsvSource({
        "'', 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "abc, 0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        "The quick brown fox jumps over the lazy dog, "
                + "0x4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15",
    })
    void hash_publishedText(String text, String expected) {
        assertThat(Keccak256.hash(Bytes.of(text.getBytes(US_ASCII))).toHex()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0xc0, 0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
        "0x80, 0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
    })
    void hash_encodingOfNothing(String encoded, String expected) {
        assertThat(Keccak256.hash(Bytes.parse(encoded)).toHex()).isEqualTo(expected);
    }

    @Test
    void digest_everyLengthOverThreeBlocks_equalsBouncyCastle() {
        Keccak256 keccak = new Keccak256();
        byte[] out = new byte[Keccak256.DIGEST_SIZE];
        for (int length = 0; length <= 3 * 136 + 1; length++) {
            byte[] message = new byte[length];
            for (int i = 0; i < length; i++) {
                message[i] = (byte) (31 * i + length);
            }
            keccak.digest(message, 0, length, out, 0);
            assertThat(out).as("digest of %s bytes", length).isEqualTo(Oracles.keccak(message));
        }
    }
}
