package io.github.lighthousecompat.ssz;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BeaconBlockHeader;
import io.github.lighthousecompat.beacon.BlindedBlock;
import io.github.lighthousecompat.beacon.BlindedBlockBody;
import io.github.lighthousecompat.beacon.BlockBody;
import io.github.lighthousecompat.beacon.ExecutionPayloadHeader;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.OperationSchemas;
import io.github.lighthousecompat.schema.PayloadSchemas;
import io.github.lighthousecompat.schema.SszType;

/**
 * Blocks of the beacon chain as SSZ and as JSON, both ways, and their roots ({@code hash_tree_root}).
 *
 * <p>The fork of what is read is said beforehand: a node tells it in {@code Eth-Consensus-Version}, and the bytes do
 * not. SSZ is read strictly, so that a block has one form only. JSON is that of the Beacon API, without an envelope
 * around it; a block with members that its fork has not is refused.
 *
 * <p>Everything is of one preset: a list that is longer than it allows is neither read nor written. Immutable and
 * thread-safe.
 */
public final class BlockCodec {
    private final Preset preset;
    private final BlockSchemas schemas;

    private BlockCodec(Preset preset) {
        this.preset = preset;
        this.schemas = BlockSchemas.of(preset);
    }

    /**
     * The codec of chains with a preset; worth keeping.
     *
     * @param preset sizes of the chain
     * @return a codec
     */
    public static BlockCodec of(Preset preset) {
        return new BlockCodec(preset);
    }

    /**
     * The sizes of the chain.
     *
     * @return the preset that the codec was made with
     */
    public Preset preset() {
        return preset;
    }

    // SSZ

    /**
     * A signed block as SSZ.
     *
     * @return a fresh array
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public byte[] toSsz(SignedBlock block) {
        return schemas.signedBlocks.of(block).toSsz(block);
    }

    /**
     * A signed blinded block as SSZ.
     *
     * @return a fresh array
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public byte[] toSsz(SignedBlindedBlock block) {
        return schemas.signedBlindedBlocks.of(block).toSsz(block);
    }

    /**
     * A signed block with its blobs as SSZ.
     *
     * @return a fresh array
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public byte[] toSsz(SignedBlockContents contents) {
        return schemas.signedBlockContents.toSsz(contents);
    }

    /**
     * Reads a signed block.
     *
     * @param fork Capella or Deneb
     * @throws MalformedBlockException if the bytes are not a block of that fork
     * @throws IllegalArgumentException if it is another fork
     */
    public SignedBlock blockFromSsz(Fork fork, byte[] ssz) {
        return fromSsz(schemas.signedBlocks.of(fork), ssz);
    }

    /**
     * Reads a signed blinded block.
     *
     * @param fork Capella or Deneb
     * @throws MalformedBlockException if the bytes are not a blinded block of that fork
     * @throws IllegalArgumentException if it is another fork
     */
    public SignedBlindedBlock blindedBlockFromSsz(Fork fork, byte[] ssz) {
        return fromSsz(schemas.signedBlindedBlocks.of(fork), ssz);
    }

    /**
     * Reads a signed block of Deneb with its blobs.
     *
     * @throws MalformedBlockException if the bytes are not one
     */
    public SignedBlockContents contentsFromSsz(byte[] ssz) {
        return fromSsz(schemas.signedBlockContents, ssz);
    }

    // JSON

    /**
     * A signed block as JSON.
     *
     * @return a fresh array of ASCII text
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public byte[] toJson(SignedBlock block) {
        return schemas.signedBlocks.of(block).toJson(block);
    }

    /**
     * A signed blinded block as JSON.
     *
     * @return a fresh array of ASCII text
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public byte[] toJson(SignedBlindedBlock block) {
        return schemas.signedBlindedBlocks.of(block).toJson(block);
    }

    /**
     * A signed block with its blobs as JSON.
     *
     * @return a fresh array of ASCII text
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public byte[] toJson(SignedBlockContents contents) {
        return schemas.signedBlockContents.toJson(contents);
    }

    /**
     * Reads a signed block.
     *
     * @param fork Capella or Deneb
     * @param json UTF-8 text
     * @throws MalformedBlockException if the text is not a block of that fork
     * @throws IllegalArgumentException if it is another fork
     */
    public SignedBlock blockFromJson(Fork fork, byte[] json) {
        return fromJson(schemas.signedBlocks.of(fork), json);
    }

    /**
     * Reads a signed blinded block.
     *
     * @param fork Capella or Deneb
     * @param json UTF-8 text
     * @throws MalformedBlockException if the text is not a blinded block of that fork
     * @throws IllegalArgumentException if it is another fork
     */
    public SignedBlindedBlock blindedBlockFromJson(Fork fork, byte[] json) {
        return fromJson(schemas.signedBlindedBlocks.of(fork), json);
    }

    /**
     * Reads a signed block of Deneb with its blobs.
     *
     * @param json UTF-8 text
     * @throws MalformedBlockException if the text is not one
     */
    public SignedBlockContents contentsFromJson(byte[] json) {
        return fromJson(schemas.signedBlockContents, json);
    }

    // Roots

    /**
     * The root of a block, by which it is known.
     *
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public Hash32 root(BeaconBlock block) {
        return schemas.blocks.of(block).root(block);
    }

    /**
     * The root of a blinded block, which is that of the full block.
     *
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public Hash32 root(BlindedBlock block) {
        return schemas.blindedBlocks.of(block).root(block);
    }

    /** The root of a header, which is that of its block. */
    public Hash32 root(BeaconBlockHeader header) {
        return OperationSchemas.HEADER.root(header);
    }

    /**
     * The root of a body.
     *
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public Hash32 root(BlockBody body) {
        return schemas.bodies.full.of(body).root(body);
    }

    /**
     * The root of a blinded body, which is that of the full body.
     *
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public Hash32 root(BlindedBlockBody body) {
        return schemas.bodies.blinded.of(body).root(body);
    }

    /**
     * The root of a payload; it has nothing to do with the hash of the block.
     *
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public Hash32 root(ExecutionPayload payload) {
        return schemas.payloads.all.of(payload).root(payload);
    }

    /** The root of a payload's header, which is that of the payload. */
    public Hash32 root(ExecutionPayloadHeader header) {
        return PayloadSchemas.HEADERS.of(header).root(header);
    }

    /**
     * The header of a block, with the root of its body.
     *
     * @throws IllegalArgumentException if a list is longer than the preset allows
     */
    public BeaconBlockHeader header(BeaconBlock block) {
        return BeaconBlockHeader.builder()
                .slot(block.slot())
                .proposerIndex(block.proposerIndex())
                .parentRoot(block.parentRoot())
                .stateRoot(block.stateRoot())
                .bodyRoot(root(block.body()))
                .build();
    }

    private static <T> T fromSsz(SszType<T> type, byte[] ssz) {
        try {
            return type.fromSsz(ssz);
        } catch (DecodeFailure e) {
            throw new MalformedBlockException("$" + e.path(), e);
        }
    }

    private static <T> T fromJson(JsonType<T> type, byte[] json) {
        try {
            return type.fromJson(json);
        } catch (DecodeFailure e) {
            throw new MalformedBlockException(e.path(), e);
        }
    }
}
