package io.github.lighthousecompat.testkit.demo;

import java.util.Locale;

/** Writes lines of HTML and SVG. Used by one thread. */
final class Markup {
    private final StringBuilder out = new StringBuilder();

    /** Adds a line; numbers are formatted the same in every country. */
    Markup line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    /** A coordinate. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** The text with what HTML would read as markup written out. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
