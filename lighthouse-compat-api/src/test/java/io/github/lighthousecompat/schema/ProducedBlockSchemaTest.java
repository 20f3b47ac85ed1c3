package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.JsonTexts.read;
import static io.github.lighthousecompat.schema.JsonTexts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.DenebBlindedBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProducedBlock;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProducerHandle;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.json.DecodeFailure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProducedBlockSchemaTest {
    private static final String V3 = "{\"version\":\"%s\",\"execution_payload_blinded\":%s,"
            + "\"execution_payload_value\":\"11\",\"consensus_block_value\":\"12\",\"data\":%s}";
    private static final String V2 = "{\"version\":\"%s\",\"data\":%s}";
    private static final ProducerHandle HANDLE = new ProducerHandle("new", UInt64.of(7), 0);

    private static ProducedBlockSchema type(Optional<Fork> header, Optional<Boolean> isBlinded) {
        return new ProducedBlockSchema(
                BlockSamples.SCHEMAS, header, isBlinded, slot -> new ProducerHandle("new", slot, 0), Optional::empty);
    }

    private static ProducedBlockSchema v3() {
        return type(Optional.empty(), Optional.empty());
    }

    private static ProducedBlockSchema v2() {
        return type(Optional.empty(), Optional.of(false));
    }

    private static void assertBothWays(ProducedBlockSchema type, String text, Class<?> block) {
        ProducedBlock produced = read(type, text);

        assertThat(write(type, produced)).isEqualTo(text);
        assertThat(produced.slot()).isEqualTo(UInt64.of(7));
        Object own =
                produced instanceof ProducedFullBlock full ? full.block() : ((ProducedBlindedBlock) produced).block();
        assertThat(own).isInstanceOf(block);
    }

    @Test
    void v3_ofEachForkFullAndBlinded_isRead() {
        assertBothWays(v3(), V3.formatted("capella", false, BlockSamples.CAPELLA), CapellaBlock.class);
        assertBothWays(v3(), V3.formatted("deneb", false, BlockSamples.DENEB_CONTENTS), DenebBlock.class);
        assertBothWays(v3(), V3.formatted("capella", true, BlockSamples.CAPELLA_BLINDED), CapellaBlindedBlock.class);
        assertBothWays(v3(), V3.formatted("deneb", true, BlockSamples.DENEB_BLINDED), DenebBlindedBlock.class);
    }

    @Test
    void v3_hasItsWorth() {
        ProducedBlock produced = read(v3(), V3.formatted("capella", false, BlockSamples.CAPELLA));

        assertThat(produced.executionPayloadValue()).contains(UInt256.of(11));
        assertThat(produced.consensusBlockValue()).contains(UInt256.of(12));
    }

    @Test
    void v2_ofEachFork_isReadWithoutWorth() {
        assertBothWays(v2(), V2.formatted("capella", BlockSamples.CAPELLA), CapellaBlock.class);
        assertBothWays(v2(), V2.formatted("deneb", BlockSamples.DENEB_CONTENTS), DenebBlock.class);
        assertThat(read(v2(), V2.formatted("capella", BlockSamples.CAPELLA)).executionPayloadValue())
                .isEmpty();
    }

    @Test
    void deneb_full_hasItsContents() {
        ProducedFullBlock produced = (ProducedFullBlock) read(v2(), V2.formatted("deneb", BlockSamples.DENEB_CONTENTS));

        assertThat(produced.contents())
                .hasValueSatisfying(contents -> assertThat(contents.block()).isEqualTo(produced.block()));
        assertThat(produced.fork()).isEqualTo(Fork.DENEB);
    }

    @Test
    void blinded_namesItsProducer() {
        ProducedBlindedBlock produced = (ProducedBlindedBlock)
                read(type(Optional.empty(), Optional.of(true)), V2.formatted("deneb", BlockSamples.DENEB_BLINDED));

        assertThat(produced.producer()).isEqualTo(HANDLE);
    }

    @Test
    void data_beforeWhatItIs_isRead() {
        String late = "{\"data\":" + BlockSamples.CAPELLA_BLINDED
                + ",\"execution_payload_blinded\":true,\"version\":\"capella\"}";

        assertThat(read(v3(), late))
                .isEqualTo(read(
                        type(Optional.empty(), Optional.of(true)),
                        V2.formatted("capella", BlockSamples.CAPELLA_BLINDED)));
    }

    @Test
    void body_countsMoreThanTheHeaderThatSaysBlinded() {
        assertThat(read(
                        type(Optional.empty(), Optional.of(true)),
                        V3.formatted("capella", false, BlockSamples.CAPELLA)))
                .isInstanceOf(ProducedFullBlock.class);
    }

    @Test
    void version_onlyInTheHeader_counts() {
        assertThat(read(type(Optional.of(Fork.CAPELLA), Optional.of(false)), "{\"data\":" + BlockSamples.CAPELLA + "}"))
                .isInstanceOf(ProducedFullBlock.class);
    }

    @Test
    void envelope_thatDoesNotSayWhatItHolds_fails() {
        assertThatThrownBy(() -> read(v2(), "{\"data\":" + BlockSamples.CAPELLA + "}"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessage("$.version: is missing");
        assertThatThrownBy(() -> read(v3(), V2.formatted("capella", BlockSamples.CAPELLA)))
                .isInstanceOf(DecodeFailure.class)
                .hasMessage("$.execution_payload_blinded: is missing");
        assertThatThrownBy(() -> read(v2(), "{\"version\":\"capella\"}"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessage("$.data: is missing");
    }

    @Test
    void bareBlock_whereDenebHasContents_fails() {
        assertThatThrownBy(() -> read(v2(), V2.formatted("deneb", BlockSamples.CAPELLA)))
                .isInstanceOf(DecodeFailure.class)
                .hasMessageStartingWith("$.data");
    }

    @Test
    void fork_thatHasNoBlocksHere_fails() {
        assertThatThrownBy(() -> read(v2(), V2.formatted("bellatrix", BlockSamples.CAPELLA)))
                .isInstanceOf(DecodeFailure.class)
                .hasMessageStartingWith("$.data: blocks of Bellatrix (Paris) are not described");
    }
}
