package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.testkit.demo.Options.Option;
import io.github.lighthousecompat.testkit.demo.Options.Values;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Shows a migration from Lighthouse v4 to v5 on one running chain, with two execution nodes of its own: watching first,
 * then in steps, through two conflicts, and across the fork that v4 can't follow.
 *
 * <p>Needs both adapters on the class path, no network and no configuration. {@code --help} lists options and exit
 * codes.
 */
public final class Demo {
    private static final String SEED = "--seed";
    private static final String BLOCKS = "--blocks";
    private static final String PAGE = "--page";
    private static final String PLAIN = "--plain";

    private static final Path DEFAULT_PAGE = Path.of("target", "demo.html");
    /** With it even the small steps of a short run show blocks of both versions. */
    private static final long DEFAULT_SEED = 861;

    private static final Options OPTIONS = Options.of(
            new Option(
                    BLOCKS,
                    "N",
                    "length of the chain, " + DemoPlan.FEWEST + " to " + DemoPlan.MOST + "; by default "
                            + DemoPlan.DEFAULT),
            new Option(SEED, "N", "what blocks and canary are made from; by default " + DEFAULT_SEED),
            new Option(PAGE, "FILE", "where the picture goes; by default " + DEFAULT_PAGE),
            new Option(PLAIN, "", "whole lines only, also on a terminal"));

    private final PrintStream out;
    private final PrintStream err;

    private Demo(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the demo and ends the virtual machine with its exit code. */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args).code());
    }

    /** Runs the demo. */
    static Exit run(PrintStream out, PrintStream err, String... args) {
        return new Demo(out, err).run(args);
    }

    private Exit run(String... args) {
        try {
            Values values = OPTIONS.parse(args);
            if (values.has(Options.HELP)) {
                help();
                return Exit.AGREED;
            }
            DemoPlan plan = DemoPlan.of((int) values.number(BLOCKS, DemoPlan.DEFAULT, DemoPlan.FEWEST, DemoPlan.MOST));
            long seed = values.number(SEED, DEFAULT_SEED, Long.MIN_VALUE, Long.MAX_VALUE);
            Path page = writable(values.path(PAGE).orElse(DEFAULT_PAGE));
            return show(plan, seed, page, values.has(PLAIN) ? Screen.plain(out) : Screen.of(out));
        } catch (UsageException e) {
            err.println("demo: " + e.getMessage());
            return Exit.CONFIGURATION;
        }
    }

    private Exit show(DemoPlan plan, long seed, Path page, Screen screen) throws UsageException {
        screen.line("lighthouse-compat demo: a chain of " + plan.blocks() + " blocks moves from Lighthouse v4 to v5");
        screen.line("two embedded execution nodes, one host that never names a version; seed " + seed);
        screen.line("");
        try (DemoNodes nodes = nodes(plan, seed)) {
            DemoResult result = DemoRun.run(plan, seed, nodes.v4(), nodes.v5(), screen);
            Files.writeString(page, DemoPage.of(result));
            DemoText.closing(result).forEach(screen::line);
            next(page);
            return result.isAgreed() ? Exit.AGREED : Exit.DISAGREEMENT;
        } catch (LighthouseException | IllegalStateException e) {
            screen.line("");
            screen.line("UNEXPECTED DISAGREEMENT: a step failed: " + e.getMessage());
            return Exit.DISAGREEMENT;
        } catch (IOException e) {
            throw new UsageException("the page can't be written: " + e);
        }
    }

    /** Without an adapter there is nothing to show, which is a matter of the class path. */
    private static DemoNodes nodes(DemoPlan plan, long seed) throws UsageException {
        try {
            return DemoNodes.start(plan, seed);
        } catch (IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Path writable(Path page) throws UsageException {
        try {
            Path directory = page.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new UsageException(PAGE + ": the directory of " + page + " can't be made: " + e);
        }
        if (Files.isDirectory(page)) {
            throw new UsageException(PAGE + " must be a file, " + page + " is a directory");
        }
        return page;
    }

    private void next(Path page) {
        out.println("picture        " + page);
        out.println("your nodes     mvn -q -Pcheck package -Dargs=\"--help\"    (only reads)");
        out.println("documents      README.md, docs/architecture.md, docs/api-differences.md");
    }

    private void help() {
        out.println("Moves a chain from Lighthouse v4 to v5 on two embedded execution nodes, and draws what happened.");
        out.println();
        out.print(OPTIONS.help());
        out.println();
        out.println(
                "Exit codes: 0 everything agreed, 2 the command line or the set-up is wrong, 4 unexpected disagreement");
    }
}
