import org.jspecify.annotations.NullMarked;

/** The version-agnostic API of lighthouse-compat: types, clients, converters and routing. */
@NullMarked
@SuppressWarnings("module") // names that end in the digit of a version, and exports to modules that are compiled later
module io.github.lighthousecompat {
    requires transitive io.vavr;
    requires transitive micrometer.core;
    requires tools.jackson.core;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires jdk.net; // HttpClient needs it, and cannot say so without a descriptor of its own
    requires org.slf4j;
    requires static micrometer.observation; // for observations, whose types a host need not have
    requires static org.tomlj; // for a file of settings, which a host need not have
    requires static transitive org.jspecify;
    requires static org.immutables.value.annotations;

    exports io.github.lighthousecompat;
    exports io.github.lighthousecompat.beacon;
    exports io.github.lighthousecompat.bytes;
    exports io.github.lighthousecompat.call;
    exports io.github.lighthousecompat.compare;
    exports io.github.lighthousecompat.config;
    exports io.github.lighthousecompat.convert;
    exports io.github.lighthousecompat.engine;
    exports io.github.lighthousecompat.hash;
    exports io.github.lighthousecompat.json to
            io.github.lighthousecompat.testkit;
    exports io.github.lighthousecompat.rollout;
    exports io.github.lighthousecompat.route;
    exports io.github.lighthousecompat.schema to
            io.github.lighthousecompat.testkit;
    exports io.github.lighthousecompat.ssz;
    exports io.github.lighthousecompat.threads to
            io.github.lighthousecompat.testkit;
    exports io.github.lighthousecompat.wire to
            io.github.lighthousecompat.v4,
            io.github.lighthousecompat.v5,
            io.github.lighthousecompat.testkit;

    uses io.github.lighthousecompat.AdapterFactory;
}
