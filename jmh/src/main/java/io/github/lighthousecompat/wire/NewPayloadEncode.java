package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.Hex;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.hash.VersionedHash;
import io.github.lighthousecompat.jmh.Check;
import io.github.lighthousecompat.jmh.JacksonPeer;
import io.github.lighthousecompat.jmh.Sample;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to turn the payload of a {@code getPayloadV3} answer into the body of a {@code newPayloadV3}
 * request?
 *
 * <p>It stands in this package for the codec, which only connections use.
 *
 * <p>{@code mvn -q -Pbench package -Dargs="NewPayloadEncode -prof gc"}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH and the set-up fill the fields
public class NewPayloadEncode {
    private static final int ID = 4711;
    private static final String METHOD = "engine_newPayloadV3";

    /** A request has the hashes of blobs, not the blobs, so one sample says it all. */
    @Param("P128K")
    public Sample sample;

    private final JacksonPeer jackson = new JacksonPeer();
    private DenebNewPayload request;
    private JacksonPeer.Request message;
    private int size;
    private byte[] raw;

    /** Makes the request, and checks that all write the same bytes. */
    @Setup
    public void setUp() {
        DenebBuiltPayload built = sample.built();
        List<Hash32> hashes = built.blobsBundle().commitments().stream()
                .map(VersionedHash::of)
                .toList();
        request = NewPayloadRequest.of(built.payload(), hashes, built.payload().prevRandao());
        message = JacksonPeer.Request.of(ID, request);
        size = codec().length;
        raw = new byte[size / 2];
        new SplittableRandom(1).nextBytes(raw);
        Check.equal("databind", databind(), codec());
        byte[] again = new byte[raw.length];
        Check.that("floor", Hex.decode(floor(), 0, again, 0, again.length));
        Check.equal("floor", again, raw);
    }

    /** Ours. */
    @Benchmark
    public byte[] codec() {
        return JsonRpc.encode(ID, METHOD, EngineParams.newPayloadV3(request));
    }

    /** Jackson's databind at its best; it is told the size, which it could not know. */
    @Benchmark
    public byte[] databind() {
        return jackson.body(message, size);
    }

    /** As many digits as the body has characters, encoded into one array. */
    @Benchmark
    public byte[] floor() {
        byte[] digits = new byte[size];
        Hex.encode(raw, 0, raw.length, digits, 0);
        return digits;
    }
}
