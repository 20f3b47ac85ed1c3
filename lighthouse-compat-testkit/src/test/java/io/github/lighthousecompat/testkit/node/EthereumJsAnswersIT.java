package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds the recorded answers against a client that runs now. The new recording is left in {@code target}; where the
 * client was changed on purpose it replaces the resource.
 */
@RequiresNode
class EthereumJsAnswersIT {
    private static final String RECORDED = "/io/github/lighthousecompat/testkit/vectors/ethereumjs-answers.json";
    private static final Path NEW = Path.of("target", "ethereumjs-answers.json");

    @Test
    void answers_areThoseOfTheClient() throws IOException {
        try (EthereumJsNode node = EthereumJsNode.start(AnswerRecorder.GENESIS)) {
            String recording = new AnswerRecorder(node).record();
            Files.writeString(NEW, recording);

            assertThat(recording).as("recorded now, see %s", NEW).isEqualTo(resource());
        }
    }

    private static String resource() throws IOException {
        try (InputStream in = EthereumJsAnswersIT.class.getResourceAsStream(RECORDED)) {
            return in == null ? "(nothing recorded)" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
