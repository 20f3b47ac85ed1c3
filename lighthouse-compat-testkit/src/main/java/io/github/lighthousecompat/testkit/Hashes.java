package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.hash.BlockHash;

/** Blocks that state the hash that they have. */
final class Hashes {
    private Hashes() {}

    static CapellaPayload right(CapellaPayload payload) {
        return CapellaPayload.builder()
                .from(payload)
                .blockHash(BlockHash.of(payload))
                .build();
    }

    static DenebPayload right(DenebPayload payload, Hash32 parentBeaconBlockRoot) {
        return DenebPayload.builder()
                .from(payload)
                .blockHash(BlockHash.of(payload, parentBeaconBlockRoot))
                .build();
    }

    static NewPayloadRequest right(NewPayloadRequest request) {
        if (request instanceof DenebNewPayload deneb) {
            Hash32 root = deneb.parentBeaconBlockRoot();
            return NewPayloadRequest.of(right(deneb.payload(), root), deneb.versionedHashes(), root);
        }
        return NewPayloadRequest.of(right(((CapellaNewPayload) request).payload()));
    }
}
