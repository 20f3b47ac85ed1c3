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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of the README, compiled and run as a reader would, with the address of a node in its place. */
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

    @Test
    void exampleOfTheEngine_printsTheHead(@TempDir Path directory) throws IOException, InterruptedException {
        try (FakeExecutionNode node = FakeExecutionNode.start(ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER))) {
            String key = HexFormat.of().formatHex(node.jwtSecret().key());
            Files.writeString(directory.resolve("jwt.hex"), key);
            Files.writeString(directory.resolve("genesis.json"), "{\"config\": {\"shanghaiTime\": 0}}");

            String printed = run(directory, example("ReadHead", ENGINE_ADDRESS, node.url()));

            assertThat(printed).contains(node.forkchoice().headBlockHash().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lighthouse/v4.5.0", "Lighthouse/v5.3.0"})
    void exampleWithoutAVersion_printsTheHeadOfEither(String release, @TempDir Path directory)
            throws IOException, InterruptedException {
        try (FakeBeaconNode node = FakeBeaconNode.like(release)) {
            String printed = run(directory, example("AnyNode", NODE_ADDRESS, node.url()));

            assertThat(printed).contains(node.headRoot().toString());
        }
    }

    private static String example(String name, String address, URI actual) throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String mark = "<!-- snippet: " + name + " -->\n```java\n";
        assertThat(readme).contains(mark);
        int begin = readme.indexOf(mark) + mark.length();
        String example = readme.substring(begin, readme.indexOf("```", begin));
        assertThat(example).contains(address);
        return PROGRAM.formatted(example.replace(address, actual.toString()));
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
