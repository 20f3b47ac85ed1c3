package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.BeaconArbitraries.signedBeaconBlockHeader;
import static io.github.lighthousecompat.testkit.BytesArbitraries.address;
import static io.github.lighthousecompat.testkit.BytesArbitraries.hash32;
import static io.github.lighthousecompat.testkit.BytesArbitraries.seeds;
import static io.github.lighthousecompat.testkit.BytesArbitraries.uint64;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.DatabaseAnchor;
import io.github.lighthousecompat.beacon.DatabaseBlobs;
import io.github.lighthousecompat.beacon.DatabaseInfo;
import io.github.lighthousecompat.beacon.DatabaseSplit;
import io.github.lighthousecompat.beacon.FinalityCheckpoints;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.LighthouseHealth;
import io.github.lighthousecompat.beacon.NodeIdentity;
import io.github.lighthousecompat.beacon.NodeMetadata;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.beacon.PeerCount;
import io.github.lighthousecompat.beacon.SyncState;
import io.github.lighthousecompat.beacon.ValidatorInclusion;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes4;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Arbitraries for what a node says of itself and of its chain, beside blocks. Immutable and thread-safe. */
public final class NodeArbitraries {
    private static final int MOST_TEXT = 30;
    private static final int ATTESTATION_SUBNETS = 64;
    private static final int SYNC_COMMITTEE_SUBNETS = 4;

    private NodeArbitraries() {}

    /** Releases of Lighthouse as they name themselves, and other words. */
    public static Arbitrary<NodeVersion> version() {
        Arbitrary<Integer> part = Arbitraries.integers().between(0, 30);
        Arbitrary<String> release = Combinators.combine(
                        part, part, part, Arbitraries.of("", "-rc.0", "-441fc16", "-rc.1-441fc16+"))
                .as((major, minor, patch, more) ->
                        "Lighthouse/v" + major + "." + minor + "." + patch + more + "/x86_64-linux");
        return Arbitraries.oneOf(release, text()).map(NodeVersion::new);
    }

    /** Every state of a node, with and without what only later releases say. */
    public static Arbitrary<NodeSyncing> syncing() {
        return Combinators.combine(uint64(), uint64(), bool(), bool().optional(), bool().optional())
                .as((head, distance, isSyncing, isOptimistic, isOffline) -> NodeSyncing.builder()
                        .headSlot(head)
                        .syncDistance(distance)
                        .isSyncing(isSyncing)
                        .isOptimistic(isOptimistic)
                        .isExecutionOffline(isOffline)
                        .build());
    }

    /** Identities with some addresses. */
    public static Arbitrary<NodeIdentity> identity() {
        Arbitrary<NodeMetadata> metadata = Combinators.combine(
                        uint64(),
                        bits(ATTESTATION_SUBNETS),
                        bits(SYNC_COMMITTEE_SUBNETS).optional())
                .as((number, attestations, syncCommittees) -> NodeMetadata.builder()
                        .sequenceNumber(number)
                        .attestationSubnets(attestations)
                        .syncCommitteeSubnets(syncCommittees)
                        .build());
        Arbitrary<List<String>> addresses = text().list().ofMaxSize(3);
        return Combinators.combine(text(), text(), addresses, addresses, metadata)
                .as((peer, enr, p2p, discovery, own) -> NodeIdentity.builder()
                        .peerId(peer)
                        .enr(enr)
                        .p2pAddresses(p2p)
                        .discoveryAddresses(discovery)
                        .metadata(own)
                        .build());
    }

    /** Any counts. */
    public static Arbitrary<PeerCount> peerCount() {
        return Combinators.combine(uint64(), uint64(), uint64(), uint64()).as(PeerCount::of);
    }

    /** Any beginnings. */
    public static Arbitrary<Genesis> genesis() {
        return Combinators.combine(uint64(), hash32(), bytes4()).as(Genesis::of);
    }

    /** Forks that are planned and not. */
    public static Arbitrary<ForkVersions> forkVersions() {
        return Combinators.combine(bytes4(), bytes4(), uint64()).as(ForkVersions::of);
    }

    /** Any checkpoints. */
    public static Arbitrary<FinalityCheckpoints> finality() {
        Arbitrary<Checkpoint> checkpoint =
                Combinators.combine(uint64(), hash32()).as(Checkpoint::of);
        return Combinators.combine(checkpoint, checkpoint, checkpoint).as(FinalityCheckpoints::of);
    }

    /** Headers on the chain and beside it. */
    public static Arbitrary<HeaderInfo> header() {
        return Combinators.combine(hash32(), bool(), signedBeaconBlockHeader())
                .as((root, isCanonical, header) -> HeaderInfo.builder()
                        .root(root)
                        .isCanonical(isCanonical)
                        .header(header)
                        .build());
    }

    /** Specs with what typed views read, with other texts, and with structures. */
    public static Arbitrary<BeaconSpec> spec() {
        Arbitrary<String> name = Arbitraries.oneOf(
                Arbitraries.of("PRESET_BASE", "CONFIG_NAME", "SECONDS_PER_SLOT", "SLOTS_PER_EPOCH", "DENEB_FORK_EPOCH"),
                printable());
        Arbitrary<String> value =
                Arbitraries.oneOf(uint64().map(Object::toString), address().map(Address::toString), text());
        Arbitrary<Map<String, String>> structures = Arbitraries.maps(
                        printable().map(key -> "STRUCTURE_" + key),
                        Arbitraries.of("[]", "{}", "[{\"EPOCH\":\"5\"},{\"MAX\":\"6\"}]", "{\"a\":[1,null,true]}"))
                .ofMaxSize(2);
        return Combinators.combine(Arbitraries.maps(name, value).ofMaxSize(6), structures)
                .as((texts, others) ->
                        BeaconSpec.builder().texts(texts).structures(others).build());
    }

    /** All states that are known, and others. */
    public static Arbitrary<SyncState> syncState() {
        return Arbitraries.oneOf(
                Arbitraries.of(SyncState.SYNCED, SyncState.STALLED, SyncState.TRANSITION),
                text().map(SyncState::of),
                Combinators.combine(uint64(), uint64()).as(SyncState::finalizedChain),
                Combinators.combine(uint64(), uint64()).as(SyncState::headChain),
                Combinators.combine(uint64(), uint64()).as(SyncState::backfill));
    }

    /** Figures of a process, with and without what only later releases say. */
    public static Arbitrary<LighthouseHealth> lighthouseHealth() {
        return Combinators.combine(uint64(), uint64(), uint64(), uint64(), uint64().optional())
                .as((id, threads, resident, virtual, shared) -> LighthouseHealth.builder()
                        .processId(id)
                        .threads(threads)
                        .residentMemory(resident)
                        .virtualMemory(virtual)
                        .sharedMemory(shared)
                        .build());
    }

    /** Sums of stake, with and without what only earlier releases say. */
    public static Arbitrary<ValidatorInclusion> validatorInclusion() {
        return Combinators.combine(uint64(), uint64().optional(), uint64(), uint64(), uint64())
                .as((active, before, target, targetBefore, headBefore) -> ValidatorInclusion.builder()
                        .currentEpochActive(active)
                        .previousEpochActive(before)
                        .currentEpochTargetAttesting(target)
                        .previousEpochTargetAttesting(targetBefore)
                        .previousEpochHeadAttesting(headBefore)
                        .build());
    }

    /** Databases from genesis and from a checkpoint, of earlier and later releases. */
    public static Arbitrary<DatabaseInfo> database() {
        Arbitrary<DatabaseSplit> split = Combinators.combine(uint64(), hash32(), hash32().optional())
                .as((slot, state, block) -> DatabaseSplit.builder()
                        .slot(slot)
                        .stateRoot(state)
                        .blockRoot(block)
                        .build());
        Arbitrary<DatabaseBlobs> blobs = Combinators.combine(uint64().optional(), bool())
                .as((oldest, isSeparate) -> DatabaseBlobs.builder()
                        .oldestBlobSlot(oldest)
                        .isSeparate(isSeparate)
                        .build());
        return Combinators.combine(uint64(), split, databaseAnchor().optional(), blobs.optional())
                .as((version, where, anchor, some) -> DatabaseInfo.builder()
                        .schemaVersion(version)
                        .split(where)
                        .anchor(anchor)
                        .blobs(some)
                        .build());
    }

    /** Histories that are not whole. */
    public static Arbitrary<DatabaseAnchor> databaseAnchor() {
        return Combinators.combine(uint64(), uint64(), hash32(), uint64(), uint64())
                .as((anchor, oldest, parent, upper, lower) -> DatabaseAnchor.builder()
                        .anchorSlot(anchor)
                        .oldestBlockSlot(oldest)
                        .oldestBlockParent(parent)
                        .stateUpperLimit(upper)
                        .stateLowerLimit(lower)
                        .build());
    }

    /**
     * Answers with this data, from releases that say how sure they are and from others.
     *
     * @param <T> the data
     */
    public static <T> Arbitrary<ChainAnswer<T>> chainAnswer(Arbitrary<T> data) {
        return Combinators.combine(data, bool().optional(), bool().optional()).as(ChainAnswer::new);
    }

    static Arbitrary<Boolean> bool() {
        return Arbitraries.of(true, false);
    }

    /** Texts with every character that JSON must escape among them. */
    static StringArbitrary text() {
        return Arbitraries.strings()
                .all()
                .withChars('"', '\\', '/', '\n', '\u0000', '\u2028')
                .ofMaxLength(MOST_TEXT);
    }

    private static StringArbitrary printable() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(MOST_TEXT);
    }

    private static Arbitrary<Bytes4> bytes4() {
        return seeds().map(seed -> Bytes4.of(Seeds.bytes(new SplittableRandom(seed), Bytes4.SIZE)));
    }

    private static Arbitrary<Bits> bits(int size) {
        return seeds().map(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            return Bits.ofSet(
                    size,
                    IntStream.range(0, size).filter(i -> random.nextBoolean()).toArray());
        });
    }
}
