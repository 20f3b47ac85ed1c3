package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class NpmSetTest {
    @TempDir
    Path directory;

    private final String configured = System.getProperty("lighthouse.node.cache", "");

    @AfterEach
    void restoreCache() {
        if (configured.isEmpty()) {
            System.clearProperty("lighthouse.node.cache");
        } else {
            System.setProperty("lighthouse.node.cache", configured);
        }
    }

    @Test
    @RequiresNode
    void installed_fromTwoThreadsAtOnce_installsOneCompleteSet() throws Exception {
        System.setProperty("lighthouse.node.cache", directory.toString());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CompletableFuture<Path> one = CompletableFuture.supplyAsync(NpmSet.BLOCK::installed, threads);
            CompletableFuture<Path> other = CompletableFuture.supplyAsync(NpmSet.BLOCK::installed, threads);

            assertThat(one.get(5, TimeUnit.MINUTES)).isEqualTo(other.get(5, TimeUnit.MINUTES));
            assertThat(one.join().resolve("node_modules/@ethereumjs/block/package.json"))
                    .exists();
            assertThat(directory.resolve("refs.unfinished")).doesNotExist();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @RequiresNode
    void script_askedForTwice_standsOnceBesideTheModules() {
        Path script = NpmSet.BLOCK.script("make-vectors.mjs");

        assertThat(NpmSet.BLOCK.script("make-vectors.mjs")).isEqualTo(script);
        assertThat(script).hasFileName("make-vectors.mjs").exists();
        assertThat(Objects.requireNonNull(script.getParent()).resolveSibling("node_modules"))
                .isDirectory();
    }

    @Test
    @RequiresNode
    void script_withImports_standsBesideThem() {
        Path script = NpmSet.CHAIN.script("chain.mjs", "execution.mjs");

        assertThat(script.resolveSibling("execution.mjs")).exists();
        assertThat(NpmSet.CHAIN.script("chain.mjs").getParent()).isNotEqualTo(script.getParent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ejs-client", "refs", "lodestar-types", "lodestar-chain", "lodestar-node"})
    void lockFile_pinsEveryPackageByContentAndNamesNoRegistry(String set) throws IOException {
        String text = resource(set + "/package-lock.json");
        JsonNode packages = EngineCalls.JSON.readTree(text).get("packages");

        assertThat(text).doesNotContain("://", "\"resolved\"");
        assertThat(packages.propertyNames()).hasSizeGreaterThan(5);
        packages.properties().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .forEach(entry -> assertThat(entry.getValue().path("integrity").asString())
                        .as(entry.getKey())
                        .startsWith("sha512-"));
    }

    @Test
    @RequiresNode
    void finish_ofAProcessThatFails_quotesItsOutput() {
        ChildProcess child = run("console.error('it broke here'); process.exit(3)");

        assertThatThrownBy(() -> child.finish(Duration.ofSeconds(30)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the test script")
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("it broke here");
    }

    @Test
    @RequiresNode
    void finish_ofAProcessThatHangs_endsIt() {
        ChildProcess child = run("process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000)");

        assertThatThrownBy(() -> child.finish(Duration.ofMillis(500))).hasMessageContaining("did not end within");
        assertThat(child.process().isAlive()).isFalse();
    }

    private ChildProcess run(String script) {
        List<String> command = List.of(NodeJs.found().node().toString(), "-e", script);
        return ChildProcess.logging("the test script", command, directory, directory.resolve("log"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = NpmSet.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
