/** Fakes, arbitraries and the contract suite of lighthouse-compat. */
module io.github.lighthousecompat.testkit {
    requires transitive io.github.lighthousecompat;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires tools.jackson.core;
    requires jdk.httpserver;
    requires static org.immutables.value.annotations;

    exports io.github.lighthousecompat.testkit;
    exports io.github.lighthousecompat.testkit.node;

    // the contract is a test class, and JUnit reaches its tests by reflection
    opens io.github.lighthousecompat.testkit to
            org.junit.platform.commons;

    provides net.jqwik.api.providers.ArbitraryProvider with
            io.github.lighthousecompat.testkit.EngineArbitraryProvider,
            io.github.lighthousecompat.testkit.BeaconArbitraryProvider;
}
