package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BOOLEAN;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.Basics.bitvector;
import static io.github.lighthousecompat.schema.JsonBasics.TEXT;
import static io.github.lighthousecompat.schema.JsonBasics.listOf;
import static io.github.lighthousecompat.schema.JsonBasics.mapped;

import io.github.lighthousecompat.beacon.NodeIdentity;
import io.github.lighthousecompat.beacon.NodeMetadata;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.beacon.PeerCount;

/** What a node says of itself, without the envelope. */
public final class NodeSchemas {
    /** Bits of the attestation subnets. */
    private static final int ATTESTATION_SUBNETS = 64;

    /** Bits of the sync committee subnets. */
    private static final int SYNC_COMMITTEE_SUBNETS = 4;

    /** Who it is. */
    public static final JsonType<NodeVersion> VERSION =
            JsonSlot.only("version", mapped(TEXT, NodeVersion::new, NodeVersion::text));

    /** Where it is on the way to the head. */
    public static final JsonType<NodeSyncing> SYNCING = JsonObject.of(NodeSyncing::builder, NodeSyncing.Builder::build)
            .field("is_syncing", BOOLEAN, NodeSyncing::isSyncing, NodeSyncing.Builder::isSyncing)
            .optional("is_optimistic", BOOLEAN, NodeSyncing::isOptimistic, (to, part) -> to.isOptimistic(part))
            .optional("el_offline", BOOLEAN, NodeSyncing::isExecutionOffline, (to, part) -> to.isExecutionOffline(part))
            .field("head_slot", UINT64, NodeSyncing::headSlot, NodeSyncing.Builder::headSlot)
            .field("sync_distance", UINT64, NodeSyncing::syncDistance, NodeSyncing.Builder::syncDistance)
            .end();

    private static final JsonType<NodeMetadata> METADATA = JsonObject.of(
                    NodeMetadata::builder, NodeMetadata.Builder::build)
            .field("seq_number", UINT64, NodeMetadata::sequenceNumber, NodeMetadata.Builder::sequenceNumber)
            .field(
                    "attnets",
                    bitvector(ATTESTATION_SUBNETS),
                    NodeMetadata::attestationSubnets,
                    NodeMetadata.Builder::attestationSubnets)
            .optional(
                    "syncnets",
                    bitvector(SYNC_COMMITTEE_SUBNETS),
                    NodeMetadata::syncCommitteeSubnets,
                    (to, part) -> to.syncCommitteeSubnets(part))
            .end();

    /** Who it is on its network. */
    public static final JsonType<NodeIdentity> IDENTITY = JsonObject.of(
                    NodeIdentity::builder, NodeIdentity.Builder::build)
            .field("peer_id", TEXT, NodeIdentity::peerId, NodeIdentity.Builder::peerId)
            .field("enr", TEXT, NodeIdentity::enr, NodeIdentity.Builder::enr)
            .field("p2p_addresses", listOf(TEXT), NodeIdentity::p2pAddresses, (to, part) -> to.p2pAddresses(part))
            .field(
                    "discovery_addresses",
                    listOf(TEXT),
                    NodeIdentity::discoveryAddresses,
                    (to, part) -> to.discoveryAddresses(part))
            .field("metadata", METADATA, NodeIdentity::metadata, NodeIdentity.Builder::metadata)
            .end();

    /** How many peers it has. */
    public static final JsonType<PeerCount> PEER_COUNT = JsonObject.of(PeerCount::builder, PeerCount.Builder::build)
            .field("disconnected", UINT64, PeerCount::disconnected, PeerCount.Builder::disconnected)
            .field("connecting", UINT64, PeerCount::connecting, PeerCount.Builder::connecting)
            .field("connected", UINT64, PeerCount::connected, PeerCount.Builder::connected)
            .field("disconnecting", UINT64, PeerCount::disconnecting, PeerCount.Builder::disconnecting)
            .end();

    private NodeSchemas() {}
}
