/** The version-agnostic API of lighthouse-compat. */
module io.github.lighthousecompat {
    requires transitive io.vavr;
    requires transitive micrometer.core;
    requires tools.jackson.core;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static org.immutables.value.annotations;

    exports io.github.lighthousecompat.bytes;
}
