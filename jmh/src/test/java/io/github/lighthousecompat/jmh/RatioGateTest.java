package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatioGateTest {
    private static final String OWN = "Coding.own:SMALL";
    private static final String PEER = "Coding.peer:SMALL";
    private static final String RESULTS = """
            [
              {
                "benchmark": "some.where.Coding.own", "mode": "avgt", "params": {"sample": "SMALL"},
                "primaryMetric": {"scoreUnit": "us/op", "rawData": [[0.3, 0.2], [0.5, 0.4]]},
                "secondaryMetrics": {"gc.alloc.rate.norm": {"scoreUnit": "B/op", "rawData": [[100.2, 100.1], [100.4]]}}
              },
              {
                "benchmark": "some.where.Coding.peer", "mode": "avgt", "params": {"sample": "SMALL"},
                "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[500.0, 400.0]]},
                "secondaryMetrics": {"gc.alloc.rate.norm": {"scoreUnit": "B/op", "rawData": [[200.0]]}}
              }
            ]
            """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void run_allBarsHold_passesAndShowsTheMinimumOfEachSide() throws IOException {
        int exit = gate(RESULTS, Bar.time("T", OWN, 0.5, PEER), Bar.bytes("B", OWN, 0.5, PEER));

        assertThat(exit).isEqualTo(RatioGate.PASSED);
        assertThat(output())
                .contains(
                        "| T | `Coding.own:SMALL` | 200.0 ns | `Coding.peer:SMALL` | 400.0 ns | 0.50 | <= 0.500 x | holds |")
                .contains(
                        "| B | `Coding.own:SMALL` | 100 B | `Coding.peer:SMALL` | 200 B | 0.50 | <= 0.500 x | holds |");
    }

    @Test
    void run_barOnBytesMissed_fails() throws IOException {
        int exit = gate(RESULTS, Bar.bytes("B", OWN, 0.49, PEER), Bar.bytes("B", OWN, 101));

        assertThat(exit).isEqualTo(RatioGate.FAILED);
        assertThat(output()).containsOnlyOnce("missed |").contains("1 bars on bytes missed");
    }

    @Test
    void run_bytesOverByLessThanTheProfilersOwn_holds() throws IOException {
        assertThat(gate(RESULTS, Bar.bytes("B", OWN, 100))).isEqualTo(RatioGate.PASSED);
        assertThat(gate(RESULTS, Bar.bytes("B", OWN, 99))).isEqualTo(RatioGate.FAILED);
    }

    @Test
    void run_barOnTimeMissed_failsOnlyWhenTimeIsGated() throws IOException {
        Bar missed = Bar.time("T", OWN, 0.49, PEER);

        assertThat(gate(RESULTS, missed)).isEqualTo(RatioGate.PASSED);
        assertThat(output()).contains("missed |").contains("1 on time (not gated)");
        assertThat(gate(RESULTS, List.of("--time"), missed)).isEqualTo(RatioGate.FAILED);
    }

    @Test
    void run_fasterByTheWantedFactor_holds() throws IOException {
        assertThat(gate(RESULTS, List.of("--time"), Bar.faster("F", OWN, 2, PEER)))
                .isEqualTo(RatioGate.PASSED);
        assertThat(gate(RESULTS, List.of("--time"), Bar.faster("F", OWN, 2.1, PEER)))
                .isEqualTo(RatioGate.FAILED);
    }

    @Test
    void run_limitWithAnAllowance_addsIt() throws IOException {
        Bar bar = Bar.time("T", OWN, 0.25, PEER);

        assertThat(gate(RESULTS, List.of("--time"), bar.plus(100))).isEqualTo(RatioGate.PASSED);
        assertThat(output()).contains("<= 0.250 x + 100.0 ns");
        assertThat(gate(RESULTS, List.of("--time"), bar.plus(99))).isEqualTo(RatioGate.FAILED);
    }

    @Test
    void run_benchmarkNotInTheFile_failsUnlessPartial() throws IOException {
        Bar absent = Bar.time("T", OWN, 1, "Coding.other:SMALL");

        assertThat(gate(RESULTS, absent)).isEqualTo(RatioGate.FAILED);
        assertThat(output()).contains("not measured |").contains("1 not measured");
        printed.reset();
        assertThat(gate(RESULTS, List.of("--partial"), absent)).isEqualTo(RatioGate.PASSED);
        assertThat(output()).doesNotContain("not measured |");
    }

    @Test
    void run_withoutTheAllocationProfiler_failsAsNotMeasured() throws IOException {
        String results = RESULTS.replace("gc.alloc.rate.norm", "gc.count");

        assertThat(gate(results, Bar.bytes("B", OWN, 1, PEER))).isEqualTo(RatioGate.FAILED);
        assertThat(output()).contains("not measured |");
    }

    @Test
    void run_throughputMode_isNotTakenForTime() throws IOException {
        String results = RESULTS.replace("us/op", "ops/us");

        assertThat(gate(results, Bar.time("T", OWN, 1, PEER))).isEqualTo(RatioGate.FAILED);
        assertThat(output()).contains("not measured |");
    }

    @Test
    void run_ratioWithoutALimit_isShown() throws IOException {
        assertThat(gate(RESULTS, List.of("--time"), Bar.shown("S", Measure.TIME, PEER, OWN)))
                .isEqualTo(RatioGate.PASSED);
        assertThat(output()).contains("| 2.00 |  | shown |");
    }

    @Test
    void run_noFile_saysWhatKeepsJmhFromWritingOne() {
        int exit = new RatioGate(List.of(), stream())
                .run(directory.resolve("none.json").toString());

        assertThat(exit).isEqualTo(RatioGate.UNUSABLE);
        assertThat(output()).contains("none.json can't be read").contains("java.io.tmpdir");
    }

    @Test
    void run_fileWithoutResults_isUnusable() throws IOException {
        assertThat(gate("[]", Bar.bytes("B", OWN, 1))).isEqualTo(RatioGate.UNUSABLE);
        assertThat(gate("<html>", Bar.bytes("B", OWN, 1))).isEqualTo(RatioGate.UNUSABLE);
        assertThat(gate("", Bar.bytes("B", OWN, 1))).isEqualTo(RatioGate.UNUSABLE);
    }

    @Test
    void run_wrongArguments_showsTheUsage() {
        RatioGate gate = new RatioGate(List.of(), stream());

        assertThat(gate.run()).isEqualTo(RatioGate.UNUSABLE);
        assertThat(gate.run("--fast", "file")).isEqualTo(RatioGate.UNUSABLE);
        assertThat(gate.run("--fast")).isEqualTo(RatioGate.UNUSABLE);
        assertThat(output()).contains("usage: RatioGate [--time] [--partial] FILE");
    }

    @Test
    void goals_eachBar_isSeenOnce() {
        assertThat(Goals.ALL).isNotEmpty().doesNotHaveDuplicates();
    }

    private int gate(String results, Bar... bars) throws IOException {
        return gate(results, List.of(), bars);
    }

    private int gate(String results, List<String> options, Bar... bars) throws IOException {
        Path file = Files.writeString(directory.resolve("jmh.json"), results);
        String[] args = new String[options.size() + 1];
        options.toArray(args);
        args[options.size()] = file.toString();
        return new RatioGate(List.of(bars), stream()).run(args);
    }

    private PrintStream stream() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
