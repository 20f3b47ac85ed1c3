package io.github.lighthousecompat.ssz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BlockBody;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.schema.BlockVector;
import io.github.lighthousecompat.testkit.BeaconArbitraries;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.statistics.Statistics;

/** What is written is read as the same value, in every preset; what was damaged is refused or is another value. */
class BlockCodecPropertyTest {
    private static final Map<Preset, BlockCodec> CODECS = Stream.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS)
            .collect(Collectors.toMap(Function.identity(), BlockCodec::of));

    @Provide
    Arbitrary<Tuple2<Preset, SignedBlock>> blocks() {
        return inPresets(BeaconArbitraries::signedBlock);
    }

    @Provide
    Arbitrary<Tuple2<Preset, SignedBlindedBlock>> blindedBlocks() {
        return inPresets(BeaconArbitraries::signedBlindedBlock);
    }

    @Provide
    Arbitrary<Tuple2<Preset, SignedBlockContents>> contents() {
        return inPresets(BeaconArbitraries::signedBlockContents);
    }

    @Property
    void signedBlock_writtenAndRead_isTheSame(@ForAll("blocks") Tuple2<Preset, SignedBlock> any) {
        BlockCodec codec = CODECS.get(any.get1());
        SignedBlock block = any.get2();
        Statistics.collect(any.get1().name(), block.fork());

        byte[] ssz = codec.toSsz(block);
        byte[] json = codec.toJson(block);

        assertThat(codec.blockFromSsz(block.fork(), ssz)).isEqualTo(block);
        assertThat(codec.blockFromJson(block.fork(), json)).isEqualTo(block);
        assertThat(BlockVector.tree(codec.toJson(codec.blockFromSsz(block.fork(), ssz))))
                .isEqualTo(BlockVector.tree(json));
    }

    @Property
    void signedBlindedBlock_writtenAndRead_isTheSame(@ForAll("blindedBlocks") Tuple2<Preset, SignedBlindedBlock> any) {
        BlockCodec codec = CODECS.get(any.get1());
        SignedBlindedBlock block = any.get2();

        assertThat(codec.blindedBlockFromSsz(block.fork(), codec.toSsz(block))).isEqualTo(block);
        assertThat(codec.blindedBlockFromJson(block.fork(), codec.toJson(block)))
                .isEqualTo(block);
    }

    @Property
    void signedBlockContents_writtenAndRead_areTheSame(@ForAll("contents") Tuple2<Preset, SignedBlockContents> any) {
        BlockCodec codec = CODECS.get(any.get1());

        assertThat(codec.contentsFromSsz(codec.toSsz(any.get2()))).isEqualTo(any.get2());
        assertThat(codec.contentsFromJson(codec.toJson(any.get2()))).isEqualTo(any.get2());
    }

    @Property
    void root_ofABlock_isThatOfItsHeader(@ForAll("blocks") Tuple2<Preset, SignedBlock> any) {
        BlockCodec codec = CODECS.get(any.get1());
        SignedBlock block = any.get2();
        BlockBody body = block.message().body();

        assertThat(codec.root(codec.header(block.message()))).isEqualTo(codec.root(block.message()));
        assertThat(codec.header(block.message()).bodyRoot()).isEqualTo(codec.root(body));
    }

    @Property
    void ssz_cutOff_isRefusedWithAPath(@ForAll("blocks") Tuple2<Preset, SignedBlock> any, @ForAll int where) {
        BlockCodec codec = CODECS.get(any.get1());
        byte[] ssz = codec.toSsz(any.get2());

        damaged(codec, any.get2(), Arrays.copyOf(ssz, Math.floorMod(where, ssz.length)));
    }

    @Property
    void ssz_withOneBitFlipped_isRefusedWithAPathOrAnotherValue(
            @ForAll("blocks") Tuple2<Preset, SignedBlock> any, @ForAll int where) {
        BlockCodec codec = CODECS.get(any.get1());
        byte[] ssz = codec.toSsz(any.get2());
        int bit = Math.floorMod(where, Byte.SIZE * ssz.length);

        ssz[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

        damaged(codec, any.get2(), ssz);
    }

    /** Offsets stand in the first bytes: there a flip meets what decides on the shape. */
    @Property
    void ssz_withOneByteOfTheHeadChanged_isRefusedWithAPathOrAnotherValue(
            @ForAll("blocks") Tuple2<Preset, SignedBlock> any, @ForAll int where, @ForAll byte to) {
        BlockCodec codec = CODECS.get(any.get1());
        byte[] ssz = codec.toSsz(any.get2());

        ssz[Math.floorMod(where, Math.min(1000, ssz.length))] = to;

        damaged(codec, any.get2(), ssz);
    }

    @Property
    void ssz_ofAnyBytes_isRefusedWithAPathOrAValue(
            @ForAll byte[] bytes, @ForAll("blocks") Tuple2<Preset, SignedBlock> any) {
        damaged(CODECS.get(any.get1()), any.get2(), bytes);
    }

    private static void damaged(BlockCodec codec, SignedBlock original, byte[] bytes) {
        SignedBlock read;
        try {
            read = codec.blockFromSsz(original.fork(), bytes);
        } catch (MalformedBlockException refused) {
            Statistics.collect("refused");
            assertThat(refused.path()).startsWith("$");
            assertThat(refused.problem()).isNotBlank();
            assertThat(refused).hasMessage(refused.path() + " " + refused.problem());
            return;
        }
        Statistics.collect("read");
        assertThat(codec.toSsz(read)).isEqualTo(bytes);
    }

    private static <T> Arbitrary<Tuple2<Preset, T>> inPresets(Function<Preset, Arbitrary<T>> values) {
        return Arbitraries.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS)
                .flatMap(preset -> values.apply(preset).map(value -> Tuple.of(preset, value)));
    }
}
