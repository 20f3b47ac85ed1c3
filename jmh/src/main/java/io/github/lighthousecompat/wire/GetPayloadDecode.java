package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Hex;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.jmh.Check;
import io.github.lighthousecompat.jmh.JacksonPeer;
import io.github.lighthousecompat.jmh.Sample;
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
 * What does it cost to turn the body of a {@code getPayloadV3} answer into a typed payload?
 *
 * <p>It stands in this package for the codec, which only connections use.
 *
 * <p>{@code mvn -q -Pbench package -Dargs="GetPayloadDecode -prof gc"}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH and the set-up fill the fields
public class GetPayloadDecode {
    private static final int ID = 4711;

    @Param
    public Sample sample;

    private final JacksonPeer jackson = new JacksonPeer();
    private byte[] body;
    private byte[] digits;

    /** Makes the body, and checks that all read the same from it. */
    @Setup
    public void setUp() {
        DenebBuiltPayload built = sample.built();
        body = jackson.body(JacksonPeer.Answer.of(ID, built));
        byte[] raw = new byte[body.length / 2];
        new SplittableRandom(1).nextBytes(raw);
        digits = new byte[2 * raw.length];
        Hex.encode(raw, 0, raw.length, digits, 0);
        Check.equal("codec", codec(), built);
        Check.equal("databind", databind().typed(), built);
        Check.equal("floor", floor(), raw);
    }

    /** Ours. */
    @Benchmark
    public DenebBuiltPayload codec() {
        return JsonRpc.decode(body, body.length, ID, EngineAnswers.DENEB_PAYLOAD);
    }

    /** Jackson's databind at its best. */
    @Benchmark
    public JacksonPeer.Answer databind() {
        return jackson.answer(body);
    }

    /** As many digits as the body has characters, decoded into one array. */
    @Benchmark
    public byte[] floor() {
        byte[] raw = new byte[digits.length / 2];
        Check.that("floor", Hex.decode(digits, 0, raw, 0, raw.length));
        return raw;
    }
}
