package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block vectors are what their script makes; what they must agree with stands beside the structures. */
@RequiresNode
class BlockVectorsTest {
    private static final String FOLDER = "/io/github/lighthousecompat/testkit/vectors/";

    @TempDir
    Path directory;

    @Test
    void ordinaryVectors_areWhatTheScriptMakes() throws Exception {
        try (InputStream in = committed("block-vectors.jsonl")) {
            assertThat(sha256(made("ordinary"))).isEqualTo(sha256(in.readAllBytes()));
        }
    }

    @Test
    void largeVectors_areWhatTheScriptMakes() throws Exception {
        try (InputStream in = new GZIPInputStream(committed("large-block-vectors.jsonl.gz"))) {
            assertThat(sha256(made("large"))).isEqualTo(sha256(in.readAllBytes()));
        }
    }

    private byte[] made(String part) throws IOException {
        Path made = directory.resolve(part);
        List<String> command = List.of(
                NodeJs.found().node().toString(),
                NpmSet.TYPES.script("make-block-vectors.mjs").toString(),
                part);
        ChildProcess.logging("make-block-vectors.mjs", command, directory, made).finish(Duration.ofMinutes(2));
        return Files.readAllBytes(made);
    }

    private static InputStream committed(String name) {
        InputStream in = BlockVectorsTest.class.getResourceAsStream(FOLDER + name);
        assertThat(in).as(name).isNotNull();
        return in;
    }

    private static String sha256(byte[] content) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
        return HexFormat.of().formatHex(hash);
    }
}
