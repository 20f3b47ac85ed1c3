package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BOOLEAN;
import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.Basics.BYTES4;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.JsonBasics.listOf;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.FinalityCheckpoints;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.bytes.Hash32;
import java.util.List;

/** What a node says of the chain, without the envelope. */
public final class ChainSchemas {
    /** A root alone. */
    public static final JsonType<Hash32> ROOT = JsonSlot.only("root", BYTES32);

    /** What the node is configured with. */
    public static final JsonType<BeaconSpec> SPEC = new SpecSchema();

    /** How the chain began. */
    public static final JsonType<Genesis> GENESIS = JsonObject.of(Genesis::builder, Genesis.Builder::build)
            .field("genesis_time", UINT64, Genesis::genesisTime, Genesis.Builder::genesisTime)
            .field(
                    "genesis_validators_root",
                    BYTES32,
                    Genesis::genesisValidatorsRoot,
                    Genesis.Builder::genesisValidatorsRoot)
            .field("genesis_fork_version", BYTES4, Genesis::genesisForkVersion, Genesis.Builder::genesisForkVersion)
            .end();

    /** A fork. */
    public static final JsonType<ForkVersions> FORK = JsonObject.of(ForkVersions::builder, ForkVersions.Builder::build)
            .field("previous_version", BYTES4, ForkVersions::previousVersion, ForkVersions.Builder::previousVersion)
            .field("current_version", BYTES4, ForkVersions::currentVersion, ForkVersions.Builder::currentVersion)
            .field("epoch", UINT64, ForkVersions::epoch, ForkVersions.Builder::epoch)
            .end();

    /** All forks. */
    public static final JsonType<List<ForkVersions>> FORKS = listOf(FORK);

    /** What a state holds to be settled. */
    public static final JsonType<FinalityCheckpoints> FINALITY = JsonObject.of(
                    FinalityCheckpoints::builder, FinalityCheckpoints.Builder::build)
            .field(
                    "previous_justified",
                    OperationSchemas.CHECKPOINT,
                    FinalityCheckpoints::previousJustified,
                    FinalityCheckpoints.Builder::previousJustified)
            .field(
                    "current_justified",
                    OperationSchemas.CHECKPOINT,
                    FinalityCheckpoints::currentJustified,
                    FinalityCheckpoints.Builder::currentJustified)
            .field(
                    "finalized",
                    OperationSchemas.CHECKPOINT,
                    FinalityCheckpoints::finalized,
                    FinalityCheckpoints.Builder::finalized)
            .end();

    /** The header of a block. */
    public static final JsonType<HeaderInfo> HEADER = JsonObject.of(HeaderInfo::builder, HeaderInfo.Builder::build)
            .field("root", BYTES32, HeaderInfo::root, HeaderInfo.Builder::root)
            .field("canonical", BOOLEAN, HeaderInfo::isCanonical, HeaderInfo.Builder::isCanonical)
            .field("header", OperationSchemas.SIGNED_HEADER, HeaderInfo::header, HeaderInfo.Builder::header)
            .end();

    /** Headers of blocks. */
    public static final JsonType<List<HeaderInfo>> HEADERS = listOf(HEADER);

    private ChainSchemas() {}
}
