package io.github.lighthousecompat.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The example of two nodes is what it says, as far as that can be seen without running it. */
class ComposeExampleTest {
    private static final Path FILE = Path.of("../docs/examples/compose.yaml");

    private final Map<String, Object> compose = read();
    private final Map<String, Map<String, Object>> services = named("services");

    @Test
    void firstLine_saysThatItIsNotRun() throws IOException {
        assertThat(Files.readAllLines(FILE).get(0)).startsWith("# CI does not run this");
    }

    @Test
    void images_areTwoReleasesOfLighthouseAndNameNoRegistry() {
        List<String> images = services.values().stream()
                .map(service -> (String) service.get("image"))
                .toList();

        assertThat(images)
                .contains("sigp/lighthouse:v4.5.0", "sigp/lighthouse:v5.3.0")
                // an image of a registry has a name with a dot or a port before its first slash
                .allMatch(image -> image.matches("[a-z0-9-]+/[a-z0-9-]+:v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void eachNode_hasAnExecutionLayerAndASecretOfItsOwn() {
        for (String version : List.of("v4", "v5")) {
            Map<String, Object> beacon = service("beacon-" + version);
            Map<String, Object> execution = service("execution-" + version);

            assertThat(texts(beacon, "command"))
                    .contains(
                            "--execution-endpoint=http://execution-" + version + ":8551",
                            "--execution-jwt=/run/secrets/jwt-" + version);
            assertThat(texts(execution, "command")).contains("--authrpc.jwtsecret=/run/secrets/jwt-" + version);
            assertThat(texts(beacon, "secrets")).containsExactly("jwt-" + version);
            assertThat(texts(execution, "secrets")).containsExactly("jwt-" + version);
        }
    }

    @Test
    void ports_areOfTheLoopbackInterfaceAndAllDiffer() {
        List<String> ports = services.values().stream()
                .flatMap(service -> texts(service, "ports").stream())
                .toList();

        assertThat(ports)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).matches("127\\.0\\.0\\.1:\\d+:\\d+"));
    }

    @Test
    void names_areThoseOfWhatIsThere() {
        assertThat(named("secrets").values())
                .hasSize(2)
                .allSatisfy(secret -> assertThat((String) secret.get("file")).startsWith("./jwt/"));
        for (Map<String, Object> service : services.values()) {
            assertThat(services.keySet()).containsAll(texts(service, "depends_on"));
            assertThat(named("networks").keySet()).containsAll(texts(service, "networks"));
            assertThat(named("secrets").keySet()).containsAll(texts(service, "secrets"));
            assertThat(texts(service, "volumes").stream()
                            .map(volume -> volume.split(":", -1)[0])
                            .filter(volume -> !volume.startsWith("./")))
                    .isSubsetOf(named("volumes").keySet());
        }
    }

    private static Map<String, Object> read() {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> service(String name) {
        assertThat(services).containsKey(name);
        return services.getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked") // a mapping has texts as keys here, and mappings as values at this level
    private Map<String, Map<String, Object>> named(String section) {
        return (Map<String, Map<String, Object>>) compose.getOrDefault(section, Map.of());
    }

    /** The texts of a list, or the names in a mapping. */
    private static List<String> texts(Map<String, Object> service, String name) {
        Object value = service.getOrDefault(name, List.of());
        Collection<?> texts = value instanceof Map<?, ?> map ? map.keySet() : (Collection<?>) value;
        return texts.stream().map(String.class::cast).toList();
    }
}
