package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.json.DecodeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * A body is refused with the one failure that there is for it, or read exactly as another library reads it.
 *
 * <p>What a coverage-guided fuzzer drives; it needs nothing but the name of this class. The first byte of an input
 * chooses the kind of answer, the rest is the body.
 */
public final class AnswerFuzz {
    private static final long ID = 7;

    private AnswerFuzz() {}

    /** Tries one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        AnswerKind<?> kind = AnswerKind.ALL.get(Byte.toUnsignedInt(input[0]) % AnswerKind.ALL.size());
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        JsonNode read;
        try {
            read = kind.reread(body, ID);
        } catch (DecodeFailure | RpcFailure refused) {
            return;
        }
        JsonNode sent = Oracle.parse(body).path("result");
        if (!Likeness.holds(read, kind.normal().apply(sent))) {
            throw new AssertionError(kind + " was sent " + sent + ", read " + read);
        }
    }

    /** Writes answers of every kind into the folder that is named first, for the fuzzer to begin with. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (int i = 0; i < AnswerKind.ALL.size(); i++) {
            for (int seed = 0; seed < 8; seed++) {
                byte[] body = AnswerKind.ALL.get(i).sample(seed).body(ID, new Random(seed));
                byte[] input = new byte[body.length + 1];
                input[0] = (byte) i;
                System.arraycopy(body, 0, input, 1, body.length);
                if (input.length <= 1 << 14) {
                    Files.write(folder.resolve(i + "-" + seed), input);
                }
            }
            String error = "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-38001,\"message\":\"Unknown payload\"}}";
            Files.writeString(folder.resolve(i + "-error"), (char) i + error, StandardCharsets.ISO_8859_1);
        }
    }
}
