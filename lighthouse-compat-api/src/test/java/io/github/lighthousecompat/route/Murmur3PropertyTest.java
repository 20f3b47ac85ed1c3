package io.github.lighthousecompat.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The hash is the published one, over UTF-8, and will never be another. */
class Murmur3PropertyTest {
    /** Of all lengths in UTF-8, with characters outside the first plane and halves of such. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.chars().ascii().map(String::valueOf),
                        Arbitraries.chars().all().map(String::valueOf),
                        Arbitraries.integers()
                                .between(Character.MIN_SUPPLEMENTARY_CODE_POINT, Character.MAX_CODE_POINT)
                                .map(Character::toString))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Tag("S3")
    @Property
    void hash_isThatOfTheUtf8Bytes(@ForAll("texts") String text) {
        assertThat(Murmur3.hash("", "", text)).isEqualTo(ReferenceMurmur3.hash(utf8(text), 0));
    }

    @Property
    void bucket_isAnEqualPartOfTheHashOfSaltAndUnit(@ForAll("texts") String salt, @ForAll("texts") String unit) {
        assertThat(Murmur3.bucket(salt, unit, 10_000))
                .isBetween(0, 9_999)
                .isEqualTo(ReferenceMurmur3.bucket(salt, unit));
    }

    @Tag("S3")
    @Example
    void hash_isThePublishedOne() {
        Map.of(
                        "", 0,
                        "\0", 0x514e28b7,
                        "\0\0", 0x30f4c306,
                        "\0\0\0", 0x85f0b427,
                        "\0\0\0\0", 0x2362f9de,
                        "!", 0x72661cf4,
                        "!C", 0xa0f7b07a,
                        "!Ce", 0x7e4a8634,
                        "test", 0xba6bd213,
                        "Hello, world!", 0xc0363e43)
                .forEach((text, hash) ->
                        assertThat(Murmur3.hash("", "", text)).as(text).isEqualTo(hash));
        assertThat(Murmur3.hash("hello", "", "")).isEqualTo(0x248bfa47);
        assertThat(Murmur3.hash("hello", ", ", "world")).isEqualTo(0x149bbb7f);
        assertThat(Murmur3.hash("", "", "The quick brown fox jumps over the lazy dog"))
                .isEqualTo(0x2e4ff723);
    }

    @Example
    void reference_isThePublishedHash() {
        assertThat(ReferenceMurmur3.hash(new byte[0], 1)).isEqualTo(0x514e28b7);
        assertThat(ReferenceMurmur3.hash(new byte[0], -1)).isEqualTo(0x81f16f39);
        assertThat(ReferenceMurmur3.hash(hex("ffffffff"), 0)).isEqualTo(0x76293b50);
        assertThat(ReferenceMurmur3.hash(hex("21436587"), 0)).isEqualTo(0xf55b516b);
        assertThat(ReferenceMurmur3.hash(hex("21436587"), 0x5082edee)).isEqualTo(0x2362f9de);
        Map.of("a", 0x7fa09ea6, "aa", 0x5d211726, "aaa", 0x283e0130, "aaaa", 0x5a97808a, "abc", 0xc84a62dd)
                .forEach((text, hash) -> assertThat(ReferenceMurmur3.hash(utf8(text), 0x9747b28c))
                        .as(text)
                        .isEqualTo(hash));
        assertThat(ReferenceMurmur3.hash(utf8("\u03c0".repeat(8)), 0x9747b28c)).isEqualTo(0xd58063c1);
    }

    @Tag("S3")
    @Example
    void bucket_isTheSameInEveryRelease() {
        Map.of("session_0", 7633, "session_1", 3583, "slot:9000000", 2635, "h\u00e9llo", 4602)
                .forEach((unit, bucket) -> assertThat(Murmur3.bucket("lighthouse-v5", unit, 10_000))
                        .isEqualTo(bucket));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
