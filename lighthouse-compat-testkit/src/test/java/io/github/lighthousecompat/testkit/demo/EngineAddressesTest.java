package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.route.Topology;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8551, http://127.0.0.1:8551",
        "http://127.0.0.1:8551, http://127.0.0.1:8551/",
        "http://127.0.0.1:8551, http://localhost:8551",
        "http://LOCALHOST:8551, http://localhost:8551",
        "http://127.0.0.1:8551, http://[::1]:8551",
        "http://127.0.0.1:8551, http://127.0.0.2:8551",
        "http://127.0.0.1, http://127.0.0.1:80",
        "https://192.0.2.1/el, https://192.0.2.1:443/el",
        "http://127.0.0.1:8551, http://[fe80::1%nosuch]:8551"
    })
    void topology_whatMayBeOneServer_isShared(URI one, URI other) {
        assertThat(EngineAddresses.topology(one, other)).contains(Topology.SHARED);
        assertThat(EngineAddresses.topology(other, one)).contains(Topology.SHARED);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8551, http://127.0.0.1:8552",
        "http://192.0.2.1:8551, http://192.0.2.2:8551",
        "http://127.0.0.1:8551, http://192.0.2.1:8551",
        "http://192.0.2.1, https://192.0.2.1"
    })
    void topology_otherPortOrHost_isSeparate(URI one, URI other) {
        assertThat(EngineAddresses.topology(one, other)).contains(Topology.SEPARATE);
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:8551/a, http://localhost:8551/b", "https://192.0.2.1/a, https://192.0.2.1/b"})
    void topology_pathsOfOneServer_canNotBeTold(URI one, URI other) {
        assertThat(EngineAddresses.topology(one, other)).isEmpty();
    }
}
