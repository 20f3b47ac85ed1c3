package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PayloadVectorsTest {
    private static final String VECTORS = "/io/github/lighthousecompat/testkit/vectors/payload-vectors.json";

    @Test
    @RequiresNode
    void vectors_areWhatTheScriptMakes(@TempDir Path directory) throws Exception {
        Path made = directory.resolve("payload-vectors.json");
        List<String> command = List.of(
                NodeJs.found().node().toString(),
                NpmSet.BLOCK.script("make-vectors.mjs").toString());
        ChildProcess.logging("make-vectors.mjs", command, directory, made).finish(Duration.ofMinutes(2));

        assertThat(sha256(Files.readAllBytes(made))).isEqualTo(sha256(committed()));
    }

    @Test
    void vectors_coverBothForksAndEveryTypeOfTransaction() throws IOException {
        Set<String> seen = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        JsonNode vectors = EngineCalls.JSON.readTree(committed());
        for (JsonNode vector : vectors) {
            JsonNode payload = vector.get("payload");
            String fork = vector.get("fork").asString();
            payload.get("transactions")
                    .forEach(tx -> seen.add(fork + " " + tx.asString().charAt(3)));
            seen.add(fork + " withdrawals " + payload.get("withdrawals").size());
            seen.add(fork + " extra " + payload.get("extraData").asString().length() / 2);
            assertThat(payload.get("blockHash")).isEqualTo(vector.get("blockHash"));
            assertThat(vector.has("parentBeaconBlockRoot")).isEqualTo(fork.equals("deneb"));
            hashes.add(vector.get("blockHash").asString());
        }

        assertThat(hashes).hasSize(vectors.size()).hasSizeGreaterThanOrEqualTo(48);
        // the second digit: 8 and 9 begin the list of a legacy transaction, the others are types
        assertThat(seen).contains("capella 8", "capella 1", "capella 2", "deneb 8", "deneb 1", "deneb 2", "deneb 3");
        assertThat(seen).contains("capella withdrawals 0", "capella withdrawals 16", "deneb withdrawals 16");
        assertThat(seen).contains("capella extra 1", "deneb extra 33").doesNotContain("capella 3");
    }

    private static byte[] committed() throws IOException {
        try (InputStream in = PayloadVectorsTest.class.getResourceAsStream(VECTORS)) {
            assertThat(in).as(VECTORS).isNotNull();
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
