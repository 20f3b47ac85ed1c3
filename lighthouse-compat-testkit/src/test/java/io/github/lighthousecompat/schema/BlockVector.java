package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.call.Fork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What another library makes of a value of the beacon chain.
 *
 * @param since the fork that brought the type
 * @param type name of the type in the specification
 * @param roots root of the value or of its parts, by name
 */
public record BlockVector(
        String name, Preset preset, String since, String type, String json, Bytes ssz, Map<String, String> roots) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String FOLDER = "/io/github/lighthousecompat/testkit/vectors/";
    /** All vectors of ordinary size. */
    public static List<BlockVector> ordinary() {
        return read("block-vectors.jsonl", in -> in);
    }

    /** Vectors with full lists or blobs. */
    public static List<BlockVector> large() {
        return read("large-block-vectors.jsonl.gz", BlockVector::unpacked);
    }

    /** The fork of a block. */
    public Fork fork() {
        return Fork.valueOf(since.toUpperCase(Locale.ROOT));
    }

    /**
     * The tree of a text, read as nothing of ours does; in lower case, as the other library writes addresses in both.
     */
    public static JsonNode tree(byte[] text) {
        return JSON.readTree(new String(text, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
    }

    /** The tree of the JSON. */
    public JsonNode tree() {
        return tree(body());
    }

    /** The JSON as a body of UTF-8 text. */
    public byte[] body() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name + " " + type;
    }

    private static List<BlockVector> read(String resource, Function<InputStream, InputStream> form) {
        try (InputStream in = BlockVector.class.getResourceAsStream(FOLDER + resource);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(form.apply(in), StandardCharsets.UTF_8))) {
            return lines.lines().map(BlockVector::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream unpacked(InputStream in) {
        try {
            return new GZIPInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Preset preset(String name) {
        return Stream.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS)
                .filter(preset -> preset.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static BlockVector parse(String line) {
        JsonNode vector = JSON.readTree(line);
        Preset preset = Preset.builder()
                .from(preset(vector.get("preset").asString()))
                .maxBlobCommitmentsPerBlock(
                        vector.get("maxBlobCommitmentsPerBlock").asInt())
                .build();
        return new BlockVector(
                vector.get("name").asString(),
                preset,
                vector.get("fork").asString(),
                vector.get("type").asString(),
                vector.get("json").toString(),
                Bytes.of(Base64.getDecoder().decode(vector.get("ssz").asString())),
                vector.get("roots").properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, root -> root.getValue().asString())));
    }
}
