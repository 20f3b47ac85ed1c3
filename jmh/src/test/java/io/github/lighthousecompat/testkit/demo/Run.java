package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.call.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A run of one of the two programs, as a shell would see it.
 *
 * @param exit how it ended
 * @param out what it printed
 * @param err what it complained about
 */
record Run(Exit exit, String out, String err) {
    interface Program {
        Exit run(PrintStream out, PrintStream err, String... args);
    }

    static Run demo(String... args) {
        return of(Demo::run, args);
    }

    static Run check(TimeSource time, String... args) {
        return of((out, err, given) -> Check.run(out, err, time, given), args);
    }

    private static Run of(Program program, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Exit exit = program.run(print(out), print(err), args);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
