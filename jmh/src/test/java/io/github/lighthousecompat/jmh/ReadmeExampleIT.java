package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first example of the README, compiled and run as a reader would, with the addresses of nodes in their places. */
class ReadmeExampleIT {
    private static final String ENGINE_ADDRESS = "http://localhost:8551";
    private static final String NODE_ADDRESS = "http://localhost:5052";
    private static final String PROGRAM = """
            import io.github.lighthousecompat.*;
            import io.github.lighthousecompat.beacon.*;
            import io.github.lighthousecompat.bytes.*;
            import io.github.lighthousecompat.call.*;
            import io.github.lighthousecompat.engine.*;
            import java.net.URI;
            import java.nio.file.Path;
            import java.util.Optional;

            class Example {
                public static void main(String[] args) {
            %s
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"Lighthouse/v4.5.0", "Lighthouse/v5.3.0"})
    void firstExample_printsTheHeadsOfEither(String release, @TempDir Path directory)
            throws IOException, InterruptedException {
        ForkSchedule forks = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);
        try (FakeBeaconNode node = FakeBeaconNode.like(release);
                FakeExecutionNode layer = FakeExecutionNode.start(forks)) {
            Files.writeString(
                    directory.resolve("jwt.hex"),
                    HexFormat.of().formatHex(layer.jwtSecret().key()));

            String printed =
                    run(directory, example("AnyNode", Map.of(NODE_ADDRESS, node.url(), ENGINE_ADDRESS, layer.url())));

            assertThat(printed).contains("block 0, the node is ready");
        }
    }

    private static String example(String name, Map<String, URI> addresses) throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String mark = "<!-- snippet: " + name + " -->\n```java\n";
        assertThat(readme).contains(mark);
        int begin = readme.indexOf(mark) + mark.length();
        String example = readme.substring(begin, readme.indexOf("```", begin));
        assertThat(example).contains(addresses.keySet());
        for (Map.Entry<String, URI> address : addresses.entrySet()) {
            example = example.replace(address.getKey(), address.getValue().toString());
        }
        assertThat(example).contains(".build();");
        // it runs in a JVM that has only just begun, beside the one of this test
        return PROGRAM.formatted(example.replace(".build();", ".timeoutMultiplier(20).build();"));
    }

    /** What a program prints that consists of one file. */
    private static String run(Path directory, String program) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("Example.java"), program);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
