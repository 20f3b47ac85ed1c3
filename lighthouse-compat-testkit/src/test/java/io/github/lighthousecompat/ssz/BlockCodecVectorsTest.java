package io.github.lighthousecompat.ssz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.schema.BlockVector;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What hosts get of a block is what another library makes of it. */
class BlockCodecVectorsTest {
    private static Stream<BlockVector> vectors(String type) {
        return Stream.concat(BlockVector.ordinary().stream(), BlockVector.large().stream())
                .filter(vector -> vector.type().equals(type));
    }

    static Stream<BlockVector> blocks() {
        return vectors("SignedBeaconBlock");
    }

    static Stream<BlockVector> blindedBlocks() {
        return vectors("SignedBlindedBeaconBlock");
    }

    static Stream<BlockVector> contents() {
        return vectors("SignedBlockContents");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void signedBlock_hasFormsAndRootsOfTheOtherLibrary(BlockVector vector) {
        BlockCodec codec = BlockCodec.of(vector.preset());

        SignedBlock signed = codec.blockFromJson(vector.fork(), vector.body());

        assertThat(codec.blockFromSsz(vector.fork(), vector.ssz())).isEqualTo(signed);
        assertThat(codec.toSsz(signed)).isEqualTo(vector.ssz());
        assertThat(BlockVector.tree(codec.toJson(signed))).isEqualTo(vector.tree());
        assertThat(signed.fork()).isEqualTo(vector.fork());
        BeaconBlock block = signed.message();
        assertThat(codec.root(block)).hasToString(vector.roots().get("block"));
        assertThat(codec.root(codec.header(block))).isEqualTo(codec.root(block));
        assertThat(codec.root(block.body())).hasToString(vector.roots().get("body"));
        assertThat(codec.root(block.body().executionPayload()))
                .hasToString(vector.roots().get("payload"));
    }

    @ParameterizedTest
    @MethodSource("blindedBlocks")
    void signedBlindedBlock_hasFormsAndRootsOfTheOtherLibrary(BlockVector vector) {
        BlockCodec codec = BlockCodec.of(vector.preset());

        SignedBlindedBlock signed = codec.blindedBlockFromJson(vector.fork(), vector.body());

        assertThat(codec.blindedBlockFromSsz(vector.fork(), vector.ssz())).isEqualTo(signed);
        assertThat(codec.toSsz(signed)).isEqualTo(vector.ssz());
        assertThat(BlockVector.tree(codec.toJson(signed))).isEqualTo(vector.tree());
        assertThat(signed.fork()).isEqualTo(vector.fork());
        BlindedBlock block = signed.message();
        assertThat(codec.root(block)).hasToString(vector.roots().get("block"));
        assertThat(codec.root(block.body())).hasToString(vector.roots().get("body"));
        assertThat(codec.root(block.body().executionPayloadHeader()))
                .hasToString(vector.roots().get("payload"));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void signedBlockContents_haveFormsOfTheOtherLibrary(BlockVector vector) {
        BlockCodec codec = BlockCodec.of(vector.preset());

        SignedBlockContents contents = codec.contentsFromJson(vector.body());

        assertThat(codec.contentsFromSsz(vector.ssz())).isEqualTo(contents);
        assertThat(codec.toSsz(contents)).isEqualTo(vector.ssz());
        assertThat(BlockVector.tree(codec.toJson(contents))).isEqualTo(vector.tree());
    }
}
