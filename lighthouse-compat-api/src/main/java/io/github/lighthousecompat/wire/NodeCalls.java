package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.DatabaseInfo;
import io.github.lighthousecompat.beacon.LighthouseHealth;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.beacon.NodeIdentity;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.beacon.PeerCount;
import io.github.lighthousecompat.beacon.RawAnswer;
import io.github.lighthousecompat.beacon.RawRequest;
import io.github.lighthousecompat.beacon.SyncState;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.call.LighthouseException.Authentication;
import io.github.lighthousecompat.call.LighthouseException.Decode;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.TooLarge;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.schema.Basics;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.LighthouseSchemas;
import io.github.lighthousecompat.schema.NodeSchemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a call does that asks a node about itself. Stateless. */
final class NodeCalls {
    private static final JsonType<NodeVersion> VERSION = Envelopes.data(NodeSchemas.VERSION);
    private static final JsonType<NodeSyncing> SYNCING = Envelopes.data(NodeSchemas.SYNCING);
    private static final JsonType<NodeIdentity> IDENTITY = Envelopes.data(NodeSchemas.IDENTITY);
    private static final JsonType<PeerCount> PEERS = Envelopes.data(NodeSchemas.PEER_COUNT);
    private static final JsonType<LighthouseHealth> PROCESS = Envelopes.data(LighthouseSchemas.HEALTH);
    private static final JsonType<SyncState> SYNC_STATE = Envelopes.data(LighthouseSchemas.SYNC_STATE);
    private static final JsonType<Boolean> NAT = Envelopes.data(Basics.BOOLEAN);

    /** What an answer says beside its body. */
    private static final List<String> RAW_HEADERS = List.of(
            NodeAnswer.FORK_HEADER,
            "Eth-Execution-Payload-Blinded",
            "Eth-Execution-Payload-Value",
            "Eth-Consensus-Block-Value",
            NodeAnswer.SERVER);

    /** What the node says that it is, whatever that is: this is how a change is found. */
    NodeVersion version(NoArgument none, NodeCall call) {
        return call.version();
    }

    static NodeVersion version(NodeAnswer answer) {
        return answer.json(VERSION);
    }

    NodeSyncing syncing(NoArgument none, NodeCall call) {
        NodeSyncing said = call.to(BeaconPaths.NODE_SYNCING).send().json(SYNCING);
        return said.isSyncing()
                ? NodeSyncing.builder().from(said).isStalled(isStalled(call)).build()
                : said;
    }

    /** Why a node that says that it is catching up says so; unknown where something before it hides that. */
    private static Optional<Boolean> isStalled(NodeCall call) {
        if (!call.release().isAtLeast(5, 3, 0)) {
            return Optional.of(false);
        }
        try {
            NodeAnswer answer = call.to(BeaconPaths.LIGHTHOUSE_SYNCING).anyStatus();
            return answer.isSuccess() ? Optional.of(answer.json(SYNC_STATE).isStalled()) : Optional.empty();
        } catch (Authentication | Http | Decode | TooLarge e) {
            // a proxy says so, of a path that is not of the standard; the node itself has said that it catches up
            return Optional.empty();
        }
    }

    NodeHealth health(NoArgument none, NodeCall call) {
        // a node that is not well says so with a status that is none of success
        NodeAnswer health = call.to(BeaconPaths.NODE_HEALTH).anyStatus();
        if (!NodeHealth.isStatus(health.status())) {
            throw health.failure();
        }
        return NodeHealth.of(call.release(), health.status(), syncing(none, call));
    }

    NodeIdentity identity(NoArgument none, NodeCall call) {
        return call.to(BeaconPaths.NODE_IDENTITY).send().json(IDENTITY);
    }

    PeerCount peerCount(NoArgument none, NodeCall call) {
        return call.to(BeaconPaths.PEER_COUNT).send().json(PEERS);
    }

    LighthouseHealth process(NoArgument none, NodeCall call) {
        return call.to(BeaconPaths.LIGHTHOUSE_HEALTH).send().json(PROCESS);
    }

    SyncState syncState(NoArgument none, NodeCall call) {
        return call.to(BeaconPaths.LIGHTHOUSE_SYNCING).send().json(SYNC_STATE);
    }

    boolean isReachable(NoArgument none, NodeCall call) {
        return call.to(BeaconPaths.LIGHTHOUSE_NAT).send().json(NAT);
    }

    DatabaseInfo database(NoArgument none, NodeCall call) {
        return call.to(BeaconPaths.DATABASE_INFO).send().json(LighthouseSchemas.DATABASE);
    }

    RawAnswer raw(RawRequest raw, NodeCall call) {
        Endpoint endpoint = new Endpoint(raw.method(), raw.path(), Optional.empty(), Optional.empty());
        NodeRequest request = call.to(endpoint).accept(raw.accept());
        raw.query().forEach(request::query);
        raw.headers().forEach(request::header);
        if (raw.body().isPresent()) {
            request.body(raw.body().get().toArray(), raw.contentType());
        }
        NodeAnswer answer = request.send();
        Map<String, String> headers = new HashMap<>();
        RAW_HEADERS.forEach(name -> answer.header(name).ifPresent(value -> headers.put(name, value)));
        return new RawAnswer(answer.status(), answer.header("Content-Type"), headers, Bytes.of(answer.bytes()));
    }
}
