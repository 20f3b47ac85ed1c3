package io.github.lighthousecompat.ssz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BlockBody;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.schema.BlockVector;
import io.github.lighthousecompat.testkit.BeaconArbitraries;
import io.github.lighthousecompat.testkit.convert.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.statistics.StatisticsReport;

/** What is written is read as the same value, in every preset; what was damaged is refused or is another value. */
class BlockCodecPropertyTest {
    private static final List<BlockCodec> CODECS = Stream.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS)
            .map(BlockCodec::of)
            .toList();

    @Provide
    Arbitrary<Tuple2<BlockCodec, SignedBlock>> blocks() {
        return inPresets(BeaconArbitraries::signedBlock);
    }

    @Provide
    Arbitrary<Tuple2<BlockCodec, SignedBlindedBlock>> blindedBlocks() {
        return inPresets(BeaconArbitraries::signedBlindedBlock);
    }

    @Provide
    Arbitrary<Tuple2<BlockCodec, SignedBlockContents>> contents() {
        return inPresets(BeaconArbitraries::signedBlockContents);
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void signedBlock_writtenAndRead_isTheSame(@ForAll("blocks") Tuple2<BlockCodec, SignedBlock> any) {
        BlockCodec codec = any.get1();
        SignedBlock block = any.get2();
        Cases.hit("preset", codec.preset().name(), "mainnet", "minimal", "gnosis");
        Cases.hit("fork", block.fork(), Fork.CAPELLA, Fork.DENEB);

        byte[] ssz = codec.toSsz(block);
        byte[] json = codec.toJson(block);

        assertThat(codec.blockFromSsz(block.fork(), ssz)).isEqualTo(block);
        assertThat(codec.blockFromJson(block.fork(), json)).isEqualTo(block);
        assertThat(BlockVector.tree(codec.toJson(codec.blockFromSsz(block.fork(), ssz))))
                .isEqualTo(BlockVector.tree(json));
    }

    @Property
    void signedBlindedBlock_writtenAndRead_isTheSame(
            @ForAll("blindedBlocks") Tuple2<BlockCodec, SignedBlindedBlock> any) {
        BlockCodec codec = any.get1();
        SignedBlindedBlock block = any.get2();

        assertThat(codec.blindedBlockFromSsz(block.fork(), codec.toSsz(block))).isEqualTo(block);
        assertThat(codec.blindedBlockFromJson(block.fork(), codec.toJson(block)))
                .isEqualTo(block);
    }

    @Property
    void signedBlockContents_writtenAndRead_areTheSame(
            @ForAll("contents") Tuple2<BlockCodec, SignedBlockContents> any) {
        BlockCodec codec = any.get1();

        assertThat(codec.contentsFromSsz(codec.toSsz(any.get2()))).isEqualTo(any.get2());
        assertThat(codec.contentsFromJson(codec.toJson(any.get2()))).isEqualTo(any.get2());
    }

    @Property
    void root_ofABlock_isThatOfItsHeader(@ForAll("blocks") Tuple2<BlockCodec, SignedBlock> any) {
        BlockCodec codec = any.get1();
        SignedBlock block = any.get2();
        BlockBody body = block.message().body();

        assertThat(codec.root(codec.header(block.message()))).isEqualTo(codec.root(block.message()));
        assertThat(codec.header(block.message()).bodyRoot()).isEqualTo(codec.root(body));
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void ssz_cutOff_isRefusedWithAPath(@ForAll("blocks") Tuple2<BlockCodec, SignedBlock> any, @ForAll int where) {
        BlockCodec codec = any.get1();
        byte[] ssz = codec.toSsz(any.get2());

        damaged(codec, any.get2(), Arrays.copyOf(ssz, Math.floorMod(where, ssz.length)));
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void ssz_withOneBitFlipped_isRefusedWithAPathOrAnotherValue(
            @ForAll("blocks") Tuple2<BlockCodec, SignedBlock> any, @ForAll int where) {
        BlockCodec codec = any.get1();
        byte[] ssz = codec.toSsz(any.get2());
        int bit = Math.floorMod(where, Byte.SIZE * ssz.length);

        ssz[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

        damaged(codec, any.get2(), ssz);
    }

    /** Offsets stand in the first bytes: there a flip meets what decides on the shape. */
    @Property
    @StatisticsReport(onFailureOnly = true)
    void ssz_withOneByteOfTheHeadChanged_isRefusedWithAPathOrAnotherValue(
            @ForAll("blocks") Tuple2<BlockCodec, SignedBlock> any, @ForAll int where, @ForAll byte to) {
        BlockCodec codec = any.get1();
        byte[] ssz = codec.toSsz(any.get2());

        ssz[Math.floorMod(where, Math.min(1000, ssz.length))] = to;

        damaged(codec, any.get2(), ssz);
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void ssz_ofAnyBytes_isRefusedWithAPathOrAValue(
            @ForAll byte[] bytes, @ForAll("blocks") Tuple2<BlockCodec, SignedBlock> any) {
        damaged(any.get1(), any.get2(), bytes);
    }

    @Property
    void json_withOneByteChanged_isRefusedWithAPathOrAValue(
            @ForAll("blocks") Tuple2<BlockCodec, SignedBlock> any, @ForAll int where, @ForAll byte to) {
        BlockCodec codec = any.get1();
        Fork fork = any.get2().fork();
        byte[] json = codec.toJson(any.get2());
        json[Math.floorMod(where, json.length)] = to;

        SignedBlock read;
        try {
            read = codec.blockFromJson(fork, json);
        } catch (MalformedBlockException refused) {
            assertThat(refused.path()).startsWith("$");
            return;
        }
        assertThat(codec.blockFromJson(fork, codec.toJson(read))).isEqualTo(read);
    }

    private static void damaged(BlockCodec codec, SignedBlock original, byte[] bytes) {
        SignedBlock read;
        try {
            read = codec.blockFromSsz(original.fork(), bytes);
        } catch (MalformedBlockException refused) {
            Cases.hit("outcome", "refused", "refused");
            assertThat(refused.path()).startsWith("$");
            assertThat(refused.problem()).isNotBlank();
            assertThat(refused).hasMessage(refused.path() + " " + refused.problem());
            return;
        }
        Cases.hit("outcome", "read", "refused");
        assertThat(codec.toSsz(read)).isEqualTo(bytes);
    }

    private static <T> Arbitrary<Tuple2<BlockCodec, T>> inPresets(Function<Preset, Arbitrary<T>> values) {
        return Arbitraries.of(CODECS)
                .flatMap(codec -> values.apply(codec.preset()).map(value -> Tuple.of(codec, value)));
    }
}
