package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.ssz.BlockCodec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What does it cost to read a block of Deneb, with 150 transactions and 128 attestations, as JSON and as SSZ?
 *
 * <p>{@code mvn -q -Pbench package -Dargs="BlockDecode -prof gc"}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // the set-up fills the fields
public class BlockDecode {
    private final BlockCodec codec = BlockCodec.of(Preset.MAINNET);
    private final JsonMapper mapper = JsonMapper.shared();
    private byte[] text;
    private byte[] bytes;

    /** Makes both forms of the block, and checks that all read the same from them. */
    @Setup
    public void setUp() {
        DenebSignedBlock block = Sample.P128K.signedBlock();
        text = codec.toJson(block);
        bytes = codec.toSsz(block);
        Check.equal("json", json(), block);
        Check.equal("ssz", ssz(), block);
        Check.equal(
                "tree",
                tree().at("/message/slot").asString(),
                block.message().slot().toString());
        Check.equal("copy", copy(), bytes);
    }

    /** Ours, from JSON. */
    @Benchmark
    public SignedBlock json() {
        return codec.blockFromJson(io.github.lighthousecompat.call.Fork.DENEB, text);
    }

    /** The same text as a tree of Jackson's databind, in which nothing is checked or decoded. */
    @Benchmark
    public JsonNode tree() {
        return mapper.readTree(text);
    }

    /** Ours, from SSZ. */
    @Benchmark
    public SignedBlock ssz() {
        return codec.blockFromSsz(io.github.lighthousecompat.call.Fork.DENEB, bytes);
    }

    /** The same bytes in one array. */
    @Benchmark
    public byte[] copy() {
        return bytes.clone();
    }
}
