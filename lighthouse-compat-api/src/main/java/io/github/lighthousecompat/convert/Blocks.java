package io.github.lighthousecompat.convert;

import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.vavr.control.Either;
import java.util.List;

/** Beacon blocks around payloads that were converted; all that both forks have is shared. */
final class Blocks {
    /** Where the payload of a block stands, with the dot that leads on. */
    static final String PAYLOAD = "body.executionPayload.";

    private static final String MESSAGE = "message.";

    private static final List<String> SIGNATURE = List.of("signature");

    private Blocks() {}

    static DenebBlock around(DenebPayload payload, CapellaBlock block) {
        return DenebBlock.builder()
                .from(block)
                .body(DenebBlockBody.builder()
                        .from(block.body())
                        .executionPayload(payload)
                        .build())
                .build();
    }

    static CapellaBlock around(CapellaPayload payload, DenebBlock block) {
        return CapellaBlock.builder()
                .from(block)
                .body(CapellaBlockBody.builder()
                        .from(block.body())
                        .executionPayload(payload)
                        .build())
                .build();
    }

    /** What became of the message of a signed block, as seen from the signed block: its signature is gone. */
    static <T> Either<ConversionError, Converted<T>> unsigned(Either<ConversionError, Converted<T>> message) {
        return message.mapLeft(error -> new ConversionError(MESSAGE + error.field(), error.value(), error.problem()))
                .map(converted -> new Converted<>(
                        converted.value(),
                        converted.added(),
                        converted.removed().stream().map(MESSAGE::concat).toList(),
                        SIGNATURE,
                        converted.hashStatus()));
    }
}
