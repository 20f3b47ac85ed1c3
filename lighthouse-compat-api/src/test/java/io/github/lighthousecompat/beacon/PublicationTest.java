package io.github.lighthousecompat.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is produced and published goes with the fork of its block. */
class PublicationTest {
    private static final DenebBlock DENEB = BlockSamples.deneb(7);
    private static final BlockContents CONTENTS = BlockContents.of(DENEB, List.of(), List.of());
    private static final ProducerHandle HANDLE = new ProducerHandle("new", UInt64.of(7), 0);

    @Test
    void produced_inCapella_isTheBlockAlone() {
        ProducedFullBlock produced =
                ProducedFullBlock.of(BlockSamples.CAPELLA.message(), Optional.empty(), Optional.empty());

        assertThat(produced.fork()).isEqualTo(Fork.CAPELLA);
        assertThat(produced.slot()).isEqualTo(UInt64.of(7));
        assertThat(produced.contents()).isEmpty();
    }

    @Test
    void produced_inDeneb_isTheBlockOfItsContents() {
        ProducedFullBlock produced = ProducedFullBlock.of(CONTENTS, Optional.empty(), Optional.empty());

        assertThat(produced.fork()).isEqualTo(Fork.DENEB);
        assertThat(produced.block()).isSameAs(DENEB);
        assertThat(produced.contents()).contains(CONTENTS);
    }

    @Test
    void produced_withoutOrWithForeignContents_throws() {
        assertRefused(() -> new ProducedFullBlock(DENEB, Optional.empty(), Optional.empty(), Optional.empty()));
        assertRefused(() -> new ProducedFullBlock(
                BlockSamples.CAPELLA.message(), Optional.of(CONTENTS), Optional.empty(), Optional.empty()));
        assertRefused(() -> new ProducedFullBlock(
                BlockSamples.deneb(8), Optional.of(CONTENTS), Optional.empty(), Optional.empty()));
    }

    @Test
    void produced_blinded_isOfItsBlock() {
        ProducedBlindedBlock produced =
                new ProducedBlindedBlock(BlockSamples.BLINDED.message(), HANDLE, Optional.empty(), Optional.empty());

        assertThat(produced.fork()).isEqualTo(Fork.CAPELLA);
        assertThat(produced.slot()).isEqualTo(UInt64.of(7));
    }

    @Test
    void publication_unlessItSaysOtherwise_isCheckedAsTheNetworkAsks() {
        assertThat(BlockPublication.of(BlockSamples.CAPELLA).validation()).isEqualTo(BroadcastValidation.GOSSIP);
        assertThat(BlindedBlockPublication.of(BlockSamples.BLINDED, HANDLE).validation())
                .isEqualTo(BroadcastValidation.GOSSIP);
        assertThat(BlindedBlockPublication.of(BlockSamples.BLINDED, HANDLE)
                        .withValidation(BroadcastValidation.CONSENSUS)
                        .validation()
                        .text())
                .isEqualTo("consensus");
        assertThat(BlockPublication.of(BlockSamples.contents(DENEB))
                        .withValidation(BroadcastValidation.CONSENSUS_AND_EQUIVOCATION)
                        .validation()
                        .text())
                .isEqualTo("consensus_and_equivocation");
    }

    @Test
    void publication_withTheHandleOfAnotherSlot_throws() {
        ProducerHandle other = new ProducerHandle(HANDLE.owner(), UInt64.of(8), 0);

        assertThatThrownBy(() -> BlindedBlockPublication.of(BlockSamples.BLINDED, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the block is of slot 7, and the handle of one of slot 8");
    }

    @Test
    void publication_withoutOrWithForeignContents_throws() {
        SignedBlockContents contents = BlockSamples.contents(DENEB);

        assertThat(BlockPublication.of(contents).block()).isEqualTo(SignedBlock.of(DENEB, Bytes96.ZERO));
        assertRefused(() -> new BlockPublication(
                SignedBlock.of(DENEB, Bytes96.ZERO), Optional.empty(), BroadcastValidation.GOSSIP));
        assertRefused(
                () -> new BlockPublication(BlockSamples.CAPELLA, Optional.of(contents), BroadcastValidation.GOSSIP));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the contents are those of the block, and a block of Deneb has some");
    }
}
