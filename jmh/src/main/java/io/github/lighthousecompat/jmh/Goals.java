package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.jmh.Bar.bytes;
import static io.github.lighthousecompat.jmh.Bar.faster;
import static io.github.lighthousecompat.jmh.Bar.shown;
import static io.github.lighthousecompat.jmh.Bar.time;

import java.util.ArrayList;
import java.util.List;

/** What this project wants of itself, as bars between benchmarks of one run. */
final class Goals {
    private static final String DECODE = "GetPayloadDecode.codec:P128K";
    private static final String DECODE_FLOOR = "GetPayloadDecode.floor:P128K";
    private static final String DECODE_DATABIND = "GetPayloadDecode.databind:P128K";
    private static final String DECODE_FULL = "GetPayloadDecode.codec:P1200K";
    private static final String DECODE_FULL_FLOOR = "GetPayloadDecode.floor:P1200K";
    private static final String DECODE_BLOBS = "GetPayloadDecode.codec:BLOBS6";
    private static final String DECODE_BLOBS_FLOOR = "GetPayloadDecode.floor:BLOBS6";
    private static final String DECODE_BLOBS_DATABIND = "GetPayloadDecode.databind:BLOBS6";
    private static final String ENCODE = "NewPayloadEncode.codec:P128K";
    private static final String ENCODE_FLOOR = "NewPayloadEncode.floor:P128K";
    private static final String ENCODE_DATABIND = "NewPayloadEncode.databind:P128K";

    static final List<Bar> ALL = all();

    private Goals() {}

    private static List<Bar> all() {
        List<Bar> bars = new ArrayList<>();
        codec(bars);
        blocks(bars);
        routing(bars);
        hashing(bars);
        versions(bars);
        return List.copyOf(bars);
    }

    private static void codec(List<Bar> bars) {
        bars.add(time("D1", DECODE, 1.35, DECODE_FLOOR));
        // the floor allocates half a byte per character of the body
        bars.add(bytes("D1", DECODE, 1.02, DECODE_FLOOR).plus(2_048));
        bars.add(time("D2", DECODE_FULL, 1.25, DECODE_FULL_FLOOR));
        bars.add(bytes("D2", DECODE_FULL, 1.006, DECODE_FULL_FLOOR));
        bars.add(time("D2", DECODE_BLOBS, 1.25, DECODE_BLOBS_FLOOR));
        bars.add(bytes("D2", DECODE_BLOBS, 1.006, DECODE_BLOBS_FLOOR));
        bars.add(faster("D6", DECODE, 2.7, DECODE_DATABIND));
        bars.add(shown("D6", Measure.TIME, DECODE_BLOBS, DECODE_BLOBS_DATABIND));
        bars.add(time("E1", ENCODE, 1.15, ENCODE_FLOOR));
        bars.add(bytes("E1", ENCODE, 1, ENCODE_FLOOR).plus(48));
        bars.add(shown("E3", Measure.TIME, ENCODE, ENCODE_DATABIND));
        bars.add(shown("E3", Measure.BYTES, ENCODE, ENCODE_DATABIND));
    }

    private static void blocks(List<Bar> bars) {
        // beside the bytes there are some 2,000 small values, each with an object of its own
        bars.add(bytes("B1", "BlockDecode.ssz", 1.7, "BlockDecode.copy"));
        bars.add(shown("B1", Measure.TIME, "BlockDecode.ssz", "BlockDecode.copy"));
        bars.add(bytes("B2", "BlockDecode.json", 0.75, "BlockDecode.tree"));
        bars.add(shown("B2", Measure.TIME, "BlockDecode.json", "BlockDecode.tree"));
    }

    private static void routing(List<Bar> bars) {
        for (RoutingOverhead.Meters meters : RoutingOverhead.Meters.values()) {
            for (String strategy : List.of("only", "primaryWithFallback", "canaryByHash", "canaryByDraw")) {
                String benchmark = "RoutingOverhead." + strategy + ':' + meters;
                bars.add(time("R2", benchmark, 2.2, "RoutingOverhead.twoClockReads"));
                bars.add(bytes("R2", benchmark, 0));
            }
            for (String strategy : List.of("byHealth", "shadow", "shadowOfSome")) {
                bars.add(bytes("R2", "RoutingOverhead." + strategy + ':' + meters, 0));
            }
            String compared = "RoutingOverhead.parallel:" + meters;
            bars.add(shown("R5", Measure.TIME, compared, "RoutingOverhead.only:" + meters));
            bars.add(bytes("R5", compared, 0));
        }
        bars.add(bytes("R5", "RoutingOverhead.shadowCompared", 0));
        for (RoutingOverhead.Composition composition : RoutingOverhead.Composition.values()) {
            bars.add(bytes("R2", "RoutingOverhead.composed:" + composition, 0));
        }
        for (NodeReadOverhead.Strategy strategy : NodeReadOverhead.Strategy.values()) {
            bars.add(bytes("R2", "NodeReadOverhead.read:" + strategy, 0));
        }
    }

    private static void hashing(List<Bar> bars) {
        bars.add(faster("K1", "Hashing.keccak", 1.2, "Hashing.bouncyCastle"));
        bars.add(bytes("K1", "Hashing.keccak", 64));
        bars.add(time("K2", "Hashing.transactionsRoot", 1.2, "Hashing.keccak"));
        bars.add(bytes("K2", "Hashing.transactionsRoot", 1_024));
    }

    private static void versions(List<Bar> bars) {
        for (String operation : List.of("newPayload", "forkchoiceUpdated", "getPayload", "blockNumber")) {
            for (Measure measure : Measure.values()) {
                bars.add(shown("V", measure, "EnginePath." + operation + ":V5", "EnginePath." + operation + ":V4"));
            }
        }
    }
}
