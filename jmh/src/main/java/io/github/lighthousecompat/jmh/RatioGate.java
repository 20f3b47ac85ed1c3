package io.github.lighthousecompat.jmh;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the results of one run of JMH against the bars of this project, and prints them as a table.
 *
 * <p>A bar on bytes must hold wherever it is measured; one on time is a matter of the machine, so that a missed one
 * fails only with {@code --time}. A benchmark that is missing in the file fails too, unless {@code --partial} says that
 * only some were run.
 *
 * <p>{@code mvn -q -Pbench package -Drun.class=io.github.lighthousecompat.jmh.RatioGate -Dargs="jmh/target/jmh.json"}
 */
public final class RatioGate {
    /** Every bar that must hold does. */
    static final int PASSED = 0;

    /** One does not, or was not measured. */
    static final int FAILED = 1;

    /** There is nothing to judge: wrong arguments, or a file without results. */
    static final int UNUSABLE = 2;

    private static final String TIME = "--time";
    private static final String PARTIAL = "--partial";
    private static final String USAGE = "usage: RatioGate [" + TIME + "] [" + PARTIAL + "] FILE\n"
            + "FILE is what JMH wrote with -prof gc -rf json -rff FILE";
    private static final String HEADER = """
            | goal | benchmark | figure | against | figure | ratio | bar | verdict |
            | --- | --- | --- | --- | --- | --- | --- | --- |""";

    private final List<Bar> bars;
    private final PrintStream out;

    RatioGate(List<Bar> bars, PrintStream out) {
        this.bars = bars;
        this.out = out;
    }

    /** Exits with 0 if all bars hold, 1 if one does not, and 2 if there is nothing to judge. */
    public static void main(String[] args) {
        System.exit(new RatioGate(Goals.ALL, System.out).run(args));
    }

    int run(String... args) {
        Set<String> options = Set.of(TIME, PARTIAL);
        List<String> files = new ArrayList<>(List.of(args));
        files.removeAll(options);
        if (files.size() != 1 || files.get(0).startsWith("-")) {
            out.println(USAGE);
            return UNUSABLE;
        }
        List<String> given = List.of(args);
        return read(Path.of(files.get(0)), given.contains(TIME), given.contains(PARTIAL));
    }

    private int read(Path file, boolean isTimeGated, boolean isPartial) {
        if (!Files.isReadable(file)) {
            out.println(file + " can't be read. JMH writes none when another run holds the lock in java.io.tmpdir;"
                    + " give each run a directory of its own.");
            return UNUSABLE;
        }
        try {
            return judge(Results.from(JsonMapper.shared().readTree(file)), isTimeGated, isPartial);
        } catch (JacksonException | IllegalArgumentException e) {
            out.println(file + " is not what JMH writes with -rf json: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private int judge(Results results, boolean isTimeGated, boolean isPartial) {
        out.println(HEADER);
        int missed = 0;
        int slow = 0;
        int missing = 0;
        for (Bar bar : bars) {
            Bar.Outcome outcome = bar.in(results);
            boolean isBytes = bar.measure() == Measure.BYTES;
            missed += outcome.verdict() == Bar.Verdict.MISSED && isBytes ? 1 : 0;
            slow += outcome.verdict() == Bar.Verdict.MISSED && !isBytes ? 1 : 0;
            missing += outcome.verdict() == Bar.Verdict.NOT_MEASURED ? 1 : 0;
            if (outcome.verdict() != Bar.Verdict.NOT_MEASURED || !isPartial) {
                out.println(outcome.row());
            }
        }
        out.println();
        out.println(missed + " bars on bytes missed, " + slow + " on time" + (isTimeGated ? "" : " (not gated)") + ", "
                + missing + " not measured" + (isPartial ? " (not gated)" : ""));
        return missed > 0 || isTimeGated && slow > 0 || !isPartial && missing > 0 ? FAILED : PASSED;
    }
}
