package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first example of the README, compiled and run as a reader would, with the address of a node in its place. */
class ReadmeExampleIT {
    private static final String ADDRESS = "http://localhost:8551";
    private static final String PROGRAM = """
            import io.github.lighthousecompat.*;
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
    void firstExample_printsTheHead(@TempDir Path directory) throws IOException, InterruptedException {
        try (FakeExecutionNode node = FakeExecutionNode.start(ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER))) {
            String key = HexFormat.of().formatHex(node.jwtSecret().key());
            Files.writeString(directory.resolve("jwt.hex"), key);
            Files.writeString(directory.resolve("genesis.json"), "{\"config\": {\"shanghaiTime\": 0}}");
            String example = firstExample();
            assertThat(example).contains(ADDRESS);

            String printed = run(
                    directory,
                    PROGRAM.formatted(example.replace(ADDRESS, node.url().toString())));

            assertThat(printed).contains(node.forkchoice().headBlockHash().toString());
        }
    }

    private static String firstExample() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int begin = readme.indexOf("```java\n") + "```java\n".length();
        return readme.substring(begin, readme.indexOf("```", begin));
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
