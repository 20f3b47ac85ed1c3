package io.github.lighthousecompat.testkit.demo;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/**
 * Where a program prints: whole lines, and on a terminal one more that shows what goes on and is then wiped out. Used
 * by one thread.
 */
final class Screen {
    private static final int BAR = 24;
    private static final int FIRST_JDK_WITH_A_CONSOLE_FOR_PIPES = 22;

    private final PrintStream out;
    private final boolean live;
    private boolean open;

    private Screen(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** Lines only. */
    static Screen plain(PrintStream out) {
        return new Screen(out, false);
    }

    /** With a live line if both ends of this program are a terminal. */
    static Screen of(PrintStream out) {
        return new Screen(out, isTerminal());
    }

    /** Prints a line for good. */
    void line(String text) {
        wipe();
        out.println(text);
    }

    /** Shows on the live line how far {@code what} is; nothing without a terminal. */
    void progress(String what, int done, int of) {
        if (live) {
            wipe();
            int filled = BAR * done / of;
            out.print("  [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + done + "/" + of + "  " + what);
            out.flush();
            open = true;
        }
    }

    private void wipe() {
        if (open) {
            out.print("\r\u001b[2K");
            open = false;
        }
    }

    @SuppressWarnings(
            "SystemConsoleNull") // both are looked at: whether there is a console, and whether it is a terminal
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        if (Runtime.version().feature() < FIRST_JDK_WITH_A_CONSOLE_FOR_PIPES) {
            return true;
        }
        try {
            // since 22 there may be a console without a terminal, and only the method that came with it tells
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
