package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.items;
import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.beacon.NodeIdentity;
import io.github.lighthousecompat.beacon.NodeMetadata;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.beacon.PeerCount;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.NodeSchemas;
import io.github.lighthousecompat.testkit.BeaconCondition.Sync;
import java.util.List;
import java.util.Optional;

/** What a node says of itself under {@code /eth/v1/node}. */
final class NodeEndpoints {
    static final String PEER_ID = "16Uiu2HAmPZFakeBeaconNode1111111111111111111111111111";

    private static final String OTHER_PEER = "16Uiu2HAmPZFakePeer11111111111111111111111111111111";
    private static final String ADDRESS = "/ip4/127.0.0.1/tcp/9000";
    private static final int SUBNETS = 64;
    private static final int SYNC_SUBNETS = 4;

    private final BeaconNodeState node;

    NodeEndpoints(BeaconNodeState node) {
        this.node = node;
    }

    void addTo(BeaconRoutes routes) {
        routes.get("/eth/v1/node/version", NodeEndpoints::version)
                .get("/eth/v1/node/syncing", this::syncing)
                .get("/eth/v1/node/health", this::health)
                .get("/eth/v1/node/identity", call -> identity())
                .get("/eth/v1/node/peers", call -> peers())
                .get("/eth/v1/node/peers/{}", NodeEndpoints::peer)
                .get("/eth/v1/node/peer_count", call -> peerCount());
    }

    private static HttpAnswer version(BeaconCall call) {
        return Answers.json(
                Envelopes.data(NodeSchemas.VERSION),
                new NodeVersion(call.profile().version()));
    }

    private HttpAnswer syncing(BeaconCall call) {
        BeaconCondition now = node.condition();
        boolean isSyncing = now.sync() == Sync.SYNCING
                || now.sync() == Sync.STALLED && call.has(LighthouseQuirk.STALLED_IS_SYNCING);
        return Answers.json(
                Envelopes.data(NodeSchemas.SYNCING),
                NodeSyncing.builder()
                        .isSyncing(isSyncing)
                        .isOptimistic(now.isOptimistic())
                        .isExecutionOffline(
                                call.has(LighthouseQuirk.EL_OFFLINE_REPORTED)
                                        ? Optional.of(now.isExecutionOffline())
                                        : Optional.empty())
                        .headSlot(node.chain().head().slot())
                        .syncDistance(now.distance())
                        .build());
    }

    private HttpAnswer health(BeaconCall call) throws BeaconError {
        BeaconCondition now = node.condition();
        if (now.isExecutionOffline() && call.has(LighthouseQuirk.EL_OFFLINE_IS_UNHEALTHY)) {
            throw BeaconError.notSynced("execution layer is offline");
        }
        if (now.sync() == Sync.STALLED && call.has(LighthouseQuirk.STALLED_IS_UNHEALTHY)) {
            return HttpAnswer.empty(503);
        }
        return HttpAnswer.empty(now.sync() == Sync.SYNCED && !now.isOptimistic() ? 200 : 206);
    }

    private static HttpAnswer identity() {
        return Answers.json(
                Envelopes.data(NodeSchemas.IDENTITY),
                NodeIdentity.builder()
                        .peerId(PEER_ID)
                        .enr("enr:-fake")
                        .p2pAddresses(List.of(ADDRESS + "/p2p/" + PEER_ID))
                        .discoveryAddresses(List.of("/ip4/127.0.0.1/udp/9000/p2p/" + PEER_ID))
                        .metadata(NodeMetadata.builder()
                                .sequenceNumber(UInt64.of(3))
                                .attestationSubnets(Bits.ofSet(SUBNETS, 0, 1))
                                .syncCommitteeSubnets(Bits.ofSet(SYNC_SUBNETS))
                                .build())
                        .build());
    }

    private HttpAnswer peers() {
        boolean isAlone = node.condition().sync() == Sync.STALLED;
        return Answers.json(members(
                "data",
                items(isAlone ? List.of() : List.of(peerOf(OTHER_PEER))),
                "meta",
                members("count", new Json.Digits(isAlone ? "0" : "1"))));
    }

    private static HttpAnswer peer(BeaconCall call) throws BeaconError {
        if (!call.parameter(0).equals(OTHER_PEER)) {
            throw BeaconError.notFound("peer not found.");
        }
        return Answers.data(peerOf(OTHER_PEER));
    }

    private HttpAnswer peerCount() {
        return Answers.json(
                Envelopes.data(NodeSchemas.PEER_COUNT),
                PeerCount.builder()
                        .disconnected(UInt64.of(2))
                        .connecting(UInt64.ZERO)
                        .connected(node.condition().sync() == Sync.STALLED ? UInt64.ZERO : UInt64.ONE)
                        .disconnecting(UInt64.ZERO)
                        .build());
    }

    private static Json peerOf(String id) {
        return members(
                "peer_id", text(id),
                "enr", Json.Null.NULL,
                "last_seen_p2p_address", text(ADDRESS),
                "state", text("connected"),
                "direction", text("outbound"));
    }
}
