package io.github.lighthousecompat.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.Transactions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Roots are those of the whole tree with all its zeros, which is never built. */
class MerklePropertyTest {
    private static final int MOST = 40;

    @Property
    void root_ofChunks_isThatOfTheTreeWithAllItsZeros(
            @ForAll @Size(max = MOST) List<@Size(32) byte[]> chunks, @ForAll @IntRange(max = 3 * MOST) int room) {
        int limit = chunks.size() + room;

        assertThat(root(chunks, limit)).isEqualTo(NaiveMerkle.merkleize(chunks, limit));
    }

    @Property
    void root_withZeroChunksBehind_isTheSame(
            @ForAll @Size(max = MOST) List<@Size(32) byte[]> chunks, @ForAll @IntRange(max = MOST) int zeros) {
        List<byte[]> more = Stream.concat(
                        chunks.stream(), Stream.generate(() -> new byte[32]).limit(zeros))
                .toList();

        assertThat(root(more, 2 * MOST)).isEqualTo(root(chunks, 2 * MOST));
    }

    @Property
    void root_inATreeOfTwiceTheRoom_isHashedWithTheZerosOfTheOtherHalf(
            @ForAll @Size(max = MOST) List<@Size(32) byte[]> chunks, @ForAll @IntRange(min = 6, max = 40) int level) {
        long limit = 1L << level;

        assertThat(root(chunks, 2 * limit)).isEqualTo(NaiveMerkle.hash(root(chunks, limit), root(List.of(), limit)));
    }

    @Property
    void root_ofMoreChunksThanRoom_isRefused(
            @ForAll @Size(min = 1, max = MOST) List<@Size(32) byte[]> chunks, @ForAll @IntRange(min = 1) int fewer) {
        int limit = Math.max(0, chunks.size() - fewer);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> root(chunks, limit))
                .withMessage(chunks.size() + " chunks are more than " + limit);
    }

    @Property
    void root_ofBytes_isThatOfTheirChunks(
            @ForAll @Size(max = 400) byte[] bytes, @ForAll @IntRange(max = 20) int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        byte[] out = new byte[32];

        new Merkle().rootOfBytes(shifted, before, bytes.length, 16, out, 0);

        assertThat(out).isEqualTo(NaiveMerkle.merkleize(NaiveMerkle.pack(bytes), 16));
    }

    @Property
    void root_ofAListOfNumbers_packsThemAndMixesTheirNumberIn(@ForAll @Size(max = 50) List<Long> longs) {
        List<UInt64> numbers = longs.stream().map(UInt64::fromLongBits).toList();
        ByteBuffer packed = ByteBuffer.allocate(Long.BYTES * longs.size()).order(ByteOrder.LITTLE_ENDIAN);
        longs.forEach(packed::putLong);
        byte[] content = NaiveMerkle.merkleize(NaiveMerkle.pack(packed.array()), 13);

        assertThat(Basics.list(Basics.UINT64, 50).root(numbers))
                .isEqualTo(Hash32.of(NaiveMerkle.mixIn(content, longs.size())));
    }

    @Property
    void root_ofAListOfLargeElements_isThatOfTheirRoots(@ForAll @Size(max = 10) List<@Size(96) byte[]> elements) {
        SszType<List<Bytes>> type = Basics.list(Basics.byteList(96), 10);
        List<byte[]> roots = elements.stream()
                .map(bytes -> NaiveMerkle.mixIn(NaiveMerkle.merkleize(NaiveMerkle.pack(bytes), 3), 96))
                .toList();

        assertThat(type.root(elements.stream().map(Bytes::of).toList()))
                .isEqualTo(Hash32.of(NaiveMerkle.mixIn(NaiveMerkle.merkleize(roots, 10), elements.size())));
    }

    @Property
    void root_ofTransactions_isThatOfAListOfByteLists(@ForAll @Size(max = 10) List<@Size(max = 70) byte[]> bytes) {
        List<Bytes> list = bytes.stream().map(Bytes::of).toList();

        assertThat(Basics.transactions(10, 70).root(Transactions.of(list)))
                .isEqualTo(Basics.list(Basics.byteList(70), 10).root(list));
    }

    @Property
    void root_ofBits_isThatOfTheirBytesAndForAListWithTheirNumber(@ForAll @Size(max = 700) boolean[] set) {
        byte[] bytes = new byte[(set.length + 7) / 8];
        for (int i = 0; i < set.length; i++) {
            bytes[i / 8] |= (byte) (set[i] ? 1 << i % 8 : 0);
        }
        Bits bits = Bits.of(bytes, set.length);
        byte[] list = NaiveMerkle.merkleize(NaiveMerkle.pack(bytes), 3);

        assertThat(Basics.bitlist(700).root(bits)).isEqualTo(Hash32.of(NaiveMerkle.mixIn(list, set.length)));
        if (set.length > 0) {
            byte[] vector = NaiveMerkle.merkleize(NaiveMerkle.pack(bytes), (set.length + 255) / 256);
            assertThat(Basics.bitvector(set.length).root(bits)).isEqualTo(Hash32.of(vector));
        }
    }

    @Example
    void root_ofNothing_isThatOfZeros() {
        assertThat(root(List.of(), 0)).isEqualTo(new byte[32]);
        assertThat(root(List.of(), 1)).isEqualTo(new byte[32]);
        assertThat(root(List.of(), 2)).isEqualTo(NaiveMerkle.hash(new byte[32], new byte[32]));
    }

    private static byte[] root(List<byte[]> chunks, long limit) {
        byte[] all = new byte[32 * chunks.size()];
        for (int i = 0; i < chunks.size(); i++) {
            System.arraycopy(chunks.get(i), 0, all, 32 * i, 32);
        }
        byte[] out = new byte[40];
        new Merkle().root(all, chunks.size(), limit, out, 8);
        return Arrays.copyOfRange(out, 8, 40);
    }
}
