package io.github.lighthousecompat.ssz;

import io.github.lighthousecompat.beacon.Blocks;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.call.Fork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes are refused with the one failure that there is for them, or are the only form of the block that they are read
 * as; a text is refused, or read as a block whose forms are read as that block again.
 *
 * <p>What a coverage-guided fuzzer drives; it needs nothing but the name of this class. The first byte of an input
 * chooses preset, fork and form, the rest is the block.
 */
public final class BlockFuzz {
    private static final List<BlockCodec> CODECS =
            List.of(BlockCodec.of(Preset.MAINNET), BlockCodec.of(Preset.MINIMAL));
    private static final List<Fork> FORKS = List.of(Fork.CAPELLA, Fork.DENEB);

    private BlockFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        BlockCodec codec = CODECS.get(input[0] & 1);
        Fork fork = FORKS.get(input[0] >> 1 & 1);
        boolean isJson = (input[0] & 4) != 0;
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        SignedBlock block;
        try {
            block = isJson ? codec.blockFromJson(fork, body) : codec.blockFromSsz(fork, body);
        } catch (MalformedBlockException refused) {
            return;
        }
        byte[] ssz = codec.toSsz(block);
        if (!isJson && !Arrays.equals(ssz, body)) {
            throw new AssertionError("read from two forms: " + block);
        }
        if (!codec.blockFromSsz(fork, ssz).equals(block)
                || !codec.blockFromJson(fork, codec.toJson(block)).equals(block)) {
            throw new AssertionError("another block came back: " + block);
        }
        if (!codec.root(codec.header(block.message())).equals(codec.root(block.message()))) {
            throw new AssertionError("another root than its header has: " + block);
        }
    }

    /** Writes blocks of every kind into the folder that is named first, for the fuzzer to begin with. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (int kind = 0; kind < 8; kind++) {
            BlockCodec codec = CODECS.get(kind & 1);
            SignedBlock block = FORKS.get(kind >> 1 & 1) == Fork.CAPELLA
                    ? SignedBlock.of(Blocks.capella(codec.preset()), Blocks.SIGNATURE)
                    : SignedBlock.of(Blocks.deneb(codec.preset(), 2), Blocks.SIGNATURE);
            byte[] body = (kind & 4) != 0 ? codec.toJson(block) : codec.toSsz(block);
            byte[] input = new byte[body.length + 1];
            input[0] = (byte) kind;
            System.arraycopy(body, 0, input, 1, body.length);
            Files.write(folder.resolve("block-" + kind), input);
        }
    }
}
