package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BOOLEAN;
import static io.github.lighthousecompat.schema.Basics.UINT256;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BlindedBlock;
import io.github.lighthousecompat.beacon.BlockContents;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProducedBlock;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProducerHandle;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import io.github.lighthousecompat.json.Members;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The envelope of a produced block: full or blinded, of one fork or another, which may be told before or after the
 * block. Immutable and thread-safe.
 *
 * <p>What has a value of its payload is written as version 3 of the endpoint does, anything else as version 2.
 */
public final class ProducedBlockSchema implements JsonType<ProducedBlock> {
    private static final int VERSION = 0;
    private static final int BLINDED = 1;
    private static final int PAYLOAD_VALUE = 2;
    private static final int BLOCK_VALUE = 3;
    private static final Members MEMBERS = Members.required()
            .optional("version", "execution_payload_blinded", "execution_payload_value", "consensus_block_value")
            .andRequired("data");

    private final BlockSchemas blocks;
    private final Optional<Fork> header;
    private final Optional<Boolean> isBlinded;
    private final Function<UInt64, ProducerHandle> producer;
    private final Supplier<Optional<Fork>> schedule;

    /**
     * An envelope.
     *
     * @param header the fork that a header of the answer names: it counts where the body names none, and the body must
     *     not name another
     * @param isBlinded what the endpoint or a header of the answer says; it counts where the body says nothing
     * @param producer the handle to who produced a blinded block, by its slot
     * @param schedule the fork of the slot, asked for where neither header nor body names one
     */
    public ProducedBlockSchema(
            BlockSchemas blocks,
            Optional<Fork> header,
            Optional<Boolean> isBlinded,
            Function<UInt64, ProducerHandle> producer,
            Supplier<Optional<Fork>> schedule) {
        this.blocks = blocks;
        this.header = header;
        this.isBlinded = isBlinded;
        this.producer = producer;
        this.schedule = schedule;
    }

    /** A block that lacks what it is worth. */
    @FunctionalInterface
    private interface Unvalued {
        ProducedBlock worth(Optional<UInt256> payload, Optional<UInt256> block);
    }

    @Override
    public ProducedBlock read(JsonCursor json) {
        json.peek();
        int from = json.position();
        Optional<Fork> fork = header;
        Optional<Boolean> blinded = isBlinded;
        Optional<UInt256> payloadValue = Optional.empty();
        Optional<UInt256> blockValue = Optional.empty();
        Optional<Unvalued> block = Optional.empty();
        Optional<LateValue> late = Optional.empty();
        json.beginObject();
        while (json.nextMember(MEMBERS)) {
            switch (json.member()) {
                case VERSION -> fork = Optional.of(ForkNames.read(json, header));
                case BLINDED -> blinded = Optional.of(json.bool());
                case PAYLOAD_VALUE -> payloadValue = Optional.of(json.decimal256());
                case BLOCK_VALUE -> blockValue = Optional.of(json.decimal256());
                default -> {
                    if (fork.isPresent() && blinded.isPresent()) {
                        block = Optional.of(block(json, fork.get(), blinded.get()));
                    } else {
                        late = Optional.of(LateValue.passOver(json));
                    }
                }
            }
        }
        if (late.isPresent()) {
            Fork named = fork.or(schedule).orElseThrow(() -> json.missing(from, "version"));
            boolean told = blinded.orElseThrow(() -> json.missing(from, "execution_payload_blinded"));
            block = Optional.of(late.get().read(json, body -> block(body, named, told)));
        }
        return block.orElseThrow().worth(payloadValue, blockValue);
    }

    private Unvalued block(JsonCursor json, Fork fork, boolean blinded) {
        if (blinded) {
            BlindedBlock block =
                    ForkNames.type(blocks.blindedBlocks, fork, json).read(json);
            return (payload, own) -> new ProducedBlindedBlock(block, producer.apply(block.slot()), payload, own);
        }
        if (fork == Fork.DENEB) {
            BlockContents contents = blocks.blockContents.read(json);
            return (payload, own) -> ProducedFullBlock.of(contents, payload, own);
        }
        BeaconBlock block = ForkNames.type(blocks.blocks, fork, json).read(json);
        return (payload, own) -> new ProducedFullBlock(block, Optional.empty(), payload, own);
    }

    @Override
    public void write(JsonWriter out, ProducedBlock produced) {
        out.one('{')
                .text("version")
                .one(':')
                .text(ForkNames.of(produced.fork()))
                .one(',');
        if (produced.executionPayloadValue().isPresent()) {
            out.text("execution_payload_blinded").one(':');
            BOOLEAN.write(out, produced instanceof ProducedBlindedBlock);
            out.one(',');
        }
        value(out, "execution_payload_value", produced.executionPayloadValue());
        value(out, "consensus_block_value", produced.consensusBlockValue());
        out.text("data").one(':');
        if (produced instanceof ProducedFullBlock full) {
            full.contents()
                    .ifPresentOrElse(
                            contents -> blocks.blockContents.write(out, contents),
                            () -> blocks.blocks.of(full.block()).write(out, full.block()));
        } else if (produced instanceof ProducedBlindedBlock blinded) {
            blocks.blindedBlocks.of(blinded.block()).write(out, blinded.block());
        }
        out.one('}');
    }

    private static void value(JsonWriter out, String name, Optional<UInt256> value) {
        value.ifPresent(wei -> {
            out.text(name).one(':');
            UINT256.write(out, wei);
            out.one(',');
        });
    }
}
