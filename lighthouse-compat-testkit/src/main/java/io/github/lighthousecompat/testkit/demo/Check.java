package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.testkit.demo.Options.Values;
import io.github.lighthousecompat.threads.SystemTime;
import java.io.PrintStream;

/**
 * Looks at two execution nodes of a host, at two beacon nodes, or at all four: whether a migration from Lighthouse v4
 * on the first to v5 on the second can begin, until when, and what must be mended before.
 *
 * <p>Only reads, unless {@code --drive-chain} is given. Needs both adapters on the class path. {@code --help} lists
 * options and exit codes.
 */
public final class Check {
    private Check() {}

    /** Runs the check and ends the virtual machine with its exit code. */
    public static void main(String[] args) {
        try (SystemTime time = new SystemTime("check")) {
            System.exit(run(System.out, System.err, time, args).code());
        }
    }

    /** Runs the check. */
    static Exit run(PrintStream out, PrintStream err, TimeSource time, String... args) {
        try {
            Values values = CheckSettings.OPTIONS.parse(args);
            if (values.has(Options.HELP)) {
                help(out);
                return Exit.AGREED;
            }
            return new CheckRun(CheckSettings.of(values), time, out).run();
        } catch (UsageException e) {
            err.println("check: " + e.getMessage());
            return Exit.CONFIGURATION;
        }
    }

    private static void help(PrintStream out) {
        out.println("Reads two execution nodes, two beacon nodes or all four, and says whether a chain can move from"
                + " Lighthouse v4 on the first to v5 on the second.");
        out.println();
        out.print(CheckSettings.OPTIONS.help());
        out.println();
        out.println(
                "Exit codes: 0 ready, 2 the command line or the set-up is wrong, 3 something must be mended first,");
        out.println("            4 the nodes contradict each other");
    }
}
