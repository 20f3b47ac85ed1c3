package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.BytesArbitraries.bytes48;
import static io.github.lighthousecompat.testkit.BytesArbitraries.hash32;
import static io.github.lighthousecompat.testkit.BytesArbitraries.seeds;
import static io.github.lighthousecompat.testkit.BytesArbitraries.uint64;

import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlindedBlockBody;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.CapellaPayloadHeader;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.DenebBlindedBlock;
import io.github.lighthousecompat.beacon.DenebBlindedBlockBody;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.beacon.DenebPayloadHeader;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedAggregateAndProof;
import io.github.lighthousecompat.beacon.SignedBeaconBlockHeader;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.beacon.SignedBlsToExecutionChange;
import io.github.lighthousecompat.beacon.SignedContributionAndProof;
import io.github.lighthousecompat.beacon.SignedVoluntaryExit;
import io.github.lighthousecompat.beacon.SyncCommitteeMessage;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitraries for beacon blocks and what they hold, in the sizes of a preset.
 *
 * <p>Empty and full lists come often; where full means more than {@value #MANY} elements, it is that many. Roots,
 * signatures and numbers are of no chain. Immutable and thread-safe.
 */
public final class BeaconArbitraries {
    private static final int MANY = 16;

    private BeaconArbitraries() {}

    /** Signed blocks of both forks. */
    public static Arbitrary<SignedBlock> signedBlock(Preset preset) {
        return Arbitraries.oneOf(capellaSignedBlock(preset), denebSignedBlock(preset));
    }

    /** Signed blocks of Capella. */
    public static Arbitrary<CapellaSignedBlock> capellaSignedBlock(Preset preset) {
        return Combinators.combine(capellaBlock(preset), signature()).as(SignedBlock::of);
    }

    /** Signed blocks of Deneb. */
    public static Arbitrary<DenebSignedBlock> denebSignedBlock(Preset preset) {
        return Combinators.combine(denebBlock(preset), signature()).as(SignedBlock::of);
    }

    /** Blocks of Capella. */
    public static Arbitrary<CapellaBlock> capellaBlock(Preset preset) {
        return Combinators.combine(uint64(), uint64(), hash32(), hash32(), capellaBody(preset))
                .as((slot, proposer, parent, state, body) -> CapellaBlock.builder()
                        .slot(slot)
                        .proposerIndex(proposer)
                        .parentRoot(parent)
                        .stateRoot(state)
                        .body(body)
                        .build());
    }

    /** Blocks of Deneb; some have nothing that only blobs explain. */
    public static Arbitrary<DenebBlock> denebBlock(Preset preset) {
        return Combinators.combine(uint64(), uint64(), hash32(), hash32(), denebBody(preset))
                .as((slot, proposer, parent, state, body) -> DenebBlock.builder()
                        .slot(slot)
                        .proposerIndex(proposer)
                        .parentRoot(parent)
                        .stateRoot(state)
                        .body(body)
                        .build());
    }

    /** Bodies of Capella. */
    public static Arbitrary<CapellaBlockBody> capellaBody(Preset preset) {
        return Combinators.combine(content(preset), EngineArbitraries.capellaPayload())
                .as((body, payload) -> body.apply(fitting(payload, preset)));
    }

    /** Bodies of Deneb; some have nothing that only blobs explain. */
    public static Arbitrary<DenebBlockBody> denebBody(Preset preset) {
        return Combinators.combine(
                        content(preset),
                        EngineArbitraries.denebPayload(),
                        bytes48().list().ofMaxSize(preset.maxBlobsPerBlock()))
                .as((body, payload, commitments) -> DenebBlockBody.builder()
                        .from(body.apply(CapellaPayload.builder().from(payload).build()))
                        .executionPayload(fitting(payload, preset))
                        .blobKzgCommitments(payload.blobGasUsed().isZero() ? List.of() : commitments)
                        .build());
    }

    /** Signed blinded blocks of both forks. */
    public static Arbitrary<SignedBlindedBlock> signedBlindedBlock(Preset preset) {
        Arbitrary<SignedBlindedBlock> capella = Combinators.combine(
                        capellaBlock(preset), hash32(), hash32(), signature())
                .as((block, transactions, withdrawals, signature) ->
                        SignedBlindedBlock.of(blinded(block, transactions, withdrawals), signature));
        Arbitrary<SignedBlindedBlock> deneb = Combinators.combine(denebBlock(preset), hash32(), hash32(), signature())
                .as((block, transactions, withdrawals, signature) ->
                        SignedBlindedBlock.of(blinded(block, transactions, withdrawals), signature));
        return Arbitraries.oneOf(capella, deneb);
    }

    /** Signed blocks of Deneb with no blob or one. */
    public static Arbitrary<SignedBlockContents> signedBlockContents(Preset preset) {
        Arbitrary<List<Tuple.Tuple3<Bytes48, Bytes48, Blob>>> blobs = Combinators.combine(
                        bytes48(), bytes48(), BytesArbitraries.blob())
                .as(Tuple::of)
                .list()
                .ofMaxSize(1);
        return Combinators.combine(denebSignedBlock(preset), blobs)
                .as((signed, sidecars) -> SignedBlockContents.of(
                        withCommitments(signed, each(sidecars, Tuple.Tuple3::get1)),
                        each(sidecars, Tuple.Tuple3::get2),
                        each(sidecars, Tuple.Tuple3::get3)));
    }

    /** Blobs with their proofs. */
    public static Arbitrary<BlobSidecar> blobSidecar(Preset preset) {
        return made(preset, BeaconSeeds::blobSidecar);
    }

    /** Votes of members of a committee. */
    public static Arbitrary<Attestation> attestation(Preset preset) {
        return made(preset, BeaconSeeds::attestation);
    }

    /** Votes of a committee, put together and signed by a member. */
    public static Arbitrary<SignedAggregateAndProof> signedAggregateAndProof(Preset preset) {
        return made(preset, BeaconSeeds::aggregateAndProof);
    }

    /** Messages of members of the sync committee. */
    public static Arbitrary<SyncCommitteeMessage> syncCommitteeMessage() {
        return made(Preset.MAINNET, BeaconSeeds::syncCommitteeMessage);
    }

    /** Messages of a part of the sync committee, put together and signed by a member. */
    public static Arbitrary<SignedContributionAndProof> signedContributionAndProof(Preset preset) {
        return made(preset, BeaconSeeds::contributionAndProof);
    }

    /** Wishes of validators to leave. */
    public static Arbitrary<SignedVoluntaryExit> signedVoluntaryExit() {
        return made(Preset.MAINNET, BeaconSeeds::exit);
    }

    /** Changes of withdrawal credentials. */
    public static Arbitrary<SignedBlsToExecutionChange> signedBlsToExecutionChange() {
        return made(Preset.MAINNET, BeaconSeeds::change);
    }

    /** Headers with a signature. */
    public static Arbitrary<SignedBeaconBlockHeader> signedBeaconBlockHeader() {
        return made(Preset.MAINNET, BeaconSeeds::signedHeader);
    }

    private static Arbitrary<Bytes96> signature() {
        return made(Preset.MAINNET, BeaconSeeds::signature);
    }

    private static <T> Arbitrary<T> made(Preset preset, Function<BeaconSeeds, T> content) {
        return seeds().map(seed -> content.apply(new BeaconSeeds(seed, preset)));
    }

    /** Bodies that lack their payload; the numbers of their elements shrink, the elements do not. */
    private static Arbitrary<Function<CapellaPayload, CapellaBlockBody>> content(Preset preset) {
        return Combinators.combine(
                        count(preset.maxProposerSlashings()),
                        count(preset.maxAttesterSlashings()),
                        count(preset.maxAttestations()),
                        count(preset.maxDeposits()),
                        count(preset.maxVoluntaryExits()),
                        count(preset.maxBlsToExecutionChanges()),
                        seeds())
                .as((proposers, attesters, attestations, deposits, exits, changes, seed) -> payload -> {
                    BeaconSeeds source = new BeaconSeeds(seed, preset);
                    return CapellaBlockBody.builder()
                            .randaoReveal(source.signature())
                            .eth1Data(source.eth1Data())
                            .graffiti(source.root())
                            .proposerSlashings(source.list(proposers, source::proposerSlashing))
                            .attesterSlashings(source.list(attesters, source::attesterSlashing))
                            .attestations(source.list(attestations, source::attestation))
                            .deposits(source.list(deposits, source::deposit))
                            .voluntaryExits(source.list(exits, source::exit))
                            .syncAggregate(source.syncAggregate())
                            .blsToExecutionChanges(source.list(changes, source::change))
                            .executionPayload(payload)
                            .build();
                });
    }

    private static Arbitrary<Integer> count(int most) {
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(0)),
                Tuple.of(4, Arbitraries.integers().between(0, Math.min(2, most))),
                Tuple.of(1, Arbitraries.just(Math.min(MANY, most))));
    }

    private static CapellaPayload fitting(CapellaPayload payload, Preset preset) {
        return payload.withdrawals().size() <= preset.maxWithdrawalsPerPayload()
                ? payload
                : CapellaPayload.builder()
                        .from(payload)
                        .withdrawals(payload.withdrawals().subList(0, preset.maxWithdrawalsPerPayload()))
                        .build();
    }

    private static DenebPayload fitting(DenebPayload payload, Preset preset) {
        return payload.withdrawals().size() <= preset.maxWithdrawalsPerPayload()
                ? payload
                : DenebPayload.builder()
                        .from(payload)
                        .withdrawals(payload.withdrawals().subList(0, preset.maxWithdrawalsPerPayload()))
                        .build();
    }

    private static CapellaBlindedBlock blinded(CapellaBlock block, Hash32 transactions, Hash32 withdrawals) {
        CapellaBlindedBlockBody body = CapellaBlindedBlockBody.builder()
                .from(block.body())
                .executionPayloadHeader(header(block.body().executionPayload(), transactions, withdrawals))
                .build();
        return CapellaBlindedBlock.builder()
                .slot(block.slot())
                .proposerIndex(block.proposerIndex())
                .parentRoot(block.parentRoot())
                .stateRoot(block.stateRoot())
                .body(body)
                .build();
    }

    private static DenebBlindedBlock blinded(DenebBlock block, Hash32 transactions, Hash32 withdrawals) {
        DenebPayload payload = block.body().executionPayload();
        DenebBlindedBlockBody body = DenebBlindedBlockBody.builder()
                .from(block.body())
                .executionPayloadHeader(DenebPayloadHeader.builder()
                        .from(header(CapellaPayload.builder().from(payload).build(), transactions, withdrawals))
                        .blobGasUsed(payload.blobGasUsed())
                        .excessBlobGas(payload.excessBlobGas())
                        .build())
                .blobKzgCommitments(block.body().blobKzgCommitments())
                .build();
        return DenebBlindedBlock.builder()
                .slot(block.slot())
                .proposerIndex(block.proposerIndex())
                .parentRoot(block.parentRoot())
                .stateRoot(block.stateRoot())
                .body(body)
                .build();
    }

    private static CapellaPayloadHeader header(CapellaPayload payload, Hash32 transactions, Hash32 withdrawals) {
        return CapellaPayloadHeader.builder()
                .parentHash(payload.parentHash())
                .feeRecipient(payload.feeRecipient())
                .stateRoot(payload.stateRoot())
                .receiptsRoot(payload.receiptsRoot())
                .logsBloom(payload.logsBloom())
                .prevRandao(payload.prevRandao())
                .blockNumber(payload.blockNumber())
                .gasLimit(payload.gasLimit())
                .gasUsed(payload.gasUsed())
                .timestamp(payload.timestamp())
                .extraData(payload.extraData())
                .baseFeePerGas(payload.baseFeePerGas())
                .blockHash(payload.blockHash())
                .transactionsRoot(transactions)
                .withdrawalsRoot(withdrawals)
                .build();
    }

    private static DenebSignedBlock withCommitments(DenebSignedBlock signed, List<Bytes48> commitments) {
        DenebBlockBody body = DenebBlockBody.builder()
                .from(signed.message().body())
                .blobKzgCommitments(commitments)
                .build();
        return SignedBlock.of(
                DenebBlock.builder().from(signed.message()).body(body).build(), signed.signature());
    }

    private static <T, E> List<E> each(List<T> tuples, Function<T, E> part) {
        return tuples.stream().map(part).toList();
    }
}
