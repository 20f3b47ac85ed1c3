/** The adapter that speaks as Lighthouse v4 does. */
@SuppressWarnings("module") // the version is what the name has to say, and it ends in a digit
module io.github.lighthousecompat.v4 {
    requires transitive io.github.lighthousecompat;

    provides io.github.lighthousecompat.AdapterFactory with
            io.github.lighthousecompat.v4.V4Factory;
}
