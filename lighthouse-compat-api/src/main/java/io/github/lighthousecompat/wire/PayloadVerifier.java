package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.hash.MalformedTransactionException;
import io.github.lighthousecompat.hash.VersionedHash;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks that the hashes of a payload are those of its content, and remembers the payloads of this client's own
 * building that need no second check.
 *
 * <p>Thread-safe. Both memories are small and forget the oldest: what is forgotten is checked once more, that is all.
 */
final class PayloadVerifier {
    private static final int BUILDS = 64;
    private static final int PAYLOADS = 16;

    /** A payload, by identity, that is right together with these. */
    private record Proven(WeakReference<ExecutionPayload> payload, NewPayloadParts parts) {}

    /** What a request holds beside the payload. */
    private record NewPayloadParts(List<Hash32> versionedHashes, Optional<Hash32> parentBeaconBlockRoot) {
        static NewPayloadParts of(NewPayloadRequest request) {
            return request instanceof DenebNewPayload deneb
                    ? new NewPayloadParts(deneb.versionedHashes(), Optional.of(deneb.parentBeaconBlockRoot()))
                    : new NewPayloadParts(List.of(), Optional.empty());
        }
    }

    private final Function<NewPayloadRequest, Hash32> hash;
    private final Object lock = new Object();
    private final ArrayDeque<Proven> proven = new ArrayDeque<>();
    private final Map<UInt64, Hash32> parentRoots = new LinkedHashMap<>();

    PayloadVerifier(Function<NewPayloadRequest, Hash32> hash) {
        this.hash = hash;
    }

    /** Notes what a payload is being built on, as the hash of a Deneb block can't be checked without. */
    void building(UInt64 payloadId, PayloadAttributes attributes) {
        if (attributes instanceof DenebAttributes deneb) {
            synchronized (lock) {
                parentRoots.put(payloadId, deneb.parentBeaconBlockRoot());
                if (parentRoots.size() > BUILDS) {
                    parentRoots.remove(parentRoots.keySet().iterator().next());
                }
            }
        }
    }

    /**
     * Checks a payload that was fetched and notes that it is right.
     *
     * @throws LighthouseException.Decode if its hash is not its content's, or its blobs are not those of its
     *     transactions
     */
    void built(CallLabel label, UInt64 payloadId, BuiltPayload built) {
        ExecutionPayload payload = built.payload();
        NewPayloadRequest request;
        if (built instanceof DenebBuiltPayload deneb) {
            List<Hash32> versionedHashes = versionedHashes(label, deneb.payload());
            checkBlobs(label, versionedHashes, deneb.blobsBundle());
            Optional<Hash32> root = parentRoot(payloadId);
            if (root.isEmpty()) {
                // another process began to build it; its hash is checked when it is sent
                return;
            }
            request = NewPayloadRequest.of(deneb.payload(), versionedHashes, root.get());
        } else {
            request = NewPayloadRequest.of(((CapellaBuiltPayload) built).payload());
        }
        Hash32 computed = hash.apply(request);
        if (!computed.equals(payload.blockHash())) {
            throw new LighthouseException.Decode(
                    label.site(),
                    label.operation(),
                    "$.result.executionPayload.blockHash",
                    "the execution layer says " + payload.blockHash() + ", the content of its payload has " + computed,
                    null);
        }
        Proven right = new Proven(new WeakReference<>(payload), NewPayloadParts.of(request));
        synchronized (lock) {
            proven.addLast(right);
            if (proven.size() > PAYLOADS) {
                proven.removeFirst();
            }
        }
    }

    /** A block is proposed with these commitments, so a bundle of other blobs would cost the slot. */
    private static void checkBlobs(CallLabel label, List<Hash32> versionedHashes, BlobsBundle bundle) {
        List<Hash32> committed =
                bundle.commitments().stream().map(VersionedHash::of).toList();
        if (!committed.equals(versionedHashes)) {
            throw new LighthouseException.Decode(
                    label.site(),
                    label.operation(),
                    "$.result.blobsBundle.commitments",
                    "the " + committed.size() + " commitments are not those of the " + versionedHashes.size()
                            + " blobs that the transactions name",
                    null);
        }
    }

    /**
     * Checks a payload that is about to be sent.
     *
     * @throws Refused if one of its hashes is not its content's
     */
    void check(CallLabel label, NewPayloadRequest request) {
        if (isProven(request)) {
            return;
        }
        ExecutionPayload payload = request.payload();
        Hash32 computed = hash.apply(request);
        if (!computed.equals(payload.blockHash())) {
            throw Refused.blockHash(label.site(), label.operation(), payload.blockHash(), computed);
        }
        if (request instanceof DenebNewPayload deneb) {
            checkVersionedHashes(label, deneb);
        }
    }

    private static void checkVersionedHashes(CallLabel label, DenebNewPayload request) {
        List<Hash32> found;
        try {
            found = VersionedHash.in(request.payload().transactions());
        } catch (MalformedTransactionException e) {
            throw new Refused(
                    label.site(), label.operation(), Refused.Fault.TRANSACTION, String.valueOf(e.getMessage()));
        }
        List<Hash32> stated = request.versionedHashes();
        if (!found.equals(stated)) {
            int same = 0;
            while (same < Math.min(found.size(), stated.size())
                    && found.get(same).equals(stated.get(same))) {
                same++;
            }
            throw new Refused(
                    label.site(),
                    label.operation(),
                    Refused.Fault.VERSIONED_HASHES,
                    "the request has " + stated.size() + " versioned hashes, the transactions " + found.size()
                            + "; they differ from index " + same + " on");
        }
    }

    private static List<Hash32> versionedHashes(CallLabel label, DenebPayload payload) {
        try {
            return VersionedHash.in(payload.transactions());
        } catch (MalformedTransactionException e) {
            throw new LighthouseException.Decode(
                    label.site(),
                    label.operation(),
                    "$.result.executionPayload.transactions[" + e.transaction() + "]",
                    String.valueOf(e.getMessage()),
                    e);
        }
    }

    private Optional<Hash32> parentRoot(UInt64 payloadId) {
        synchronized (lock) {
            return Optional.ofNullable(parentRoots.get(payloadId));
        }
    }

    private boolean isProven(NewPayloadRequest request) {
        synchronized (lock) {
            for (Proven right : proven) {
                if (right.payload().refersTo(request.payload())) {
                    return right.parts().equals(NewPayloadParts.of(request));
                }
            }
            return false;
        }
    }
}
